package mqttlab.testkit.student;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.broker.Scratch;

/**
 * A folder for the student's code.
 *
 * @param whole what is removed at the end, with all that it holds; empty for what is removed with another
 */
public record Folder(Path path, Optional<Path> whole) implements AutoCloseable {

    private static final String PREFIX = "lab-folder-";

    public static Folder made() {
        Path path = Scratch.folder("folder");
        return new Folder(path, Optional.of(path));
    }

    /**
     * One in this one. It stays as long: while code runs that can write there, it could put a link in the place of a folder that
     * is just being removed.
     */
    Folder another() {
        try {
            return new Folder(Files.createTempDirectory(path, PREFIX), Optional.empty());
        } catch (IOException e) {
            throw new InfrastructureException("a folder for the student's code could not be made: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        whole.ifPresent(Folder::remove);
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // A temporary folder that stays behind harms nobody.
        }
    }
}
