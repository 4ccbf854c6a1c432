package mqttlab.proofs;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** The content of a class path. Each entry is read once: a class path does not change while it is in use. */
final class ClassPath {

    private static final Map<Path, String> KNOWN = new ConcurrentHashMap<>();

    private ClassPath() {
    }

    static List<String> hashes(String classPath) {
        return Arrays.stream(classPath.split(File.pathSeparator)).filter(each -> !each.isEmpty())
                .map(each -> KNOWN.computeIfAbsent(Path.of(each).toAbsolutePath(), ClassPath::hash)).toList();
    }

    private static String hash(Path entry) {
        Parts parts = new Parts("class path entry");
        if (Files.isRegularFile(entry)) {
            entries(entry, parts);
        } else {
            parts.files("classes", entry);
        }
        return parts.key().hash();
    }

    /** By the checksums of what is in it: a jar that is made again has other times, and so other bytes. */
    private static void entries(Path jar, Parts parts) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            zip.stream().filter(each -> !each.isDirectory()).sorted(Comparator.comparing(ZipEntry::getName))
                    .forEach(each -> parts.text(each.getName(), each.getCrc() + " " + each.getSize()));
        } catch (IOException e) {
            throw new UncheckedIOException(jar + " cannot be read", e);
        }
    }
}
