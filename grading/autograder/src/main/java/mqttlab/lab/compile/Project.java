package mqttlab.lab.compile;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mqttlab.lab.SlashedPath;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.WrittenText;
import mqttlab.testkit.sandbox.Sandbox;

/**
 * A lab as a student has it on disk, or its solution: Java sources under {@code src/main/java}, resources beside them.
 *
 * @param folder    the lab's folder
 * @param libraries what its code may use
 * @param parts     which of its files count, by their paths in the folder, with slashes
 */
public record Project(Path folder, List<Path> libraries, Predicate<String> parts) {

    public Project(Path folder, List<Path> libraries) {
        this(folder, libraries, each -> true);
    }

    public List<Source> sources() {
        return files("java").stream()
                .filter(each -> each.toString().endsWith(".java"))
                .map(each -> new Source(name(each), each))
                .toList();
    }

    /** Where its classes go when nobody says otherwise. */
    public Path classes() {
        return folder.resolve("target/lab/classes");
    }

    public Compilation compile() {
        return compile(classes());
    }

    public Compilation compile(Path classes) {
        return compile(classes, Sandbox.NONE);
    }

    /** Compiles into a folder that is emptied first, so that no class outlives its source. */
    public Compilation compile(Path classes, Sandbox sandbox) {
        try {
            new OutputFolder(classes).empty();
            Path resources = folder.resolve("src/main/resources");
            for (Path file : files("resources")) {
                Path copy = classes.resolve(resources.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                copy(file, copy, file.startsWith(resources.resolve("META-INF/services")));
            }
        } catch (IOException e) {
            throw new InfrastructureException("cannot write to " + classes + ": " + e.getMessage(), e);
        }
        return new StudentCompiler(libraries, sandbox).compile(sources(), classes);
    }

    /** The JVM reads the names of services as UTF-8, and a byte order mark would be part of the first. */
    private static void copy(Path file, Path copy, boolean text) throws IOException {
        try {
            Files.write(copy, text ? WrittenText.read(file).getBytes(StandardCharsets.UTF_8) : Files.readAllBytes(file));
        } catch (WrittenText.NotText e) {
            Files.copy(file, copy);
        }
    }

    /** Everything that goes into its classes. */
    List<Path> files() {
        return Stream.concat(files("java").stream(), files("resources").stream()).toList();
    }

    private String name(Path file) {
        return SlashedPath.of(folder.relativize(file));
    }

    private List<Path> files(String kind) {
        Path root = folder.resolve("src/main").resolve(kind);
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile).filter(each -> parts.test(name(each))).sorted().toList();
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + root + ": " + e.getMessage(), e);
        }
    }
}
