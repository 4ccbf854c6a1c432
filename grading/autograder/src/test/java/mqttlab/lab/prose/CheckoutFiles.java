package mqttlab.lab.prose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** What a text may call a file: its path in the checkout, or the last parts of it. */
final class CheckoutFiles {

    private CheckoutFiles() {
    }

    static Set<String> endings(Path root) throws IOException {
        Set<String> endings = new HashSet<>();
        try (Stream<Path> files = Files.walk(root)) {
            files.map(root::relativize).filter(CheckoutFiles::isOurs).forEach(path -> {
                for (int from = 0; from < path.getNameCount(); from++) {
                    endings.add(path.subpath(from, path.getNameCount()).toString().replace('\\', '/'));
                }
            });
        }
        return endings;
    }

    /** Of what the build makes, only the tool itself. */
    private static boolean isOurs(Path path) {
        String name = "/" + path.toString().replace('\\', '/') + "/";
        return !name.startsWith("/.git/") && (!name.contains("/target/") || name.startsWith("/grading/autograder/target/lab/"));
    }
}
