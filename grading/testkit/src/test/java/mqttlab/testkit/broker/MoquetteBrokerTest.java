package mqttlab.testkit.broker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Moquette")
class MoquetteBrokerTest {

    @Test
    @DisplayName("leaves no thread behind that would keep the JVM alive")
    void threads() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        Broker broker = MoquetteBroker.started(BrokerSettings.anonymous().withPersistence());
        Paho.to(broker, "guest").close();
        broker.close();
        Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
        left.removeAll(before);
        left.removeIf(Thread::isDaemon);
        for (Thread thread : left) {
            // Netty's global executor ends by itself after a second without work.
            thread.join(SECONDS.toMillis(10));
            assertThat(thread.isAlive()).as(thread.getName()).isFalse();
        }
    }
}
