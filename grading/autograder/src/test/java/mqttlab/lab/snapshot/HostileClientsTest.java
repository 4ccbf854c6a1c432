package mqttlab.lab.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mqttlab.lab.ThisCheckout;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.compile.Project;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.CheckRun;
import mqttlab.testkit.check.Setup;
import mqttlab.testkit.check.Verdict;
import mqttlab.testkit.student.InSameJvm;
import mqttlab.testkit.student.StudentBroker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The suite of stage 11, which has no handout yet. {@code -Dlab.seed=N} plays a run again. */
@DisplayName("Hostile clients")
@ProvedOnce(reads = {"labs", "solutions", "broker-from-scratch", ":!*.adoc"})
class HostileClientsTest {

    private static final String SUITE = "mqttlab.suites.broker.stage11";
    private static final Checkout CHECKOUT = Checkout.at(ThisCheckout.root());
    private static final List<Path> LIBRARIES = CHECKOUT.stages().getFirst().libraries();
    private static final String MAIN = CHECKOUT.stages().getFirst().main();
    private static final long SEED = Long.getLong("lab.seed", Setup.randomSeed());

    @TempDir
    private Path folder;

    @BeforeAll
    static void requireSolutions() {
        assumeTrue(Files.exists(ThisCheckout.root().resolve("solutions")), "students get no solutions");
    }

    /** Each has a broker of its own, and floods it. */
    @BeforeAll
    static void fewAtATime() {
        System.setProperty(Setup.SIDE_BY_SIDE_PROPERTY, "2");
    }

    @AfterAll
    static void asBefore() {
        System.clearProperty(Setup.SIDE_BY_SIDE_PROPERTY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"11-resilience", "12-speed"})
    @DisplayName("do no harm to the broker after stage")
    void harmless(String stage) {
        assertThat(judge(stage)).as("seed %d", SEED).allSatisfy(result ->
                assertThat(result.verdict()).as("%s: %s", result.check().id(), result.message()).isEqualTo(Verdict.PASSED));
    }

    @Test
    @DisplayName("are too much for the broker before stage 11, which has no limits yet")
    void harmful() {
        Stream<String> lost = judge("10-durability").stream().filter(result -> result.verdict() != Verdict.PASSED)
                .map(result -> result.check().id());
        assertThat(lost).as("seed %d", SEED).contains("largePacketsThatNeverEnd", "longConnects", "retained", "away",
                "deepTopics", "subscriptions");
    }

    private static List<String> options(BrokerSettings settings) {
        return settings.heap().stream().mapToObj(mebibytes -> "-Xmx" + mebibytes + "m").toList();
    }

    private List<CheckResult> judge(String stage) {
        Snapshot.of(CHECKOUT, stage).write(folder.resolve(stage));
        Path classes = new Project(folder.resolve(stage), LIBRARIES).compile().classes();
        Brokers brokers = Brokers.judged(stage, settings ->
                StudentBroker.started(classes, LIBRARIES, options(settings), MAIN, stage));
        try (Setup setup = new Setup(new InSameJvm(), brokers, SEED)) {
            return new CheckRun(SUITE, Set.of()).run(setup, result -> System.out.printf("%s %s in %d ms%n", result.check().id(),
                    result.verdict(), result.took().toMillis()));
        }
    }
}
