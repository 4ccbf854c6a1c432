package mqttlab.broker.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import mqttlab.testkit.Patience;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A task of the clock")
class SteadyTest {

    @Test
    @DisplayName("goes on after an exception, and says so")
    void goesOn() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(3);
        List<String> said = new ArrayList<>();
        try (ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().uncaughtExceptionHandler((thread, e) -> said.add(e.getMessage())).factory())) {
            clock.scheduleAtFixedRate(new Steady(() -> {
                runs.countDown();
                throw new IllegalStateException("run " + runs.getCount());
            }), 0, 1, TimeUnit.MILLISECONDS);
            assertThat(runs.await(Patience.usual().toMillis(), TimeUnit.MILLISECONDS)).isTrue();
            clock.shutdownNow();
        }
        assertThat(said).startsWith("run 2", "run 1", "run 0");
    }
}
