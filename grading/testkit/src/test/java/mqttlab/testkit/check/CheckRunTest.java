package mqttlab.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.Patience;
import mqttlab.testkit.broker.BrokerKind;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.failure.FailureKind;
import mqttlab.testkit.student.InOwnJvm;
import mqttlab.testkit.student.InSameJvm;
import mqttlab.testkit.student.Jars;
import mqttlab.testkit.student.LateTalker;
import mqttlab.testkit.student.Pupil;
import mqttlab.testkit.student.StudentBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A run of checks")
@ProvedOnce(reads = {})
class CheckRunTest {

    private static final String SAMPLE = "mqttlab.testkit.check.sample";
    private static final List<CheckResult> PROGRESS = new CopyOnWriteArrayList<>();

    private static List<CheckResult> results;
    private static Map<String, CheckResult> byId;
    private static List<Check> told;

    @BeforeAll
    static void runSample() {
        System.setProperty(Patience.PROPERTY, "0.4");
        results = run(Set.of(), 42);
        told = PROGRESS.stream().map(CheckResult::check).toList();
        byId = results.stream().collect(Collectors.toMap(each -> each.check().id(), Function.identity()));
    }

    @AfterAll
    static void bePatientAgain() {
        System.clearProperty(Patience.PROPERTY);
    }

    private static List<CheckResult> run(Set<String> only, long seed) {
        try (InOwnJvm code = new InOwnJvm(Jars.of(Pupil.class), List.of(Jars.of(Pupil.class)));
                Brokers brokers = Brokers.forced(BrokerKind.EMBEDDED)) {
            return new CheckRun(SAMPLE, only).run(new Setup(code, brokers, seed), PROGRESS::add);
        }
    }

    static Stream<Arguments> verdicts() {
        return Stream.of(
                arguments("passes", Verdict.PASSED, ""),
                arguments("fails", Verdict.FAILED, "[pages] \nexpected: 3\n but was: 2"),
                arguments("needsWhatFails", Verdict.NOT_RUN, "depends on fails"),
                arguments("needsWhatIsNotRun", Verdict.NOT_RUN, "depends on needsWhatFails"),
                arguments("exits", Verdict.CRASHED, "System.exit was called during Pupil.exit, with exit code 7"),
                arguments("loops", Verdict.TIMED_OUT, "Pupil.loop did not return within 4.0 s"),
                arguments("failsAfterAnUncaughtException", Verdict.CRASHED, "nothing came"),
                arguments("lacksInfrastructure", Verdict.INFRASTRUCTURE_ERROR, "there is no broker"),
                arguments("needsWhatLacksInfrastructure", Verdict.NOT_RUN, "depends on lacksInfrastructure"),
                arguments("meetsADocumentedException", Verdict.FAILED,
                        "Pupil.failAsDocumented threw IOException: the dog ate it, caused by IllegalStateException: hungry"),
                arguments("isAMistakeOfTheCourse", Verdict.INFRASTRUCTURE_ERROR, "the suite itself went wrong, which is a "
                        + "mistake of the course: java.lang.NullPointerException: in the suite"),
                arguments("stumblesOverAFullHistory", Verdict.FAILED, "expected: no more than the history has room for\n"
                        + "but: it was full, and the check could not see what it looks for"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @MethodSource("verdicts")
    @DisplayName("gives each check its verdict, with the reason")
    void verdict(String id, Verdict verdict, String message) {
        assertThat(byId.get(id)).returns(verdict, CheckResult::verdict).returns(message, CheckResult::message);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("says of each failure which kind it is, and gives the check's hint only where that is about it")
    @CsvSource({
        "passes, NONE, ''", "fails, BEHAVIOUR, Think again.", "exits, EXITED, ''", "loops, ENDLESS_LOOP, ''",
        "failsAfterAnUncaughtException, UNCAUGHT, ''", "meetsADocumentedException, NEEDLESS_EXCEPTION, Did it have to?",
        "lacksInfrastructure, INFRASTRUCTURE, ''", "needsWhatFails, NONE, ''"})
    void kinds(String id, FailureKind kind, String hint) {
        assertThat(byId.get(id)).returns(kind.advice(), CheckResult::advice).returns(hint, CheckResult::hint);
    }

    @Test
    @DisplayName("gives results in the order of the suite, one a check, and tells of each as it comes")
    void order() {
        assertThat(results).extracting(each -> each.check().id()).containsExactly("passes", "fails", "needsWhatFails",
                "needsWhatIsNotRun", "exits", "loops", "failsAfterAnUncaughtException", "lacksInfrastructure",
                "needsWhatLacksInfrastructure", "isAMistakeOfTheCourse", "stumblesOverAFullHistory", "namesAnIdentifier",
                "meetsADocumentedException", "failsAfterwards");
        assertThat(told).containsAll(results.stream().map(CheckResult::check).toList());
    }

    @Test
    @DisplayName("runs a check again in a new JVM that was lost in one where another had passed, and only that counts")
    void fresh() {
        PROGRESS.clear();
        List<CheckResult> both = run(Set.of("passes", "failsAfterwards"), 1);
        assertThat(PROGRESS).extracting(CheckResult::verdict).containsExactly(Verdict.PASSED, Verdict.FAILED);
        assertThat(both.getLast()).returns(Verdict.FAILED, CheckResult::verdict).isNotEqualTo(PROGRESS.getLast());
    }

    @Test
    @DisplayName("counts points for what has passed, and for nothing else")
    void points() {
        assertThat(results).extracting(CheckResult::points).containsExactly(3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    @DisplayName("knows what a check declares")
    void declared() {
        assertThat(byId.get("passes").check()).isEqualTo(new Check("passes", "Sample", "homework is copied", 1, 3,
                "Nothing to do.", List.of("MQTT-3.1.0-1"), "", List.of(), false, false));
    }

    @Test
    @DisplayName("keeps where in the student's code it happened, what nobody caught, and what was printed")
    void evidence() {
        assertThat(byId.get("exits").evidence().frames()).singleElement().asString().startsWith("NaughtyPupil.java:");
        assertThat(byId.get("failsAfterAnUncaughtException").evidence().uncaught())
                .first().isEqualTo("nobody caught IllegalStateException: no idea");
        assertThat(byId.get("fails").evidence().output()).contains("all points");
    }

    @Test
    @DisplayName("is the same again with the same seed, and another with another")
    void seed() {
        String again = run(Set.of("namesAnIdentifier"), 42).getFirst().message();
        String another = run(Set.of("namesAnIdentifier"), 43).getFirst().message();
        assertThat(byId.get("namesAnIdentifier").message()).isEqualTo(again).isNotEqualTo(another);
    }

    @Test
    @DisplayName("runs a single check without what it depends on")
    void single() {
        assertThat(run(Set.of("needsWhatFails"), 1)).singleElement()
                .returns(Verdict.INFRASTRUCTURE_ERROR, CheckResult::verdict)
                .extracting(CheckResult::message).asString().contains("never run");
    }

    @Test
    @DisplayName("of a check that there is not says which there are")
    void unknown() {
        assertThatThrownBy(() -> new CheckRun(SAMPLE, Set.of("passses")))
                .isInstanceOf(InfrastructureException.class)
                .hasMessageStartingWith("There is no check named passses. There are: passes, fails,");
    }

    @Test
    @DisplayName("in a package without checks is refused")
    void none() {
        assertThatThrownBy(() -> new CheckRun("mqttlab.nowhere", Set.of()))
                .isInstanceOf(InfrastructureException.class).hasMessage("There are no checks in mqttlab.nowhere.");
    }

    @Test
    @DisplayName("shows what a judged broker prints only after it has closed the connection")
    void lateOutput() {
        Brokers judged = Brokers.judged("student", settings -> StudentBroker.started(Jars.of(LateTalker.class), List.of(),
                LateTalker.class.getName(), "a broker that explains itself late"));
        try (Setup setup = new Setup(new InSameJvm(), judged, 1)) {
            CheckResult result = new CheckRun("mqttlab.testkit.check.late", Set.of()).run(setup, any -> { }).getFirst();

            assertThat(result.verdict()).isEqualTo(Verdict.FAILED);
            assertThat(result.evidence().output()).contains("IllegalStateException: the reason")
                    .contains("at mqttlab.testkit.student.LateTalker.main");
        }
    }

    @Test
    @DisplayName("whose checks depend on each other in a circle is refused")
    void circle() {
        CheckRun run = new CheckRun("mqttlab.testkit.check.circle", Set.of());
        assertThatThrownBy(() -> run.run(new Setup(new InSameJvm(), null, 1), each -> { }))
                .isInstanceOf(InfrastructureException.class)
                .hasMessageContaining("hen").hasMessageContaining("egg");
    }
}
