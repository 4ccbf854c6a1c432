package mqttlab.broker.server;

import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mqttlab.broker.codec.Encoder;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.health.Limits;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.Events;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Packets that have not come completely, where there is memory for two large ones,")
@ProvedOnce(reads = {})
class PacketMemoryTest extends WithBroker {

    private static final int LONGEST = 300_000;
    private static final byte[] PACKET =
            Encoder.encode(new Publish("large", new Payload(new byte[LONGEST - 9]), QoS.AT_LEAST_ONCE, false, false, 7));
    private static final int NEARLY_ALL = PACKET.length - 1;
    /** Takes a buffer of 64 KB. */
    private static final int NOT_LARGE = 40_000;

    @Override
    Limits limits() {
        Limits usual = Limits.DEFAULT;
        return new Limits(LONGEST, usual.window(), usual.sessionBytes(), usual.outboxBytes(), Duration.ofMinutes(1))
                .withArriving(2 * PACKET.length);
    }

    private WireClient begin(String clientId, int bytes) {
        WireClient client = connect(clientId);
        client.send(Arrays.copyOf(PACKET, bytes));
        return client;
    }

    /** Large ones take what they need, which is no power of two. */
    private void awaitTaken(long bytes) {
        eventually("%d bytes are taken".formatted(bytes), () -> Insides.packetMemory(broker) == bytes);
    }

    private static void finish(WireClient client) {
        client.send(Arrays.copyOfRange(PACKET, NEARLY_ALL, PACKET.length));
        client.expect(PUBACK);
    }

    private boolean isOpen(WireClient client) {
        return trace.first(Events.closed(client.connection())).isEmpty();
    }

    @Test
    @DisplayName("have to go when others need it, first the one that has been coming for longest")
    void oldest() {
        WireClient first = begin("first", NEARLY_ALL);
        awaitTaken(PACKET.length);
        WireClient second = begin("second", NEARLY_ALL);
        awaitTaken(2 * PACKET.length);
        WireClient third = begin("third", NEARLY_ALL);

        first.expectClosed();
        finish(second);
        finish(third);
    }

    @Test
    @DisplayName("leave what they took to others when they have come, or never will")
    void givenBack() {
        for (int i = 0; i < 5; i++) {
            WireClient client = begin("complete-" + i, NEARLY_ALL);
            finish(client);
            WireClient other = begin("cut-off-" + i, NEARLY_ALL);
            awaitTaken(PACKET.length);
            other.close();
            awaitTaken(0);
            assertThat(isOpen(client)).isTrue();
        }
    }

    @Test
    @DisplayName("are refused if many small ones have it all, and these and those with small packets are served")
    void many() {
        List<WireClient> small = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            small.add(begin("small-" + i, NOT_LARGE));
            awaitTaken(65_536L * (i + 1));
        }
        begin("one too many", NOT_LARGE).expectClosed();
        connect("bystander").ping();
        small.forEach(client -> assertThat(isOpen(client)).isTrue());
        WireClient last = small.getLast();
        last.send(Arrays.copyOfRange(PACKET, NOT_LARGE, PACKET.length));
        last.expectClosed();
    }

    @Test
    @DisplayName("count before a client is let in, too, and are given back when it goes")
    void strangers() {
        byte[] connect = Packets.connect("x".repeat(60_000)).packet().raw();
        for (int i = 0; i < 20; i++) {
            WireClient stranger = open();
            stranger.send(Arrays.copyOf(connect, NOT_LARGE));
            awaitTaken(connect.length);
            stranger.close();
            awaitTaken(0);
        }
    }
}
