package mqttlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The time that is left")
class TimeLeftTest {

    @ParameterizedTest(name = "{1} done in {0} s, {2} to do: {3}")
    @DisplayName("follows from what was done, and is known as soon as anything is")
    @CsvSource(delimiter = '|', textBlock = """
            10   | 0   | 6   | ''
            10   | 1   | 6   | ', about 60 seconds left'
            1    | 10  | 1   | ', about 1 second left'
            60   | 2   | 3   | ', about 2 minutes left'
            240  | 60  | 140 | ', about 10 minutes left'
            240  | 60  | 0   | ''
            """)
    void words(int seconds, int done, int left, String words) {
        assertThat(TimeLeft.after(Duration.ofSeconds(seconds), done, left)).isEqualTo(words);
    }
}
