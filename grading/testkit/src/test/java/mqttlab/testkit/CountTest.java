package mqttlab.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A count")
class CountTest {

    @ParameterizedTest
    @CsvSource({"0, 0 bytes", "1, 1 byte", "2, 2 bytes", "1234567, 1234567 bytes"})
    @DisplayName("is singular for one, and plural for all others")
    void words(long count, String words) {
        assertThat(Count.of(count, "byte")).isEqualTo(words);
    }
}
