package mqttlab.lab.prose;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The output that a page shows")
class OutputTest {

    @Test
    @DisplayName("is compared line by line")
    void plain() {
        assertThat(new Output("a\nb").matches("a\nb\n")).isTrue();
        assertThat(new Output("a\nb").matches("a\nc\n")).isFalse();
        assertThat(new Output("a").matches("a\nb\n")).isFalse();
        assertThat(new Output("a\nb").matches("a\n")).isFalse();
    }

    @Test
    @DisplayName("leaves lines out with a line of three dots, and parts of a line with three dots")
    void dots() {
        assertThat(new Output("a\n...\nd").matches("a\nb\nc\nd\n")).isTrue();
        assertThat(new Output("a\n...\nd").matches("a\nd\n")).isTrue();
        assertThat(new Output("a ... d").matches("a b c d\n")).isTrue();
        assertThat(new Output("a ... d").matches("a b\nc d\n")).isFalse();
        assertThat(new Output("a ...").matches("a b\n")).isTrue();
    }

    @Test
    @DisplayName("need not be of the same broker, time, port or seed")
    void varying() {
        assertThat(new Output("Broker: Mosquitto\n  1   0.9 ms # tcp://127.0.0.1:41 --seed 7 reader-abcde")
                .matches("Broker: Moquette 0.18.1 (embedded)\n  1  12.9 ms # tcp://127.0.0.1:5 --seed 12 reader-0z9zz\n"))
                .isTrue();
    }
}
