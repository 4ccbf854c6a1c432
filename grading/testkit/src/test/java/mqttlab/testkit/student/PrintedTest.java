package mqttlab.testkit.student;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("What a student's program prints")
@Timeout(20)
class PrintedTest {

    private static final Duration NEVER = Duration.ofDays(1);
    private static final Duration SHORT = Duration.ofMillis(20);

    private final Printed printed = new Printed();

    @Test
    @DisplayName("is waited for until nothing more comes for a while")
    void quiet() {
        printed.add("a line\n");

        printed.awaitQuiet(SHORT, NEVER);

        assertThat(printed).hasToString("a line\n");
    }

    @Test
    @DisplayName("is waited for until the program has ended")
    void end() {
        Thread.startVirtualThread(() -> {
            printed.add("Exception\n");
            printed.add("  at a line\n");
            printed.end();
        });

        printed.awaitQuiet(NEVER, NEVER);

        assertThat(printed).hasToString("Exception\n  at a line\n");
    }

    @Test
    @DisplayName("is not waited for longer than that when it never ends")
    void chatter() throws InterruptedException {
        Thread chatter = Thread.startVirtualThread(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                printed.add("still here\n");
                Thread.yield();
            }
        });

        printed.awaitQuiet(Duration.ofSeconds(10), SHORT);

        assertThat(printed.toString()).startsWith("still here\nstill here\n");
        chatter.interrupt();
        chatter.join();
    }
}
