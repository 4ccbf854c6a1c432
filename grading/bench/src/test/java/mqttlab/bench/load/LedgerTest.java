package mqttlab.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A ledger of messages 0 to 4")
class LedgerTest {

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("says what went wrong")
    @CsvSource(delimiter = '|', textBlock = """
            0 1 2 3 4     | none
            0 1 2 3       | 1 lost
            1 2 3 4       | 1 lost
            0 1 4         | 2 lost
            0 1 1 2 3 4   | 1 twice
            0 1 2 3 4 0   | 1 twice
            0 2 1 3 4     | 1 out of order
            2 3 4 0 1     | 2 out of order
            0 2 1 1 4     | 1 lost, 1 twice, 1 out of order
            0 1 2 3 4 -7  | 1 astray
            """)
    void faults(String arrivals, String expected) {
        assertThat(ledger(Share.ALL, true, arrivals).faults(5)).hasToString(expected);
    }

    @Test
    @DisplayName("does not mind the order of messages on different topics")
    void unordered() {
        assertThat(ledger(Share.ALL, false, "4 2 0 3 1").faults(5)).isEqualTo(Faults.NONE);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("of a share knows which of the messages it ought to have: here the first and the last of every four")
    @CsvSource(delimiter = '|', textBlock = """
            0 3 4 7     | none
            0 3 7       | 1 lost
            0 3 4 5 7   | 1 astray
            3 0 4 7     | 1 out of order
            """)
    void share(String arrivals, String expected) {
        assertThat(ledger(Share.of(4, 3, 0), true, arrivals).faults(8)).hasToString(expected);
    }

    @Test
    @DisplayName("of a share knows how many of the first so many messages are due")
    void due() {
        assertThat(LongStream.rangeClosed(0, 9).map(Share.of(4, 0, 3)::due))
                .containsExactly(0L, 1L, 1L, 1L, 2L, 3L, 3L, 3L, 4L, 5L);
    }

    private static Ledger ledger(Share share, boolean ordered, String arrivals) {
        Ledger ledger = new Ledger(share, ordered);
        Stream.of(arrivals.split(" ")).map(Long::valueOf).forEach(ledger::arrived);
        return ledger;
    }
}
