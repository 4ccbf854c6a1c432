package mqttlab.lab.snapshot;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs of this machine. */
final class OnPath {

    private OnPath() {
    }

    /** Those with one of these names, in the order of the folders. */
    static Stream<Path> programs(String... names) {
        return Pattern.compile(File.pathSeparator, Pattern.LITERAL).splitAsStream(System.getenv("PATH"))
                .flatMap(folder -> Stream.of(names).map(name -> Path.of(folder, name))).filter(Files::isExecutable);
    }
}
