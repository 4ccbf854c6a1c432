package mqttlab.lab.mutant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mqttlab.lab.compile.Compilation;
import mqttlab.lab.compile.Project;
import mqttlab.lab.compile.StudentCompiler;
import mqttlab.lab.grading.LabGrading;
import mqttlab.lab.grading.LabResult;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.check.CheckResult;

/** What somebody could hand in, compiled once, however many mutants are made of it. Safe for use from any thread. */
public final class Code {

    private final Sources sources;
    private final Project project;
    private final ReentrantLock lock = new ReentrantLock();
    private Compilation compilation;

    /**
     * @param folder    does not exist yet, or is empty
     * @param libraries what the code may use
     */
    public Code(Sources sources, Path folder, List<Path> libraries) {
        this.sources = sources;
        this.project = new Project(folder, libraries);
    }

    public Sources sources() {
        return sources;
    }

    public LabResult grade(LabGrading grading, CompletableFuture<Brokers> brokers, Consumer<CheckResult> progress) {
        return grading.grade(this::compile, project.classes(), brokers, progress);
    }

    /**
     * Grades what has been made of this.
     *
     * @param folder does not exist yet, or is empty
     */
    public LabResult grade(Sources spoilt, Path folder, LabGrading grading, CompletableFuture<Brokers> brokers,
            Consumer<CheckResult> progress) {
        return grading.grade(() -> compile(spoilt, folder), spoilt(folder).classes(), brokers, progress);
    }

    private Project spoilt(Path folder) {
        return new Project(folder, project.libraries());
    }

    private Compilation compile() {
        lock.lock();
        try {
            if (compilation == null) {
                sources.write(project.folder());
                compilation = project.compile();
            }
            return compilation;
        } finally {
            lock.unlock();
        }
    }

    /** Only the files that differ, unless others may depend on the difference. */
    private Compilation compile(Sources spoilt, Path folder) {
        List<Path> changed = spoilt.files().keySet().stream()
                .filter(file -> spoilt.files().get(file) != sources.files().get(file)).toList();
        spoilt.write(folder, changed);
        Project changes = spoilt(folder);
        if (changed.stream().allMatch(file -> concernsNobodyElse(file, spoilt))) {
            copy(compile().classes(), changes.classes());
            List<Path> libraries = Stream.concat(Stream.of(compile().classes()), project.libraries().stream()).toList();
            return new StudentCompiler(libraries).compile(changes.sources(), changes.classes());
        }
        spoilt.write(folder);
        return changes.compile();
    }

    private boolean concernsNobodyElse(Path file, Sources spoilt) {
        return file.toString().endsWith(".java") && sources.files().containsKey(file)
                && Outline.of(spoilt.text(file)).equals(Outline.of(sources.text(file)));
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        } catch (IOException e) {
            throw new InfrastructureException("cannot copy " + from + " to " + to + ": " + e.getMessage(), e);
        }
    }
}
