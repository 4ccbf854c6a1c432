package mqttlab.lab.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.CheckRun;
import mqttlab.testkit.check.Verdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A broker that is to be judged")
class BrokerJudgementTest {

    @Test
    @DisplayName("and cannot be started, which is the course's fault, costs no check anything")
    void notStarted() {
        List<Check> checks = new CheckRun("mqttlab.suites.broker.stage05", Set.of()).checks();
        try (BrokerJudgement judgement = new BrokerJudgement(Brokers.judged("the course's", settings -> {
            throw new InfrastructureException("it was too late");
        }), "the course's")) {
            List<CheckResult> results = judgement.obstacle().orElseThrow().results(checks);

            assertThat(results).hasSameSizeAs(checks).allSatisfy(each -> {
                assertThat(each.verdict()).isEqualTo(Verdict.INFRASTRUCTURE_ERROR);
                assertThat(each.message()).isEqualTo("it was too late");
                assertThat(each.advice()).startsWith("This is not about your code");
                assertThat(each.hint()).isEmpty();
            });
        }
    }
}
