package mqttlab.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import mqttlab.testkit.broker.BrokerKind;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.student.InSameJvm;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A check that needs Mosquitto")
class NeedsMosquittoTest {

    private static List<CheckResult> run(Brokers brokers) {
        try (brokers) {
            return new CheckRun("mqttlab.testkit.check.real", Set.of())
                    .run(new Setup(new InSameJvm(), brokers, 42), result -> { });
        }
    }

    @Test
    @DisplayName("is not run on the embedded broker and says so, and what depends on it is run all the same")
    void isNotRun() {
        List<CheckResult> results = run(Brokers.forced(BrokerKind.EMBEDDED));
        assertThat(results).extracting(CheckResult::verdict).containsExactly(Verdict.NOT_RUN, Verdict.PASSED);
        assertThat(results).extracting(CheckResult::message).containsExactly("needs Mosquitto", "");
        assertThat(results).extracting(CheckResult::isExcused).containsExactly(true, false);
    }

    @Test
    @DisplayName("is run on others")
    void isRun() {
        List<CheckResult> results = run(Brokers.none());
        assertThat(results).extracting(CheckResult::verdict).containsOnly(Verdict.PASSED);
        assertThat(results).extracting(CheckResult::isExcused).containsOnly(false);
    }
}
