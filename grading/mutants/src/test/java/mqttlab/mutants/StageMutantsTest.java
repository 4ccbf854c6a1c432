package mqttlab.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.Project;
import mqttlab.lab.grading.LabGrading;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.report.TextReport;
import mqttlab.lab.snapshot.Snapshot;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckRun;
import mqttlab.testkit.check.Setup;
import mqttlab.testkit.student.Rehearsal;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import picocli.CommandLine.Help.Ansi;

/**
 * Proves the checks of the broker's stages on brokers: each catches at least one mistake, none is caught by a mistake that is not
 * its business, and what a stage asks for is what the stages before do not have.
 *
 * <p>Two are graded at a time: most checks that fail have waited for something that did not come.
 *
 * <p>{@code -Dlab.mutant} and {@code -Dlab.seed} as for the {@link MutantsTest}.
 */
@DisplayName("The checks of the stages")
@Execution(ExecutionMode.CONCURRENT)
class StageMutantsTest {

    private static final Checkout CHECKOUT = ThisCourse.checkout();
    private static final long SEED = Long.getLong("lab.seed", Setup.randomSeed());
    private static final Set<String> ONLY = ThisCourse.wantedMutants();

    @TempDir
    Path folder;

    @BeforeAll
    static void makeStudentJvmsStartFaster() {
        CHECKOUT.stages().stream().map(LabDefinition::libraries).distinct().forEach(Rehearsal::hold);
    }

    @TestFactory
    @DisplayName("are each named by a mutant, and mutants name no others")
    Stream<DynamicTest> areAllCovered() {
        return CHECKOUT.stages().stream().map(stage -> dynamicTest(stage.id(), () -> {
            Set<String> named = StageMutant.of(CHECKOUT, stage).stream().flatMap(mutant -> mutant.fails().stream())
                    .collect(Collectors.toSet());
            assertThat(named).as("the checks that a mutant of %s names", stage.id())
                    .containsExactlyInAnyOrderElementsOf(checks(stage).stream().map(Check::id).toList());
        }));
    }

    @TestFactory
    @DisplayName("judge rightly")
    Stream<DynamicNode> judgeRightly() {
        return CHECKOUT.stages().stream().map(stage -> dynamicContainer(stage.id(), Stream.concat(
                Stream.of(
                        judged("solution", stage, () -> project(stage.number()), Expectation::everythingPasses),
                        judged("starter", stage, () -> Submission.starter(stage, Files.createTempDirectory(folder, "starter")).folder(),
                                result -> new Expectation(Expectation.failed(result), stage.starterPoints()))),
                StageMutant.of(CHECKOUT, stage).stream().map(mutant -> judged(mutant.name(), stage, () -> {
                    Path project = project(stage.number());
                    mutant.spoil(project);
                    return project;
                }, result -> new Expectation(mutant.fails(), mutant.score())))).flatMap(test -> test)));
    }

    @TestFactory
    @DisplayName("all pass on what comes after, up to the reference itself")
    Stream<DynamicTest> passLater() {
        List<String> later = Stream.concat(CHECKOUT.stages().stream().map(LabDefinition::number), Stream.of("12")).toList();
        return CHECKOUT.stages().stream().flatMap(stage -> later.stream()
                .filter(snapshot -> snapshot.compareTo(stage.number()) > 0)
                .map(snapshot -> dynamicTest(stage.id() + " on the broker after stage " + snapshot, () -> demand(
                        "snapshot " + snapshot, grade(stage, project(snapshot)), Expectation::everythingPasses))));
    }

    @TestFactory
    @DisplayName("of the next stage are for the most part lost on the stage before")
    Stream<DynamicTest> failBefore() {
        List<LabDefinition> stages = CHECKOUT.stages();
        return stages.stream().skip(2).map(next -> {
            LabDefinition before = stages.get(stages.indexOf(next) - 1);
            return dynamicTest(next.id() + " on the broker after " + before.id(), () -> {
                LabResult result = grade(next, project(before.number()));
                assertThat(result.isConclusive()).isTrue();
                assertThat(result.points()).as("points of %d that %s has for %s", result.total(), before.id(), next.id())
                        .isLessThan(result.total() / 2);
                assertThat(Expectation.failed(result)).as("the first check of %s", next.id())
                        .contains(result.results().getFirst().check().id());
            });
        });
    }

    private static Stream<DynamicTest> judged(String name, LabDefinition stage, Callable<Path> submitted,
            Function<LabResult, Expectation> expected) {
        return !ONLY.isEmpty() && !ONLY.contains(name) ? Stream.empty() : Stream.of(dynamicTest(name, () -> {
            LabResult result = grade(stage, submitted.call());
            keepReport(name, result);
            demand(name, result, expected);
        }));
    }

    private static void demand(String name, LabResult result, Function<LabResult, Expectation> expected) {
        Expectation expectation = expected.apply(result);
        if (!expectation.isMetBy(result)) {
            fail(expectation.account(name, "of its own", result));
        }
    }

    private Path project(String snapshot) throws IOException {
        Path project = Files.createTempDirectory(folder, "broker");
        Snapshot.of(CHECKOUT, snapshot).write(project);
        return project;
    }

    /** On a thread that is none of JUnit's: one of those would run other tests while it waits for the checks, one in another. */
    private static LabResult grade(LabDefinition stage, Path project) {
        LabGrading grading = new LabGrading(stage, Set.of(), SEED, 1);
        return CompletableFuture.supplyAsync(() -> grading.grade(new Project(project, stage.libraries()), project.resolve("target/lab/classes"),
                CompletableFuture.failedFuture(new AssertionError("no real broker is needed")), result -> { }),
                Thread::startVirtualThread).join();
    }

    private static void keepReport(String name, LabResult result) throws IOException {
        Path reports = Files.createDirectories(
                CHECKOUT.root().resolve("grading/mutants/target/reports").resolve(result.lab().name()));
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(reports.resolve(name + ".txt")))) {
            new TextReport(out, Ansi.OFF::string, "./lab check " + result.lab().id()).write(result);
        }
    }

    private static List<Check> checks(LabDefinition stage) {
        return new CheckRun(stage.suite(), Set.of()).checks();
    }
}
