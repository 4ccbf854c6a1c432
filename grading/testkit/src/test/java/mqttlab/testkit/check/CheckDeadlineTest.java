package mqttlab.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.student.Chatterbox;
import mqttlab.testkit.student.InSameJvm;
import mqttlab.testkit.student.Jars;
import mqttlab.testkit.student.StudentBroker;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@DisplayName("A check that a broker keeps busy for ever")
@ProvedOnce(reads = {})
class CheckDeadlineTest {

    private static List<CheckResult> results;

    @BeforeAll
    @Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
    static void runHangingChecks() {
        Brokers judged = Brokers.judged("student", settings -> StudentBroker.started(Jars.of(Chatterbox.class),
                List.of(), Chatterbox.class.getName(), "a broker that talks without end"));
        try (Setup setup = new Setup(new InSameJvm(), judged, 1)) {
            results = new CheckRun("mqttlab.testkit.check.hanging", Set.of()).run(setup, any -> { });
        }
    }

    @Test
    @DisplayName("is timed out when its seconds have passed, and says where it was")
    void timedOut() {
        assertThat(results.getFirst()).returns(Verdict.TIMED_OUT, CheckResult::verdict)
                .extracting(CheckResult::message).asString().matches("the check had not ended after 2\\.0 s and was given up, at "
                        + "HangingChecks\\.java:\\d+\\. The history shows how far it got");
    }

    @Test
    @DisplayName("shows the history so far")
    void history() {
        assertThat(results.getFirst()).extracting(result -> result.evidence().history(), LIST)
                .anySatisfy(line -> assertThat(line).asString().contains("CONNECT ana"))
                .anySatisfy(line -> assertThat(line).asString().contains("PUBLISH QoS 0 news"));
    }

    @Test
    @DisplayName("leaves the verdicts of the others alone")
    void others() {
        assertThat(results).extracting(CheckResult::verdict)
                .containsExactly(Verdict.TIMED_OUT, Verdict.NOT_RUN, Verdict.PASSED);
    }

    @Test
    @DisplayName("costs no points if it is the broker of the course that does not start")
    void brokerDoesNotStart() {
        Brokers never = Brokers.judged("never", settings -> {
            LockSupport.park();
            throw new IllegalStateException("there is none");
        });
        try (Setup setup = new Setup(new InSameJvm(), never, 1)) {
            CheckRun run = new CheckRun("mqttlab.testkit.check.hanging", Set.of("listensToTheEnd"));
            assertThat(run.run(setup, any -> { })).singleElement().returns(Verdict.INFRASTRUCTURE_ERROR, CheckResult::verdict)
                    .returns("the broker had not started after 2.0 s", CheckResult::message);
        }
    }

    @Test
    @DisplayName("does not go on behind the scenes")
    void threads() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("check listensToTheEnd")) {
                thread.join(5_000);
                assertThat(thread.isAlive()).as("the thread of the check is alive").isFalse();
            }
        }
    }
}
