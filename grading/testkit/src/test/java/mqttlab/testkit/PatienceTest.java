package mqttlab.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The grader's patience")
class PatienceTest {

    @ParameterizedTest(name = "5 s with factor {0}, debugger {1}: {2} ms")
    @CsvSource({"1, false, 5000", "3, false, 15000", "0.5, false, 2500", "1, true, 500000", "2, true, 1000000"})
    void isStretched(String factor, boolean debugger, long millis) {
        assertThat(Patience.stretch(Duration.ofSeconds(5), factor, debugger)).hasMillis(millis);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "NaN", "Infinity", "a lot", ""})
    @DisplayName("refuses what is not a factor, and says what one is")
    void refuses(String factor) {
        assertThatThrownBy(() -> Patience.stretch(Duration.ofSeconds(5), factor, false))
                .isInstanceOf(InfrastructureException.class)
                .hasMessage("-Dlab.patience=%s is not a factor: give a number above 0 and up to 10000, such as 2.5", factor);
    }

    @ParameterizedTest(name = "30 s with factor {0}: {1} s")
    @DisplayName("is not shortened for what takes a machine its time")
    @CsvSource({"1, 30", "3, 90", "0.5, 30"})
    void isNotShortened(String factor, long seconds) {
        assertThat(Patience.atLeast(Duration.ofSeconds(30), factor, false)).hasSeconds(seconds);
    }

    @Test
    @DisplayName("is five seconds when nothing else is said")
    void usual() {
        assertThat(Patience.stretch(Duration.ofSeconds(5), "1", false)).isEqualTo(Duration.ofSeconds(5));
    }
}
