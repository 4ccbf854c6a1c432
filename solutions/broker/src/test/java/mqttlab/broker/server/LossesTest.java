package mqttlab.broker.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import mqttlab.broker.health.Limits;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A message that does not fit the queue of a client that is away")
class LossesTest extends WithBroker {

    private static final int SESSION_BYTES = 10_000;

    @Override
    Limits limits() {
        Limits usual = super.limits();
        return new Limits(usual.packetBytes(), usual.window(), SESSION_BYTES, usual.outboxBytes(), usual.connectTimeout());
    }

    @Test
    @DisplayName("is said in the log, with its client: the first at once, the others in one line when the client is back")
    void log() {
        leave("ana");
        leave("luis");
        try (LogLines log = new LogLines(Level.WARNING)) {
            WireClient writer = connect("writer");
            for (int i = 0; i < 5; i++) {
                writer.publish("t", 1 + i % 2, new byte[SESSION_BYTES / 2 - 100]);
            }
            assertThat(log.lines()).containsExactlyInAnyOrder(line("ana", 1), line("luis", 1));
            resume("ana");
            assertThat(log.lines()).endsWith(line("ana", 2)).hasSize(3);
        }
        assertThat(broker.statistics().byTopic()).containsEntry("$SYS/broker/publish/messages/dropped/queued", 6L);
    }

    private void leave(String clientId) {
        WireClient client = resume(clientId);
        client.subscribe("t", 2);
        client.disconnectAndAwaitClosed();
    }

    private static String line(String clientId, int count) {
        return "The queue of %s is full, and messages for it were dropped: %d".formatted(clientId, count);
    }
}
