package mqttlab.broker.server;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;

import mqttlab.broker.health.Counts;
import mqttlab.broker.health.Limits;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A broker that takes four connections, two of them strangers")
class GateTest extends WithBroker {

    @Override
    Limits limits() {
        return Limits.DEFAULT.with(new Counts(4, 2, 1, 1, 1_000, 1, 1));
    }

    @Test
    @DisplayName("closes the fifth, and takes another when one has gone")
    void connections() {
        enters("a");
        enters("b");
        enters("c");
        WireClient last = enters("d");
        open().expectClosed();
        last.disconnectAndAwaitClosed();
        eventually("one has gone", () -> broker.statistics().connected.sum() == 3 && Insides.connections(broker) == 3);
        assertServes(connect("e"));
        assertThat(broker.statistics().byTopic()).containsEntry("$SYS/broker/clients/refused", 1L);
    }

    @Test
    @DisplayName("closes the third that has not said CONNECT, and serves those who have")
    void strangers() {
        WireClient first = open();
        open();
        eventually("both are there", () -> Insides.connections(broker) == 2);
        open().expectClosed();
        first.send(Packets.connect("first").packet());
        eventually("it is let in", () -> broker.statistics().connected.sum() == 1);
        assertServes(connect("second"));
    }

    /** Its CONNACK may be there a moment before the broker counts it among those that it has let in. */
    private WireClient enters(String clientId) {
        long before = broker.statistics().connected.sum();
        WireClient client = connect(clientId);
        eventually("it is counted", () -> broker.statistics().connected.sum() == before + 1);
        return client;
    }

    private static void assertServes(WireClient client) {
        client.subscribe("a", 1);
        client.publish("a", 1, new byte[1]);
        client.expect(PUBLISH);
    }
}
