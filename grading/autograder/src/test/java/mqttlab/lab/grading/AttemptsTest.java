package mqttlab.lab.grading;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Evidence;
import mqttlab.testkit.check.Verdict;
import mqttlab.testkit.failure.FailureKind;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A second attempt")
class AttemptsTest {

    @ParameterizedTest(name = "first {0}, then {1}: {2}, \"{3}\"")
    @CsvSource({
        "FAILED, PASSED, PASSED, passed when tried again; at first: the first",
        "TIMED_OUT, PASSED, PASSED, passed when tried again; at first: the first",
        "FAILED, FAILED, FAILED, the first",
        "FAILED, TIMED_OUT, FAILED, the first",
        "FAILED, NOT_RUN, FAILED, the first",
        "NOT_RUN, PASSED, PASSED, the second",
        "NOT_RUN, FAILED, FAILED, the second",
        "INFRASTRUCTURE_ERROR, PASSED, PASSED, the second",
        "INFRASTRUCTURE_ERROR, FAILED, FAILED, the second",
        "INFRASTRUCTURE_ERROR, INFRASTRUCTURE_ERROR, INFRASTRUCTURE_ERROR, the second",
        "FAILED, INFRASTRUCTURE_ERROR, FAILED, the first"
    })
    @DisplayName("saves what it passes and what could not be examined before; a mistake stays as it was seen first")
    void merge(Verdict first, Verdict second, Verdict verdict, String message) {
        assertThat(Attempts.merge(List.of(result("a", first, "the first")), List.of(result("a", second, "the second"))))
                .singleElement().returns(verdict, CheckResult::verdict).returns(message, CheckResult::message);
    }

    @Test
    @DisplayName("that passes keeps what was seen at first, and needs no advice")
    void advice() {
        CheckResult lost = new CheckResult(check("a"), Verdict.FAILED, "lost", Evidence.of(FailureKind.GAVE_UP), Duration.ZERO);
        assertThat(lost.advice()).isNotEmpty();
        assertThat(Attempts.merge(List.of(lost), List.of(result("a", Verdict.PASSED, "")))).singleElement()
                .returns(lost.evidence(), CheckResult::evidence).returns("", CheckResult::advice).returns("", CheckResult::hint);
    }

    @Test
    @DisplayName("is made of all that has not passed, and leaves the rest alone")
    void open() {
        List<CheckResult> results = List.of(result("a", Verdict.PASSED, ""), result("b", Verdict.FAILED, "x"),
                result("c", Verdict.NOT_RUN, "y"));
        assertThat(Attempts.open(results)).containsExactlyInAnyOrder("b", "c");
        assertThat(Attempts.merge(results, List.of())).isEqualTo(results);
    }

    private static CheckResult result(String id, Verdict verdict, String message) {
        return new CheckResult(check(id), verdict, message, Evidence.NONE, Duration.ZERO);
    }

    private static Check check(String id) {
        return new Check(id, "Suite", id, 1, 1, "hint", List.of(), "reason", List.of(), false, false);
    }
}
