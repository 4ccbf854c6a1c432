package mqttlab.slides;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** A student's checkout with a mistake in its code: that of a mutant. The lectures show what the checks say to it. */
final class Mistake {

    private Mistake() {
    }

    /**
     * Makes it, with this lab alone.
     *
     * @param mutant its lab and its name, {@code 01-publish-subscribe/reader-not-guarded}
     */
    static Path checkout(Path checkout, String mutant, Path folder) throws IOException {
        Path lab = Path.of(mutant).getParent();
        Path copy = folder.resolve("labs").resolve(lab);
        copy(checkout.resolve("labs").resolve(lab).resolve("lab.yaml"), copy.resolve("lab.yaml"));
        copy(checkout.resolve("solutions").resolve(lab).resolve("src/main"), copy.resolve("src/main"));
        copy(checkout.resolve("grading/mutants").resolve(mutant).resolve("src/main"), copy.resolve("src/main"));
        return folder;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path target = to.resolve(from.relativize(file).toString()).normalize();
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }
}
