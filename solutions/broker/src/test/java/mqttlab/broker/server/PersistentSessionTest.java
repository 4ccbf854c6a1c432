package mqttlab.broker.server;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PUBCOMP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.PUBREC;
import static mqttlab.testkit.mqtt.PacketType.PUBREL;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client that comes back")
class PersistentSessionTest extends WithBroker {

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Connects and gives the CONNACK to look at; what follows it is still to come. */
    private Packet connAck(WireClient client, String clientId, boolean clean) {
        client.send(Packets.connect(clientId).cleanSession(clean).packet());
        return client.expect(CONNACK);
    }

    @Test
    @DisplayName("finds its session if it wanted one both times, and no session after a clean one [MQTT-3.2.2-2] [MQTT-3.1.2-6]")
    void sessionPresent() {
        boolean[] clean = {false, false, true, false, true, true, false, false};
        boolean[] present = {false, true, false, false, false, false, false, true};
        for (int i = 0; i < clean.length; i++) {
            WireClient ana = open();
            assertThat(connAck(ana, "ana", clean[i]).sessionPresent()).as("CONNECT no. %d", i + 1).isEqualTo(present[i]);
            ana.disconnect();
            // So that the broker has seen its end.
            eventually("nobody is connected", () -> broker.statistics().connected.sum() == 0);
        }
    }

    @Test
    @DisplayName("gets what was published meanwhile with QoS 1 and 2, in order, and need not subscribe again [MQTT-3.1.2-5]")
    void offline() {
        WireClient luis = resume("luis");
        luis.subscribe("t", 2);
        luis.disconnect();
        eventually("luis has gone", () -> broker.statistics().connected.sum() == 0);
        WireClient ana = connect("ana");
        for (int i = 0; i < 6; i++) {
            ana.publish("t", i % 3, bytes("m" + i));
        }
        luis = resume("luis");
        for (String kept : new String[] {"m1", "m2", "m4", "m5"}) {
            Packet publish = luis.expect(PUBLISH);
            assertThat(publish.payload()).isEqualTo(Payload.of(kept));
            assertThat(publish.duplicate()).isFalse();
        }
        ana.publish("t", 0, bytes("sentinel"));
        luis.expectNothingBefore("sentinel");
    }

    @Test
    @DisplayName("gets what it has not acknowledged again, with DUP and the old identifiers [MQTT-4.4.0-1] [MQTT-3.3.1-1]")
    void again() {
        WireClient luis = resume("luis").withoutAcknowledging();
        luis.subscribe("t", 2);
        WireClient ana = connect("ana");
        for (int i = 0; i < 4; i++) {
            ana.publish("t", 1 + i % 2, bytes("m" + i));
            luis.expect(PUBLISH, i + 1);
        }
        luis.send(Packets.puback(1), Packets.pubrec(4));
        luis.expect(PUBREL, 4);
        luis.abort();

        luis = resume("luis").withoutAcknowledging();
        expectAgain(luis.expect(PUBLISH, 2), 2, "m1");
        expectAgain(luis.expect(PUBLISH, 3), 1, "m2");
        luis.expect(PUBREL, 4);
        luis.send(Packets.puback(3), Packets.pubcomp(4), Packets.pubrec(2));
        luis.expect(PUBREL, 2);
        luis.send(Packets.pubcomp(2));
        luis.disconnectAndAwaitClosed();

        luis = resume("luis");
        ana.publish("t", 1, bytes("sentinel"));
        assertThat(luis.expectNothingBefore("sentinel").packetId()).isEqualTo(5);
    }

    private static void expectAgain(Packet publish, int qos, String payload) {
        assertThat(publish.duplicate()).isTrue();
        assertThat(publish.qos()).isEqualTo(qos);
        assertThat(publish.payload()).isEqualTo(Payload.of(payload));
    }

    @Test
    @DisplayName("and repeats a QoS 2 message that it had sent before does not make it arrive twice [MQTT-4.3.3-2]")
    void repeats() {
        WireClient luis = connect("luis");
        luis.subscribe("t", 0);
        WireClient ana = resume("ana");
        ana.send(Packets.publish("t").qos(2, 7).payload("once").packet());
        ana.expect(PUBREC, 7);
        ana.abort();

        ana = resume("ana");
        ana.send(Packets.publish("t").qos(2, 7).duplicate().payload("once").packet(), Packets.pubrel(7));
        ana.expect(PUBREC, 7);
        ana.expect(PUBCOMP, 7);
        ana.publish("t", 1, bytes("sentinel"));
        assertThat(luis.expect(PUBLISH).payload()).isEqualTo(Payload.of("once"));
        luis.expectNothingBefore("sentinel");
    }

    @Test
    @DisplayName("with a clean session has lost its subscriptions, its messages, and what it had begun to send")
    void clean() {
        WireClient luis = resume("luis").withoutAcknowledging();
        luis.subscribe("t", 1);
        WireClient ana = connect("ana");
        ana.publish("t", 1, bytes("not acknowledged"));
        luis.expect(PUBLISH);
        luis.send(Packets.publish("u").qos(2, 7).packet());
        luis.expect(PUBREC);
        luis.abort();

        luis = connect("luis");
        ana.publish("t", 1, bytes("not subscribed to"));
        luis.subscribe("u", 0);
        luis.send(Packets.publish("u").qos(2, 7).payload("new").packet());
        luis.expectNothingBefore("new");
        luis.expect(PUBREC, 7);
    }

    @Test
    @DisplayName("over a new connection, the old one being still there, gets everything on the new one")
    void takeover() {
        WireClient old = resume("luis").withoutAcknowledging();
        old.subscribe("t", 1);
        WireClient ana = connect("ana");
        ana.publish("t", 1, bytes("first"));
        old.expect(PUBLISH, 1);

        WireClient luis = resume("luis");
        old.expectClosed();
        assertThat(luis.expect(PUBLISH, 1).duplicate()).isTrue();
        ana.publish("t", 1, bytes("second"));
        assertThat(luis.expect(PUBLISH, 2).payload()).isEqualTo(Payload.of("second"));
    }
}
