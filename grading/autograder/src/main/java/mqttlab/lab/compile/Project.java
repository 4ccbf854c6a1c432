package mqttlab.lab.compile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.testkit.InfrastructureException;

/**
 * A lab as a student has it on disk, or its solution: Java sources under {@code src/main/java}, resources beside them.
 *
 * @param folder    the lab's folder
 * @param libraries what its code may use
 */
public record Project(Path folder, List<Path> libraries) {

    public List<Source> sources() {
        return files("java").stream()
                .filter(each -> each.toString().endsWith(".java"))
                .map(each -> new Source(folder.relativize(each).toString().replace('\\', '/'), each))
                .toList();
    }

    /** Where its classes go when nobody says otherwise. */
    public Path classes() {
        return folder.resolve("target/lab/classes");
    }

    public Compilation compile() {
        return compile(classes());
    }

    /** Compiles into a folder that is emptied first, so that no class outlives its source. */
    public Compilation compile(Path classes) {
        try {
            new OutputFolder(classes).empty();
            Path resources = folder.resolve("src/main/resources");
            for (Path file : files("resources")) {
                Path copy = classes.resolve(resources.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        } catch (IOException e) {
            throw new InfrastructureException("cannot write to " + classes + ": " + e.getMessage(), e);
        }
        return new StudentCompiler(libraries).compile(sources(), classes);
    }

    /** Everything that goes into its classes. */
    List<Path> files() {
        return Stream.concat(files("java").stream(), files("resources").stream()).toList();
    }

    private List<Path> files(String kind) {
        Path root = folder.resolve("src/main").resolve(kind);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + root + ": " + e.getMessage(), e);
        }
    }
}
