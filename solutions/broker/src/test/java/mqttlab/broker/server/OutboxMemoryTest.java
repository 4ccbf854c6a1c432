package mqttlab.broker.server;

import static mqttlab.broker.codec.QoS.AT_LEAST_ONCE;
import static mqttlab.broker.codec.QoS.AT_MOST_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.health.Limits;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Many clients that do not read, who share a memory for what waits to be written,")
@ProvedOnce(reads = {})
class OutboxMemoryTest extends WithBroker {

    private static final int CLIENTS = 20;
    private static final int PAYLOAD_BYTES = 500_000;
    private static final int LONGEST = 600_000;
    private static final long MOST = 8_000_000;
    /** With QoS 1 or 2 one message may be under way to each client all the same; what is small is not counted. */
    private static final long ONE_EACH = (CLIENTS + 1) * (PAYLOAD_BYTES + 8_192L);
    private static final int MOST_MESSAGES = 10_000;

    @Override
    Limits limits() {
        Limits usual = super.limits();
        return new Limits(LONGEST, usual.window(), usual.sessionBytes(), usual.outboxBytes(), usual.connectTimeout())
                .withLeaving(MOST);
    }

    private static byte[] numbered(int number) {
        return ByteBuffer.allocate(PAYLOAD_BYTES).putInt(number).array();
    }

    private static int number(Publish publish) {
        return ByteBuffer.wrap(publish.payload().bytes()).getInt();
    }

    private List<RawClient> subscribers(QoS qos) throws IOException {
        List<RawClient> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            RawClient client = raw("slow-" + i);
            client.subscribe("t", qos);
            all.add(client);
        }
        return all;
    }

    @Test
    @DisplayName("lose messages with QoS 0 when it is full; then those have to go to which nothing can be written, and "
            + "others get all")
    void qos0() throws IOException {
        List<RawClient> slow = subscribers(AT_MOST_ONCE);
        RawClient writer = raw("writer");
        eventually("all are there", () -> broker.statistics().connected.sum() == CLIENTS + 1);
        for (int i = 0; broker.statistics().connected.sum() == CLIENTS + 1; i++) {
            assertThat(i).as("messages, and nobody had to go").isLessThan(MOST_MESSAGES);
            writer.put("t", numbered(i), false).ping();
            assertThat(Insides.outboxMemory(broker)).isLessThanOrEqualTo(MOST);
        }
        assertThat(broker.statistics().droppedQoS0.sum()).isPositive();

        RawClient good = raw("good");
        good.subscribe("u", AT_MOST_ONCE);
        // They were not stuck all at the same time: the next of them may still have a while.
        for (long dropped = -1; dropped < broker.statistics().droppedQoS0.sum(); ) {
            dropped = broker.statistics().droppedQoS0.sum();
            writer.put("u", numbered(0), false).ping();
        }
        assertThat(number((Publish) good.next())).isEqualTo(0);
        for (int i = 1; i < 100; i++) {
            writer.put("u", numbered(i), false).flush();
            assertThat(number((Publish) good.next())).isEqualTo(i);
        }
        assertThatThrownBy(() -> {
            for (int i = 0; i < MOST_MESSAGES; i++) {
                slow.getFirst().next();
            }
        }).as("the first has to go").isInstanceOf(IOException.class);
    }

    @Test
    @DisplayName("do not have more than one message with QoS 1 waiting each when it is full, and get all that there are when "
            + "they read")
    void qos1() throws IOException {
        List<RawClient> slow = subscribers(AT_LEAST_ONCE);
        RawClient writer = raw("writer");
        int enough = 24;
        for (int i = 0; i < enough; i++) {
            writer.send(new Publish("t", new Payload(numbered(i)), AT_LEAST_ONCE, false, false, 1));
            writer.expect(new PubAck(1));
            assertThat(Insides.outboxMemory(broker)).isLessThanOrEqualTo(MOST + ONE_EACH);
        }
        assertThat(Insides.outboxMemory(broker)).isGreaterThan(MOST);
        for (RawClient each : slow) {
            for (int i = 0; i < enough; i++) {
                Publish publish = (Publish) each.next();
                assertThat(number(publish)).isEqualTo(i);
                each.send(new PubAck(publish.packetId()));
            }
        }
        eventually("nothing waits", () -> Insides.outboxMemory(broker) == 0);
    }

    @Test
    @DisplayName("leave their parts to others when they go")
    void givenBack() throws IOException {
        List<RawClient> slow = subscribers(AT_MOST_ONCE);
        RawClient writer = raw("writer");
        for (int i = 0; Insides.outboxMemory(broker) < MOST / 2; i++) {
            assertThat(i).as("messages, and so much did not wait").isLessThan(MOST_MESSAGES);
            writer.put("t", numbered(i), false).ping();
        }
        for (RawClient each : slow) {
            each.close();
        }
        eventually("nothing waits", () -> Insides.outboxMemory(broker) == 0);
    }
}
