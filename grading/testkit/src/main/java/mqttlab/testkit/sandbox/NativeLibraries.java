package mqttlab.testkit.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where the running JVM has the system's libraries from: NixOS and Guix keep none in {@code /usr/lib}, and a JDK may have been
 * built for others than the system's. Linux lists what a process has mapped.
 */
final class NativeLibraries {

    private static final Path OWN_MAPS = Path.of("/proc/self/maps");
    /** An address, rights, an offset, a device and an inode; then the path, which may have spaces. */
    private static final Pattern MAPPING = Pattern.compile("\\S+ +\\S+ +\\S+ +\\S+ +\\S+ +(/.*)");
    /** What a JVM needs, with the loader; not what other libraries have unpacked somewhere and loaded. */
    private static final Pattern OF_SYSTEM =
            Pattern.compile("(ld|libc|libm|libz|libdl|libpthread|librt)[.-].*|(libgcc_s|libstdc\\+\\+)\\..*");
    private static final Pattern LIBRARY = Pattern.compile(".*\\.so(\\.[0-9.]+)?");

    private NativeLibraries() {
    }

    static List<Path> ofThisJvm() {
        try {
            return folders(Files.readAllLines(OWN_MAPS));
        } catch (IOException e) {
            return List.of();
        }
    }

    /** @param maps lines as in {@code /proc/self/maps} */
    static List<Path> folders(List<String> maps) {
        return maps.stream().map(MAPPING::matcher).filter(Matcher::matches).map(each -> Path.of(each.group(1)))
                .filter(each -> OF_SYSTEM.matcher(name(each)).matches() && LIBRARY.matcher(name(each)).matches())
                .flatMap(each -> Optional.ofNullable(each.getParent()).stream()).distinct().toList();
    }

    private static String name(Path file) {
        return Stream.ofNullable(file.getFileName()).map(Path::toString).findFirst().orElse("");
    }
}
