package mqttlab.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.Project;
import mqttlab.lab.grading.LabGrading;
import mqttlab.lab.grading.LabResult;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.broker.Brokers;

/**
 * A lab as somebody hands it in, in a folder of its own.
 *
 * @param name what messages call it
 */
record Submission(LabDefinition lab, String name, Path folder) {

    static Submission solution(LabDefinition lab, Path folder) {
        return copyOf(lab.solution(), new Submission(lab, "solution", folder));
    }

    static Submission starter(LabDefinition lab, Path folder) {
        return copyOf(lab.folder(), new Submission(lab, "starter", folder));
    }

    /** The solution, with the mutant's files laid over it. */
    static Submission mutant(LabDefinition lab, Mutant mutant, Path folder) {
        Submission submission = copyOf(lab.solution(), new Submission(lab, mutant.name(), folder));
        for (Path file : mutant.files()) {
            copy(mutant.folder().resolve(file), folder.resolve(file));
        }
        return submission;
    }

    /** Grades it as {@code lab check} would. */
    LabResult grade(Brokers brokers, long seed) {
        return new LabGrading(lab, Set.of(), seed, 1).grade(new Project(folder, lab.libraries()), folder.resolve("target/lab/classes"),
                CompletableFuture.completedFuture(brokers), result -> { });
    }

    private static Submission copyOf(Path pristine, Submission submission) {
        for (Path file : files(pristine.resolve("src/main"))) {
            copy(file, submission.folder.resolve(pristine.relativize(file)));
        }
        return submission;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    private static void copy(Path from, Path to) {
        try {
            Files.createDirectories(to.getParent());
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new InfrastructureException("cannot copy " + from + " to " + to + ": " + e.getMessage(), e);
        }
    }
}
