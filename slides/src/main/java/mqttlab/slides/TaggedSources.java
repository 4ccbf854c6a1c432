package mqttlab.slides;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The code of the course as decks include it: the same paths below a folder of their own. */
final class TaggedSources {

    private static final List<String> SHOWN = List.of("labs", "solutions", "broker-from-scratch", "grading/suites", "grading/mutants");

    private TaggedSources() {
    }

    static void write(Path checkout, Path folder) throws IOException {
        for (String part : SHOWN) {
            try (Stream<Path> files = Files.walk(checkout.resolve(part))) {
                for (Path file : (Iterable<Path>) files.filter(TaggedSources::isSource)::iterator) {
                    Path copy = folder.resolve(checkout.relativize(file));
                    Files.createDirectories(copy.getParent());
                    Files.writeString(copy, TaggedSource.of(Files.readString(file)));
                }
            }
        }
    }

    private static boolean isSource(Path file) {
        return file.toString().endsWith(".java") && file.toString().replace('\\', '/').contains("/src/main/java/");
    }
}
