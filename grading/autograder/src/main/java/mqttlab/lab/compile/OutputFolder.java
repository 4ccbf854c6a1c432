package mqttlab.lab.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;

/** A folder whose contents are made by a program, so that they may be thrown away. */
public record OutputFolder(Path path) {

    /** A new one, beside where another would be. */
    public static OutputFolder fresh(Path other) {
        try {
            Files.createDirectories(other.getParent());
            return new OutputFolder(Files.createTempDirectory(other.getParent(), other.getFileName() + "-"));
        } catch (IOException e) {
            throw new InfrastructureException("cannot write to " + other.getParent() + ": " + e.getMessage(), e);
        }
    }

    /** For what a program has made for itself, and what harms nobody when it stays. */
    public void deleteIfPossible() {
        try {
            delete();
        } catch (IOException e) {
            // Somebody still holds a file of it open, or a student's code has put something there that resists.
        }
    }

    /** The folder itself stays where there is one: a sandbox that sees it would not see another in its place. */
    public void empty() throws IOException {
        delete(file -> !file.equals(path));
        Files.createDirectories(path);
    }

    public void delete() throws IOException {
        delete(file -> true);
    }

    private void delete(Predicate<Path> wanted) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> deepestFirst = files.filter(wanted).sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
