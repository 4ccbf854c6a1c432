package mqttlab.slides;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/**
 * A plausible mistake, as the slides show what a check says about it.
 *
 * @param name such as {@code 01-publish-subscribe/publish-does-not-wait}
 */
record Mutant(Path checkout, String name) {

    /** Writes what the course tool takes for a checkout whose student has handed in the mutant: the solution with its mistake. */
    Path handedIn(Path folder) throws IOException {
        Path lab = Path.of(name).getName(0);
        Path code = folder.resolve("labs").resolve(lab);
        Files.createDirectories(code);
        Files.copy(checkout.resolve("labs").resolve(lab).resolve("lab.yaml"), code.resolve("lab.yaml"),
                StandardCopyOption.REPLACE_EXISTING);
        copy(checkout.resolve("solutions").resolve(lab).resolve("src/main"), code.resolve("src/main"));
        copy(checkout.resolve("grading/mutants").resolve(name).resolve("src/main"), code.resolve("src/main"));
        return folder;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
