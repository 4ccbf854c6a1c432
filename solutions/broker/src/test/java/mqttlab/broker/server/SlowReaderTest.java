package mqttlab.broker.server;

import static mqttlab.broker.codec.QoS.AT_LEAST_ONCE;
import static mqttlab.broker.codec.QoS.AT_MOST_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mqttlab.broker.codec.Packet.PingReq;
import mqttlab.broker.codec.Packet.PingResp;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.health.Limits;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client that does not read")
@ProvedOnce(reads = {})
class SlowReaderTest extends WithBroker {

    private static final int SESSION_BYTES = 1 << 20;
    private static final int OUTBOX_BYTES = 256 << 10;
    private static final int PAYLOAD_BYTES = 16 << 10;
    /** The answers to what comes with one read come on top of the limit. */
    private static final int ONE_READ = 64 << 10;
    /** Far more than the system keeps for a connection. */
    private static final int MOST_MESSAGES = 100_000;

    @Override
    Limits limits() {
        Limits usual = super.limits();
        return new Limits(usual.packetBytes(), usual.window(), SESSION_BYTES, OUTBOX_BYTES, usual.connectTimeout());
    }

    private static byte[] numbered(int number) {
        return ByteBuffer.allocate(PAYLOAD_BYTES).putInt(number).array();
    }

    private static int number(Publish publish) {
        return ByteBuffer.wrap(publish.payload().bytes()).getInt();
    }

    @Test
    @DisplayName("loses messages with QoS 0, which $SYS counts, while others get each at once; gets new ones when it reads")
    void qos0() throws IOException {
        RawClient slow = raw("slow");
        slow.subscribe("t", AT_MOST_ONCE);
        RawClient good = raw("good");
        good.subscribe("t", AT_MOST_ONCE);
        RawClient writer = raw("writer");
        int published = 0;
        while (broker.statistics().droppedQoS0.sum() < 100) {
            assertThat(published).as("messages, and none was dropped").isLessThan(MOST_MESSAGES);
            writer.put("t", numbered(published), false).flush();
            assertThat(number((Publish) good.next())).isEqualTo(published);
            published++;
        }
        assertThat(reported("$SYS/broker/publish/messages/dropped/qos0")).isGreaterThanOrEqualTo(100);
        assertThat(reported("$SYS/broker/publish/messages/dropped")).isGreaterThanOrEqualTo(100);
        assertThat(reported("$SYS/broker/publish/messages/dropped/queued")).isZero();

        int last = -1;
        int came = 0;
        while (last < published - 1) {
            if (!(slow.next() instanceof Publish publish)) {
                throw new AssertionError("another packet");
            }
            assertThat(number(publish)).isGreaterThan(last);
            last = number(publish);
            came++;
            if (broker.statistics().droppedQoS0.sum() == published - came) {
                // It has what was kept for it: from now on it gets what is new.
                writer.put("t", numbered(published++), false).flush();
            }
        }
        assertThat(came).isLessThan(published);
    }

    private long reported(String topic) {
        broker.report();
        WireClient curious = connect("curious");
        curious.subscribe(topic, 0);
        return Long.parseLong(curious.expect(PacketType.PUBLISH).payload().text().orElseThrow());
    }

    @Test
    @DisplayName("nor acknowledges is cut off when its queue for QoS 1 and 2 is full; the others get everything")
    void qos1() throws IOException {
        RawClient slow = raw("slow");
        slow.subscribe("t", AT_LEAST_ONCE);
        RawClient good = raw("good");
        good.subscribe("t", AT_LEAST_ONCE);
        RawClient writer = raw("writer");
        int enough = 2 * SESSION_BYTES / PAYLOAD_BYTES;
        for (int i = 0; i < enough; i++) {
            writer.send(new Publish("t", new Payload(numbered(i)), AT_LEAST_ONCE, false, false, 1));
            writer.expect(new PubAck(1));
            Publish publish = (Publish) good.next();
            assertThat(number(publish)).isEqualTo(i);
            good.send(new PubAck(publish.packetId()));
        }
        assertThatThrownBy(() -> {
            for (int i = 0; i < enough; i++) {
                slow.next();
            }
        }).isInstanceOf(IOException.class);
        assertThat(reported("$SYS/broker/publish/messages/dropped/queued")).isPositive();
        eventually("only the others are there", () -> broker.statistics().connected.sum() <= 3);
    }

    @Test
    @DisplayName("its answers is not read from until it does, and then gets them all")
    void answers() throws Exception {
        RawClient asking = raw("asking");
        int each = 100_000;
        int rounds = 40;
        CompletableFuture<Void> asked = CompletableFuture.runAsync(() -> ask(asking, each, rounds));
        eventually("answers wait", () -> asked.isDone() || Insides.waiting(broker) > OUTBOX_BYTES);
        for (int i = 0; i < each * rounds; i++) {
            asking.expect(new PingResp());
            if (i % 10_000 == 0) {
                assertThat(Insides.waiting(broker)).isLessThanOrEqualTo(OUTBOX_BYTES + ONE_READ);
            }
        }
        asked.get(5, TimeUnit.SECONDS);
    }

    private static void ask(RawClient asking, int each, int rounds) {
        try {
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < each; i++) {
                    asking.put(new PingReq());
                }
                asking.flush();
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
