package mqttlab.mutants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.checkout.LabDefinition.Kind;
import mqttlab.lab.checkout.Track;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.mutant.Code;
import mqttlab.lab.mutant.Expectation;
import mqttlab.lab.mutant.Mutant;
import mqttlab.lab.mutant.Sources;
import mqttlab.lab.snapshot.Snapshot;
import mqttlab.testkit.broker.EveryBroker;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckRun;
import mqttlab.testkit.check.Setup;
import mqttlab.testkit.check.Verdict;
import mqttlab.testkit.student.Rehearsal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Proves the checks of labs and stages: each catches at least one mistake, none is caught by a mistake that is not its business,
 * and what a stage asks for is what the stages before do not have.
 *
 * <p>A lab's mutants meet one kind of broker, the most real one that is there. Its solution and its starter meet every kind, and
 * a twentieth of the mutants, others each day, every kind that is not the same broker as one before; these meet all checks of
 * their lab, and the others those that are about their mistake and some of the rest. {@code -Dlab.seed=N} plays a run again, and
 * chooses these; {@code -Dlab.mutants=all} has all mutants meet everything, which is worth its half hour after a check has
 * changed.
 */
@DisplayName("The checks")
class MutantsTest {

    private static final Checkout CHECKOUT = ThisCourse.checkout();
    private static final List<LabDefinition> LABS = CHECKOUT.all();
    private static final List<Mutant> MUTANTS = Mutant.all(CHECKOUT);
    private static final long SEED = Long.getLong("lab.seed", Setup.randomSeed());
    /** Not chosen by chance: what has been proved today need not be proved again. */
    private static final long TURN = Long.getLong("lab.seed", LocalDate.now().toEpochDay());
    private static final boolean ALL = "all".equals(System.getProperty("lab.mutants"));
    private static final Map<String, List<Check>> CHECKS = new ConcurrentHashMap<>();
    private static final Map<String, Code> CODES = new ConcurrentHashMap<>();

    @TempDir
    static Path folder;
    private static List<String> brokers;
    private static List<String> different;
    private static Judges judges;

    @BeforeAll
    static void open() {
        LABS.stream().map(LabDefinition::libraries).distinct().forEach(Rehearsal::hold);
        SuiteClasses suites = SuiteClasses.onThisClassPath(LABS.stream().map(LabDefinition::suite).toList());
        try (EveryBroker every = EveryBroker.fromEnvironment()) {
            brokers = every.kinds();
            different = every.different();
            judges = new Judges(folder, SEED, suites, every.versions());
        }
    }

    @AfterAll
    static void close() {
        judges.close();
    }

    @TestFactory
    @DisplayName("are each named by a mutant, and mutants name no others")
    Stream<DynamicTest> areAllCovered() {
        return LABS.stream().map(lab -> dynamicTest(lab.name(), () -> {
            Set<String> named = MUTANTS.stream().filter(mutant -> mutant.lab().equals(lab))
                    .flatMap(mutant -> mutant.fails().stream()).collect(Collectors.toSet());
            assertThat(named).as("the checks that a mutant of %s names", lab.name())
                    .containsExactlyInAnyOrderElementsOf(checks(lab).stream().map(Check::id).toList());
        }));
    }

    /** So that {@link SuiteClasses} may leave out what concerns the others. */
    @TestFactory
    @DisplayName("of a lab do without those of another")
    Stream<DynamicTest> standAlone() {
        SuiteClasses suites = SuiteClasses.onThisClassPath(LABS.stream().map(LabDefinition::suite).toList());
        return LABS.stream().map(lab -> dynamicTest(lab.name(), () -> assertThat(suites.leanedOn(lab.suite())).isEmpty()));
    }

    /** All are begun before the first is waited for. */
    @TestFactory
    @DisplayName("judge rightly")
    Stream<DynamicContainer> judgeRightly() {
        return Stream.of(
                judged("the mutants", MUTANTS.stream().flatMap(MutantsTest::mutant)),
                judged("the broker as it is after the next stage, and at last",
                        CHECKOUT.stages().stream().flatMap(MutantsTest::later)),
                judged("the broker as it is before a stage", CHECKOUT.stages().stream().flatMap(MutantsTest::before)),
                // Last, when the judges are no longer all at work: a solution has no second try.
                judged("the solutions, and the starters", LABS.stream().flatMap(MutantsTest::pristine)));
    }

    private static DynamicContainer judged(String what, Stream<Judgment> judgments) {
        return dynamicContainer(what, judgments.map(judgment -> {
            CompletableFuture<Outcome> judged = judges.judge(judgment);
            return dynamicTest(judgment.title(), () -> {
                Outcome outcome = judged.join();
                if (!outcome.isAsExpected()) {
                    fail("%s%nThe seed of all mutants: -Dlab.seed=%d".formatted(outcome.account(), SEED));
                }
            });
        }).toList());
    }

    private static Stream<Judgment> pristine(LabDefinition lab) {
        Code starter = new Code(Sources.starter(lab), folder.resolve("starter-" + lab.name()), lab.libraries());
        return kinds(lab, brokers).stream().flatMap(broker -> Stream.of(
                Judgment.of("solution of " + lab.name(), lab, broker, solution(lab), "passes", MutantsTest::everythingPasses),
                // Which checks a starter fails is nobody's business: what it scores is declared.
                Judgment.of("starter of " + lab.name(), lab, broker, starter, lab.starterPoints() + " points",
                        result -> result.points() == lab.starterPoints() ? List.of()
                                : List.of("%d points were to be left, and %d are"
                                        .formatted(lab.starterPoints(), result.points())))));
    }

    private static Stream<Judgment> later(LabDefinition stage) {
        List<String> later = Snapshot.stages(CHECKOUT).stream().filter(each -> each.compareTo(stage.slug()) > 0).toList();
        return later.stream().filter(each -> each.equals(later.getFirst()) || each.equals(later.getLast()))
                .map(snapshot -> Judgment.of(stage.id() + " on the broker after " + snapshot, stage, "", code(stage, snapshot),
                        "passes", MutantsTest::everythingPasses));
    }

    /**
     * For the most part what a stage asks for is lost there, if there is a broker already and the stage brings something to it.
     */
    private static Stream<Judgment> before(LabDefinition stage) {
        List<String> stages = Snapshot.stages(CHECKOUT);
        int place = stages.indexOf(stage.slug());
        return place < 1 || CHECKOUT.stage(stages.get(place - 1)).kind() != Kind.BROKER ? Stream.of()
                : Stream.of(mostlyLost(stage, stages.get(place - 1)));
    }

    private static Judgment mostlyLost(LabDefinition stage, String before) {
        String title = stage.id() + " on the broker after " + before;
        return Judgment.of(title, stage, "", code(stage, before), "loses most", result -> {
            boolean lost = result.isConclusive() && result.points() < result.total() / 2
                    && result.results().getFirst().verdict() != Verdict.PASSED;
            return lost ? List.of() : List.of("the broker after %s has %d of %d points for %s, and its first check %s".formatted(
                    before, result.points(), result.total(), stage.id(), result.results().getFirst().verdict()));
        });
    }

    private static Stream<Judgment> mutant(Mutant mutant) {
        boolean everywhere = ALL || Math.floorMod(mutant.name().hashCode() + TURN, 20) == 0;
        return kinds(mutant.lab(), different).stream().limit(everywhere ? Long.MAX_VALUE : 1)
                .map(broker -> Judgment.of(mutant, encounter(mutant, everywhere), broker, solution(mutant.lab())));
    }

    private static Encounter encounter(Mutant mutant, boolean everything) {
        return everything ? Encounter.withAll(mutant)
                : Encounter.withSome(mutant, checks(mutant.lab()));
    }

    private static List<Check> checks(LabDefinition lab) {
        return CHECKS.computeIfAbsent(lab.name(), name -> new CheckRun(lab.suite(), Set.of()).checks());
    }

    private static List<String> everythingPasses(LabResult result) {
        return Expectation.everything(result).surprises(result);
    }

    /** The kinds that judge a lab, the most real one first. A stage needs none: a broker is what it judges. */
    private static List<String> kinds(LabDefinition lab, List<String> present) {
        return lab.kind() == Kind.CLIENT ? present : List.of("");
    }

    private static Code solution(LabDefinition lab) {
        return lab.track() == Track.BROKER ? code(lab, lab.slug())
                : CODES.computeIfAbsent(lab.name(),
                        name -> new Code(Sources.solution(CHECKOUT, lab), folder.resolve(name), lab.libraries()));
    }

    private static Code code(LabDefinition stage, String snapshot) {
        return CODES.computeIfAbsent("broker-" + snapshot,
                name -> new Code(Sources.snapshot(CHECKOUT, snapshot), folder.resolve(name), stage.libraries()));
    }
}
