package mqttlab.testkit.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Another process")
class RestTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Test
    @DisplayName("rests when it hardly works while we do, twice in a row, if not at once")
    void rests() {
        Iterator<Integer> millis = Stream.of(100, 300, 300, 310, 310, 500, 500, 510, 510, 520).iterator();
        assertThat(Rest.comes(() -> Optional.of(Duration.ofMillis(millis.next())), PATIENCE)).isTrue();
        assertThat(millis.hasNext()).isFalse();
    }

    @Test
    @DisplayName("does not rest when it always works about as long as we do")
    void isBusy() {
        Iterator<Integer> millis = Stream.iterate(0, each -> each + 60).iterator();
        Supplier<Optional<Duration>> working = () -> Optional.of(Duration.ofMillis(millis.next()));
        assertThat(Rest.comes(working, Duration.ofMillis(500))).isFalse();
    }

    @Test
    @DisplayName("rests where nobody can tell")
    void unknown() {
        assertThat(Rest.comes(Optional::empty, PATIENCE)).isTrue();
    }

    @Test
    @DisplayName("is seen to work by the time that processors have spent on it")
    void processors() {
        Supplier<Optional<Duration>> own = () -> ProcessHandle.current().info().totalCpuDuration();
        // Whoever asks is at work.
        assertThat(Rest.comes(own, Duration.ofMillis(500))).isFalse();
    }
}
