package mqttlab.broker.server;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.Will;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The will of a client")
@ProvedOnce(reads = {})
class WillTest extends WithBroker {

    private static final int TAKEOVERS = 20;

    private WireClient heir;

    @BeforeEach
    void subscribe() {
        heir = connect("heir");
        heir.subscribe("will/#", 2);
    }

    private WireClient ana(int qos, boolean retain, int keepAlive) {
        return connect(Packets.connect("ana").keepAlive(keepAlive)
                .will(new Will("will/ana", Payload.of("gone"), qos, retain)).packet());
    }

    private void expectWill() {
        Packet will = heir.expect(PUBLISH);
        assertThat(will.topic()).isEqualTo("will/ana");
        assertThat(will.payload()).isEqualTo(Payload.of("gone"));
    }

    private void expectNoWill() {
        eventually("ana has gone", () -> broker.statistics().connected.sum() == 1);
        connect("luis").publish("will/luis", 1, "sentinel".getBytes(StandardCharsets.UTF_8));
        heir.expectNothingBefore("sentinel");
    }

    @Test
    @DisplayName("is published when its connection breaks [MQTT-3.1.2-8]")
    void broken() {
        ana(0, false, 0).abort();
        expectWill();
    }

    @Test
    @DisplayName("is published when it closes its connection without a DISCONNECT, also in the middle of a packet")
    void closed() {
        WireClient ana = ana(0, false, 0);
        ana.sendHex("30 10 0001");
        ana.abort();
        expectWill();
    }

    @Test
    @DisplayName("is published when it breaks the protocol")
    void violation() {
        ana(0, false, 0).sendHex("f0 00");
        expectWill();
    }

    @Test
    @DisplayName("is published when another client takes over")
    void takeover() {
        ana(0, false, 0);
        connect("ana");
        expectWill();
    }

    /** [MQTT-3.1.4-2], and the order of section 3.1.4: who takes over says last what holds. */
    @ParameterizedTest(name = "clean session {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("is out before who takes over is let in, and says what is retained from then on")
    void beforeTheSuccessor(boolean clean) {
        for (int i = 0; i < TAKEOVERS; i++) {
            String topic = "state/" + i;
            Packet device = Packets.connect("device" + i).cleanSession(clean)
                    .will(new Will(topic, Payload.of("offline"), 1, true)).packet();
            connect(device);
            WireClient successor = open();
            successor.send(device, Packets.publish(topic).qos(1, 1).payload(Payload.of("online")).retain().packet());
            successor.expect(CONNACK);
            successor.expect(PUBACK, 1);
            WireClient reader = connect("reader" + i);
            reader.subscribe(topic, 0);
            assertThat(reader.expect(PUBLISH).payload()).isEqualTo(Payload.of("online"));
        }
    }

    @Test
    @DisplayName("is published when it is silent for one and a half times its keep alive [MQTT-3.1.2-24]")
    void silent() {
        WireClient ana = ana(0, false, 1);
        expectWill();
        ana.expectClosed();
    }

    @ParameterizedTest(name = "QoS {0}")
    @ValueSource(ints = {0, 1, 2})
    @DisplayName("is published with the QoS that was said in its CONNECT [MQTT-3.1.2-14]")
    void qos(int qos) {
        ana(qos, false, 0).abort();
        Packet will = heir.expect(PUBLISH);
        assertThat(will.qos()).isEqualTo(qos);
        assertThat(will.retain()).isFalse();
    }

    @ParameterizedTest(name = "retain {0}")
    @ValueSource(booleans = {true, false})
    @DisplayName("is retained if its CONNECT said so [MQTT-3.1.2-16] [MQTT-3.1.2-17]")
    void retained(boolean retain) {
        ana(1, retain, 0).abort();
        assertThat(heir.expect(PUBLISH).retain()).as("to an old subscription").isFalse();
        WireClient later = connect("later");
        later.subscribe("will/ana", 1);
        if (retain) {
            assertThat(later.expect(PUBLISH).retain()).isTrue();
        }
        later.publish("will/ana", 0, "sentinel".getBytes(StandardCharsets.UTF_8));
        later.expectNothingBefore("sentinel");
    }

    @Test
    @DisplayName("is forgotten after a DISCONNECT [MQTT-3.14.4-3]")
    void goodbye() {
        ana(0, false, 0).disconnect();
        expectNoWill();
    }

    @Test
    @DisplayName("is not published while it is there")
    void there() {
        ana(0, false, 0).ping();
        connect("luis").publish("will/luis", 1, "sentinel".getBytes(StandardCharsets.UTF_8));
        heir.expectNothingBefore("sentinel");
    }

    @Test
    @DisplayName("is that of its last connection")
    void replaced() {
        ana(0, false, 0).disconnect();
        eventually("ana has gone", () -> broker.statistics().connected.sum() == 1);
        connect("ana").abort();
        expectNoWill();
    }
}
