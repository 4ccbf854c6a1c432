package mqttlab.testkit.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The start of a program")
class StartOfTest {

    private static final Duration WINDOW = Duration.ofMillis(20);

    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private int windows;

    @Test
    @DisplayName("is waited for as long as the program is at work")
    void atWork() {
        StartOf start = new StartOf(WINDOW, () -> {
            if (++windows == StartOf.MOST_WINDOWS - 1) {
                ready.complete("listening");
            }
            return Optional.of(Duration.ofMillis(windows));
        });

        assertThatNoException().isThrownBy(() -> start.await(ready));
        assertThat(windows).isEqualTo(StartOf.MOST_WINDOWS - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "that is never at work, 2, 0 0 0 0 0 0 0 0 0",
        "that has started and then waits, 2, 19 19 19 19 19 19 19 19 19",
        "that comes to rest later, 4, 5 10 15 15 15 15 15 15 15",
        "that is busy for nothing, 2, 20 40 60 80 100 120 140 160 180",
        "that is always at work, 8, 1 2 3 4 5 6 7 8 9"})
    @DisplayName("is given up for a program")
    void givenUp(String program, int after, String milliseconds) {
        Iterator<Duration> used = Stream.of(milliseconds.split(" ")).map(Integer::parseInt).map(Duration::ofMillis).iterator();
        StartOf start = new StartOf(WINDOW, () -> {
            windows++;
            return Optional.of(used.next());
        });

        assertThatThrownBy(() -> start.await(ready)).as("a program " + program).isInstanceOf(TimeoutException.class);
        assertThat(windows).isEqualTo(after);
    }

    @Test
    @DisplayName("has two windows where nobody knows how much the program works")
    void unknown() {
        StartOf start = new StartOf(WINDOW, () -> {
            windows++;
            return Optional.empty();
        });

        assertThatThrownBy(() -> start.await(ready)).isInstanceOf(TimeoutException.class);
        assertThat(windows).isEqualTo(2);
    }

    @Test
    @DisplayName("is over when the program has failed")
    void failed() {
        ready.completeExceptionally(new IOException("its output ended"));

        assertThatNoException().isThrownBy(() -> new StartOf(WINDOW, Optional::empty).await(ready));
    }
}
