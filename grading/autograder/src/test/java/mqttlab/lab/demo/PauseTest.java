package mqttlab.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import mqttlab.lab.BadInput;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A pause in a demo")
class PauseTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "2, 2000", "0.25, 250", "3600, 3600000"})
    @DisplayName("is given in seconds")
    void seconds(String seconds, long millis) {
        assertThat(Pause.ofSeconds(seconds).length()).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "3600.5", "1e9", "soon", ""})
    @DisplayName("is a number, neither negative nor longer than an hour")
    void wrong(String seconds) {
        assertThatThrownBy(() -> Pause.ofSeconds(seconds)).isInstanceOf(BadInput.class)
                .hasMessage("a pause has from 0 to 3600 seconds, and not '" + seconds + "'");
    }

    @Test
    @DisplayName("takes its time")
    void takesTime() {
        long begin = System.nanoTime();
        Pause.ofSeconds("0.05").run();
        assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(50_000_000);
    }
}
