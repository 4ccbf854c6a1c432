package mqttlab.broker.server;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PINGRESP;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.Will;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A client")
class ConnectTest extends WithBroker {

    private static final String CONNECT_ANA = "10 0f 0004 4d515454 04 02 0000 0003 616e61";

    @Test
    @DisplayName("with a well-formed CONNECT is let in, with no session present")
    void accepted() {
        WireClient ana = open();
        ana.sendHex(CONNECT_ANA);
        assertThat(ana.expect(CONNACK).raw()).containsExactly(0x20, 2, 0, 0);
        ana.ping();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"CONNACK, 20020000", "PUBLISH, 3003000174", "PUBACK, 40020001", "PUBREC, 50020001", "PUBREL, 62020001",
        "PUBCOMP, 70020001", "SUBSCRIBE, 8206000100017400", "SUBACK, 9003000100", "UNSUBSCRIBE, a2050001000174",
        "UNSUBACK, b0020001", "PINGREQ, c000", "PINGRESP, d000", "DISCONNECT, e000"})
    @DisplayName("whose first packet is not a CONNECT is disconnected without an answer [MQTT-3.1.0-1]:")
    void first(String what, String hex) {
        WireClient client = open();
        client.sendHex(hex);
        client.expectClosed();
    }

    @Test
    @DisplayName("that speaks HTTP is disconnected without an answer")
    void http() {
        WireClient browser = open();
        browser.send("GET / HTTP/1.1\r\nHost: localhost:1883\r\nUser-Agent: a browser that was given this address\r\n\r\n"
                .getBytes(StandardCharsets.US_ASCII));
        browser.expectClosed();
    }

    @ParameterizedTest(name = "level {0}")
    @ValueSource(ints = {3, 5})
    @DisplayName("of another version gets return code 1, and is disconnected [MQTT-3.1.2-2] [MQTT-3.2.2-5]")
    void version(int level) {
        WireClient client = open();
        client.sendHex("10 0f 0004 4d515454 %02x 02 0000 0003 616e61".formatted(level));
        assertThat(client.expect(CONNACK).raw()).containsExactly(0x20, 2, 0, 1);
        client.expectClosed();
    }

    @ParameterizedTest(name = "level {0}")
    @ValueSource(ints = {3, 4, 131})
    @DisplayName("of MQTT 3.1, which has another name, gets the same answer, and can say why it is not let in [MQTT-3.1.2-1]")
    void olderName(int level) {
        WireClient client = open();
        client.sendHex("10 11 0006 4d5149736470 %02x 02 0000 0003 616e61".formatted(level));
        assertThat(client.expect(CONNACK).raw()).containsExactly(0x20, 2, 0, 1);
        client.expectClosed();
    }

    @Test
    @DisplayName("without a client identifier gets return code 2 if it wants a persistent session [MQTT-3.1.3-8]")
    void noIdentifier() {
        WireClient client = open();
        client.send(Packets.connect("").cleanSession(false).packet());
        assertThat(client.expect(CONNACK).raw()).containsExactly(0x20, 2, 0, 2);
        client.expectClosed();
    }

    @Test
    @DisplayName("without a client identifier and with a clean session gets one that nobody else has [MQTT-3.1.3-6]")
    void givenIdentifier() {
        WireClient first = connect("");
        WireClient second = connect("");
        second.ping();
        first.ping();
    }

    @ParameterizedTest
    @ValueSource(strings = {"with blanks and / + #", "señal-漢字-🌊", "012345678901234567890123456789"})
    @DisplayName("may have any identifier, also a longer one than the 23 characters that every server must take")
    void identifiers(String clientId) {
        connect(clientId).ping();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"another protocol, 100f00044d5154550402000000 03616e61", "the reserved flag, 100f00044d515454040300000003616e61",
        "bytes left over, 101000044d515454040200000003616e6100",
        "a will on a topic with a wildcard, 101500044d515454040600000003616e61 00012b 0001 21",
        "a will without a topic, 101400044d515454040600000003616e61 0000 0001 21"})
    @DisplayName("whose CONNECT is wrong is disconnected without an answer [MQTT-3.1.4-1]:")
    void malformed(String what, String hex) {
        WireClient client = open();
        client.sendHex(hex);
        client.expectClosed();
    }

    @Test
    @DisplayName("that sends a second CONNECT is disconnected [MQTT-3.1.0-2]")
    void second() {
        WireClient ana = connect("ana");
        ana.send(Packets.connect("ana").packet());
        ana.expectClosed();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"CONNACK, 20020000", "SUBACK, 9003000100", "UNSUBACK, b0020001", "PINGRESP, d000"})
    @DisplayName("that sends what only servers send is disconnected:")
    void serversOnly(String what, String hex) {
        WireClient ana = connect("ana");
        ana.sendHex(hex);
        ana.expectClosed();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"a PUBLISH on a filter, 30050003612f2b", "a PUBLISH on no topic, 30020000",
        "a PUBLISH with QoS 3, 36050001740001",
        "a SUBSCRIBE to what is no filter, 82080001000361236200", "an UNSUBSCRIBE from what is no filter, a20700010003612362",
        "a SUBSCRIBE without filters, 82020001", "a SUBSCRIBE with the wrong flags, 8006000100017400",
        "a remaining length of five bytes, 3080808080 01", "a packet of type 15, f000"})
    @DisplayName("that sends what the standard forbids is disconnected [MQTT-4.8.0-1]:")
    void forbidden(String what, String hex) {
        WireClient ana = connect("ana");
        ana.sendHex(hex);
        ana.expectClosed();
    }

    @Test
    @DisplayName("that says goodbye is disconnected, after the answers to what it sent before [MQTT-3.14.4-1]")
    void goodbye() {
        WireClient ana = connect("ana");
        ana.send(Packets.publish("t").qos(1, 7).packet(), Packets.pingreq(), Packets.disconnect(), Packets.pingreq());
        ana.expect(PUBACK, 7);
        ana.expect(PINGRESP);
        ana.expectClosed();
    }

    @Test
    @DisplayName("takes over from another one with its identifier, which is disconnected [MQTT-3.1.4-2]")
    void takeover() {
        WireClient old = connect("ana");
        old.subscribe("t", 0);
        WireClient ana = connect("ana");
        old.expectClosed();
        ana.subscribe("t", 1);
        ana.publish("t", 1, "still here".getBytes(StandardCharsets.UTF_8));
        assertThat(ana.expect(PUBLISH).payload()).isEqualTo(Payload.of("still here"));
        eventually("one client is counted", () -> broker.statistics().connected.sum() == 1);
    }

    @Test
    @DisplayName("may send more right behind its CONNECT, before the CONNACK, and in one segment with it")
    void hurry() {
        WireClient ana = open();
        ana.send(Packets.connect("ana").packet(), Packets.subscribe(1, "t", 1), Packets.publish("t").qos(1, 2).packet());
        ana.expect(CONNACK);
        ana.expect(SUBACK, 1);
        ana.expect(PUBLISH, 1);
        ana.expect(PUBACK, 2);
    }

    @Test
    @DisplayName("that is well-formed in every field is let in")
    void everything() {
        Packet connect = Packets.connect("ana").userName("ana").password("señal").keepAlive(65_535)
                .will(new Will("w", Payload.of(""), 2, true)).packet();
        connect(connect).ping();
    }
}
