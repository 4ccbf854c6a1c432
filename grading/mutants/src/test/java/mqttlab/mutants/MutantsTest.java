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
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.report.TextReport;
import mqttlab.testkit.broker.EveryBroker;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckRun;
import mqttlab.testkit.check.Setup;
import mqttlab.testkit.student.Rehearsal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.Help.Ansi;

/**
 * Proves the checks of the labs: each catches at least one mistake, none is caught by a mistake that is not its business.
 *
 * <p>{@code -Dlab.mutant=NAME,NAME} grades these mutants alone; {@code solution} and {@code starter} are names, too.
 * {@code -Dlab.seed=N} plays a run again. What a student would read is left in {@code target/reports}.
 */
@DisplayName("The checks")
class MutantsTest {

    private static final Checkout CHECKOUT = ThisCourse.checkout();
    private static final EveryBroker BROKERS = EveryBroker.fromEnvironment();
    private static final long SEED = Long.getLong("lab.seed", Setup.randomSeed());
    private static final Set<String> ONLY = ThisCourse.wantedMutants();

    @TempDir
    Path folder;

    @BeforeAll
    static void makeStudentJvmsStartFaster() {
        CHECKOUT.labs().stream().map(LabDefinition::libraries).distinct().forEach(Rehearsal::hold);
    }

    @AfterAll
    static void closeBrokers() {
        BROKERS.close();
    }

    @TestFactory
    @DisplayName("are each named by a mutant, and mutants name no others")
    Stream<DynamicTest> areAllCovered() {
        return CHECKOUT.labs().stream().map(lab -> dynamicTest("lab " + lab.id(), () -> {
            Set<String> named = Mutant.of(CHECKOUT, lab).stream().flatMap(mutant -> mutant.fails().stream())
                    .collect(Collectors.toSet());
            assertThat(named).as("the checks that a mutant of lab %s names", lab.id())
                    .containsExactlyInAnyOrderElementsOf(checks(lab).stream().map(Check::id).toList());
        }));
    }

    @Test
    @DisplayName("judge only what there is")
    void onlyWhatThereIs() {
        Stream<String> ofStages = CHECKOUT.stages().stream().flatMap(stage -> StageMutant.of(CHECKOUT, stage).stream())
                .map(StageMutant::name);
        assertThat(Stream.concat(CHECKOUT.labs().stream().flatMap(this::judgments).map(Judgment::name), ofStages))
                .as("what -Dlab.mutant may name").containsAll(ONLY);
    }

    @TestFactory
    @DisplayName("judge rightly")
    Stream<DynamicNode> judgeRightly() {
        return BROKERS.kinds().stream().map(kind -> dynamicContainer("on the broker " + kind, CHECKOUT.labs().stream()
                .map(lab -> dynamicContainer("lab " + lab.id(), judgments(lab)
                        .filter(each -> ONLY.isEmpty() || ONLY.contains(each.name()))
                        .map(each -> dynamicTest(each.title(), () -> judge(each, kind)))))));
    }

    private Stream<Judgment> judgments(LabDefinition lab) {
        Stream<Judgment> pristine = Stream.of(
                new Judgment("solution", "the solution", place -> Submission.solution(lab, place), Expectation::everythingPasses),
                new Judgment("starter", "the starter", place -> Submission.starter(lab, place), result -> starter(lab, result)));
        Stream<Judgment> mutants = Mutant.of(CHECKOUT, lab).stream().map(mutant -> new Judgment(mutant.name(),
                mutant.name() + ": " + mutant.mistake(), place -> Submission.mutant(lab, mutant, place),
                result -> new Expectation(mutant.fails(), mutant.score())));
        return Stream.concat(pristine, mutants);
    }

    private record Judgment(String name, String title, Function<Path, Submission> submitted,
            Function<LabResult, Expectation> expected) {
    }

    /** Which checks a starter fails is nobody's business: what it scores is declared. */
    private static Expectation starter(LabDefinition lab, LabResult result) {
        return new Expectation(Expectation.failed(result), lab.starterPoints());
    }

    private void judge(Judgment judgment, String kind) throws IOException {
        Submission submission = judgment.submitted().apply(Files.createTempDirectory(folder, "submission"));
        LabResult result = submission.grade(BROKERS.of(kind), SEED);
        keepReport(kind, submission, result);
        Expectation expectation = judgment.expected().apply(result);
        if (!expectation.isMetBy(result)) {
            fail(expectation.account(submission.name(), kind, result));
        }
    }

    private static void keepReport(String kind, Submission submission, LabResult result) throws IOException {
        Path reports = Files.createDirectories(
                CHECKOUT.root().resolve("grading/mutants/target/reports").resolve(submission.lab().name()).resolve(kind));
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(reports.resolve(submission.name() + ".txt")))) {
            new TextReport(out, Ansi.OFF::string, "./lab check " + submission.lab().id()).write(result);
        }
    }

    private static List<Check> checks(LabDefinition lab) {
        return new CheckRun(lab.suite(), Set.of()).checks();
    }
}
