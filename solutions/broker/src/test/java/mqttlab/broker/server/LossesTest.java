package mqttlab.broker.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import mqttlab.broker.health.Limits;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A message for which there is no room, for a client that is away,")
class LossesTest extends WithBroker {

    private static final int SESSION_BYTES = 10_000;
    private static final int HALF = SESSION_BYTES / 2 - 100;

    @Override
    Limits limits() {
        Limits usual = super.limits();
        return new Limits(SESSION_BYTES, usual.window(), SESSION_BYTES, usual.outboxBytes(), usual.connectTimeout())
                .withQueued(2 * SESSION_BYTES);
    }

    @Test
    @DisplayName("is said in the log, with its client: the first at once, the others in one line when the client is back")
    void log() {
        leave("ana", "t");
        leave("luis", "t");
        try (LogLines log = new LogLines(Level.WARNING)) {
            WireClient writer = connect("writer");
            for (int i = 0; i < 5; i++) {
                writer.publish("t", 1 + i % 2, new byte[HALF]);
            }
            assertThat(log.lines()).containsExactlyInAnyOrder(line("ana", 1), line("luis", 1));
            resume("ana");
            assertThat(log.lines()).endsWith(line("ana", 2)).hasSize(3);
        }
        assertThat(broker.statistics().byTopic()).containsEntry("$SYS/broker/publish/messages/dropped/queued", 6L);
    }

    @Test
    @DisplayName("because too much is kept for others, is said in the log, too, and kept again when one of them is back")
    void others() {
        leave("ana", "a");
        leave("luis", "b");
        try (LogLines log = new LogLines(Level.WARNING)) {
            WireClient writer = connect("writer");
            writer.publish("a", 1, new byte[HALF]);
            writer.publish("a", 1, new byte[HALF]);
            writer.publish("b", 1, new byte[HALF]);
            writer.publish("b", 1, new byte[HALF]);
            assertThat(log.lines()).containsExactly("All queues together are full, and messages for luis were dropped: 1");
            WireClient ana = resume("ana");
            ana.expect(PUBLISH);
            ana.expect(PUBLISH);
            eventually("ana has all", () -> broker.statistics().queuedBytes.sum() < SESSION_BYTES);
            writer.publish("b", 1, "kept".getBytes(UTF_8));
            WireClient luis = resume("luis");
            assertThat(luis.expect(PUBLISH).payload().size()).isEqualTo(HALF);
            luis.expectNothingBefore("kept");
            assertThat(log.lines()).hasSize(1);
        }
    }

    private void leave(String clientId, String topic) {
        WireClient client = resume(clientId);
        client.subscribe(topic, 2);
        client.disconnectAndAwaitClosed();
    }

    private static String line(String clientId, int count) {
        return "The queue of %s is full, and messages for it were dropped: %d".formatted(clientId, count);
    }
}
