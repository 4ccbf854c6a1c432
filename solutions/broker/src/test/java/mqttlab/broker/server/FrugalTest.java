package mqttlab.broker.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import mqttlab.broker.health.Counts;
import mqttlab.broker.health.Limits;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A broker that takes 3 persistent sessions, 7 subscriptions a session, and has little memory")
class FrugalTest extends WithBroker {

    private static final int BYTES = 10_000;

    @Override
    Limits limits() {
        // What the broker retains of itself is among them.
        int own = 100;
        return Limits.DEFAULT.with(new Counts(100, 50, 3, 7, 20_000, own, BYTES + 15_000));
    }

    @Test
    @DisplayName("refuses the fourth session with 3, and lets those in that it knows, and clean ones")
    void sessions() {
        for (int i = 0; i < 3; i++) {
            resume("known-" + i).disconnectAndAwaitClosed();
        }
        WireClient fourth = open();
        fourth.send(Packets.connect("unknown").cleanSession(false).packet());
        assertThat(fourth.expect(CONNACK).returnCode()).isEqualTo(3);
        fourth.expectClosed();
        connect("unknown").ping();
        resume("known-1").ping();
        connect("known-2").ping();
        resume("unknown-2").ping();
    }

    @Test
    @DisplayName("refuses subscriptions for which there is no memory with 0x80, until others have gone")
    void subscriptionBytes() {
        WireClient client = connect("ana");
        String deep = "d/".repeat(80) + "#";
        assertThat(client.subscribe(new TopicFilter("x".repeat(1_000), 1), new TopicFilter(deep, 1),
                new TopicFilter("e/" + deep, 1), new TopicFilter(deep, 0))).containsExactly(1, 1, 0x80, 0);
        WireClient other = connect("luis");
        assertThat(other.subscribe(new TopicFilter(deep, 1), new TopicFilter("a", 1))).containsExactly(0x80, 1);
        client.unsubscribe(deep);
        assertThat(other.subscribe(new TopicFilter("x".repeat(5_000), 1), new TopicFilter(deep, 1))).containsExactly(1, 0x80);
        client.disconnectAndAwaitClosed();
        eventually("the room is there again", () -> other.subscribe(new TopicFilter("y".repeat(3_300), 1)).equals(List.of(1)));
    }

    @Test
    @DisplayName("refuses a session's eighth subscription with 0x80, lets it replace others, and have one for one that it "
            + "gives up")
    void subscriptions() {
        WireClient client = resume("ana");
        client.subscribe(filters(5));
        client.send(Packets.subscribe(7, new TopicFilter("f/5", 0), new TopicFilter("f/6", 1), new TopicFilter("f/7", 1),
                new TopicFilter("f/0", 2)));
        assertThat(client.expect(SUBACK).raw()).containsExactly(0x90, 6, 0, 7, 0, 1, 0x80, 2);
        client.publish("f/7", 1, new byte[1]);
        client.publish("f/0", 2, new byte[1]);
        assertThat(client.expect(PUBLISH).topic()).isEqualTo("f/0");
        client.unsubscribe("f/1");
        assertThat(client.subscribe("f/7", 1)).isEqualTo(1);
        assertThat(connect("luis").subscribe("f/8", 1)).isEqualTo(1);
        assertThat(broker.statistics().byTopic()).containsEntry("$SYS/broker/subscriptions/refused", 1L);
    }

    @Test
    @DisplayName("acknowledges no message that it cannot retain, and still replaces and removes others")
    void retained() {
        WireClient client = connect("ana");
        client.publishRetained("a", 1, new byte[BYTES]);
        client.publishRetained("a", 1, new byte[BYTES - 1]);
        client.send(Packets.publish("b").qos(1, 9).retain().payload("x".repeat(BYTES)).packet());
        client.expectClosed();
        WireClient other = connect("luis");
        other.publishRetained("a", 1, new byte[0]);
        other.publishRetained("b", 2, new byte[BYTES]);
        other.subscribe("#", 0);
        assertThat(other.expect(PUBLISH).topic()).isEqualTo("b");
    }

    @Test
    @DisplayName("forgets what a topic had when there is no room for the newer message, with QoS 0, and delivers that")
    void qos0() {
        WireClient client = connect("ana");
        client.subscribe("a", 0);
        client.publishRetained("a", 1, new byte[10]);
        client.expect(PUBLISH);
        client.send(Packets.publish("a").retain().payload("x".repeat(3 * BYTES)).packet());
        assertThat(client.expect(PUBLISH).payload().size()).isEqualTo(3 * BYTES);
        WireClient later = connect("luis");
        later.subscribe("a", 0);
        client.publish("a", 0, "sentinel".getBytes(UTF_8));
        later.expectNothingBefore("sentinel");
        assertThat(broker.statistics().byTopic()).containsEntry("$SYS/broker/retained messages/dropped", 1L);
    }

    private static TopicFilter[] filters(int count) {
        return IntStream.range(0, count).mapToObj(i -> new TopicFilter("f/" + i, 0)).toArray(TopicFilter[]::new);
    }
}
