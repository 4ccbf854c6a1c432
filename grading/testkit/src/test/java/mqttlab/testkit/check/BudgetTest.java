package mqttlab.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.check.slow.SlowChecks;
import mqttlab.testkit.student.InSameJvm;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The time that code may take")
class BudgetTest {

    private static List<CheckResult> run(Duration longest) {
        Budget budget = new Budget(longest, SlowChecks.NANOS::get);
        try (Setup setup = new Setup(new InSameJvm(), Brokers.none(), 42, Set.of(), budget)) {
            return new CheckRun(SlowChecks.class.getPackageName(), Set.of()).run(setup, result -> { });
        }
    }

    @Test
    @DisplayName("lets what has begun go on, and nothing begin afterwards")
    void usedUp() {
        List<CheckResult> results = run(Duration.ofMinutes(1));
        assertThat(results).extracting(CheckResult::verdict).containsExactly(Verdict.PASSED, Verdict.NOT_RUN);
        assertThat(results).extracting(CheckResult::message)
                .containsExactly("", "the time that this code may take, 1 min, was used up");
        assertThat(results).extracting(CheckResult::points).containsExactly(1, 0);
        assertThat(results).extracting(CheckResult::isExcused).containsOnly(false);
    }

    @Test
    @DisplayName("does not matter as long as there is some left")
    void left() {
        assertThat(run(Duration.ofMinutes(3))).extracting(CheckResult::verdict).containsOnly(Verdict.PASSED);
    }
}
