package mqttlab.testkit.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("A packet")
class PacketTest {

    static Stream<Arguments> lines() {
        return Stream.of(
                Arguments.of(Packets.connect("ana").packet(), "CONNECT ana, clean session, keep alive 0 s"),
                Arguments.of(Packets.connect("").cleanSession(true).keepAlive(60).packet(),
                        "CONNECT without a client identifier, clean session, keep alive 60 s"),
                Arguments.of(Packets.connect("a").cleanSession(false).userName("u").password("secret")
                                .will(new Will("gone/a", Payload.of("bye"), 1, true)).packet(),
                        "CONNECT a, keeps session, keep alive 0 s, user u, will QoS 1 retain gone/a \"bye\""),
                Arguments.of(Packets.connack(0, true), "CONNACK 0 accepted, session present"),
                Arguments.of(Packets.connack(5, false), "CONNACK 5 not authorized"),
                Arguments.of(Packets.publish("news/cadiz/culture").qos(1, 7).payload("Carnaval").packet(),
                        "PUBLISH QoS 1 id 7 news/cadiz/culture \"Carnaval\""),
                Arguments.of(Packets.publish("t").qos(2, 8).duplicate().retain().payload(Payload.of(new byte[] {-1, 0}))
                        .packet(), "PUBLISH QoS 2 id 8 dup retain t ff 00"),
                Arguments.of(Packets.publish("a b").packet(), "PUBLISH QoS 0 \"a b\" \"\""),
                Arguments.of(Packets.publish("t").payload("x".repeat(41)).packet(),
                        "PUBLISH QoS 0 t \"" + "x".repeat(40) + "\"... (41 bytes)"),
                Arguments.of(Packets.puback(1), "PUBACK id 1"),
                Arguments.of(Packets.pubrel(65535), "PUBREL id 65535"),
                Arguments.of(Packets.subscribe(10, new TopicFilter("news/#", 1), new TopicFilter("+/x", 2)),
                        "SUBSCRIBE id 10 news/# QoS 1, +/x QoS 2"),
                Arguments.of(Packets.suback(10, 1, 0x80), "SUBACK id 10 QoS 1, refused (0x80)"),
                Arguments.of(Packets.unsubscribe(11, "a", "b/#"), "UNSUBSCRIBE id 11 a, b/#"),
                Arguments.of(Packets.unsuback(11), "UNSUBACK id 11"),
                Arguments.of(Packets.pingreq(), "PINGREQ"),
                Arguments.of(Packets.disconnect(), "DISCONNECT"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("lines")
    @DisplayName("reads as one line")
    void oneLine(Packet packet, String line) {
        assertThat(packet).hasToString(line);
    }

    @Test
    @DisplayName("cannot say anything to a terminal: control and bidirectional characters are escaped")
    void escapes() {
        Packet packet = Packets.publish("t\u001b[2J").payload("a\nb\u202e\"\u0007").packet();

        assertThat(packet).hasToString("PUBLISH QoS 0 t\\u001b[2J \"a\\nb\\u202e\\\"\\u0007\"");
    }

    @Test
    @DisplayName("keeps its bytes and gives its fields by name")
    void fields() {
        Packet connect = Packets.connect("ana").keepAlive(30)
                .will(new Will("gone/a", Payload.of(new byte[] {-1}), 1, true)).password("secret").userName("u").packet();

        assertThat(connect.fields()).containsExactlyInAnyOrderEntriesOf(Map.of(
                "type", "CONNECT", "protocolLevel", 4, "clientId", "ana", "cleanSession", true, "keepAlive", 30,
                "will", Map.of("topic", "gone/a", "qos", 1, "retain", true, "payloadSize", 1, "payloadHex", "ff"),
                "userName", "u", "hasPassword", true));
        assertThat(connect.password()).contains(Payload.of("secret"));
        assertThat(Packets.subscribe(10, "news/#", 1).topicFilters()).isEqualTo(List.of(new TopicFilter("news/#", 1)));
        assertThat(Packets.puback(10).raw()).isEqualTo(HexFormat.of().parseHex("4002000a"));
    }

    @Test
    @DisplayName("throws when it is asked for a field that its type does not have")
    void noSuchField() {
        assertThatThrownBy(() -> Packets.pingreq().topic())
                .isInstanceOf(IllegalStateException.class).hasMessage("PINGREQ has no field of MqttPublishMessage");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            60 02 00 01       | Illegal QOS Level in fixed header of PUBREL message, must be 1, found 0
            80 05 00 01 00 01 61 | Illegal QOS Level in fixed header of SUBSCRIBE message, must be 1, found 0
            82 02 00 01       | a SUBSCRIBE without a topic filter [MQTT-3.8.3-3]
            a2 02 00 01       | an UNSUBSCRIBE without a topic filter [MQTT-3.10.3-2]
            36 03 00 01 61    | Illegal QOS Level in fixed header of PUBLISH message (3)
            32 05 00 01 61 00 00 | invalid messageId: 0
            30 03 00 05 61    | the packet ends before its last field does
            c0 01 00          | the remaining length of PINGREQ must be 0, is 1
            40 03 00 01 00    | the remaining length of PUBACK must be 2, is 3
            f0 00             | AUTH message requires at least MQTT 5
            20 02 00 63       | unknown connect return code: 99
            """)
    @DisplayName("that breaks the format is malformed, with the reason and its bytes")
    void malformed(String hex, String reason) {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);

        Decoded decoded = new Conversation().decode(Direction.FROM_CLIENT, bytes);

        assertThat(decoded).isInstanceOfSatisfying(Malformed.class, malformed -> {
            assertThat(malformed.reason()).isEqualTo(reason);
            assertThat(malformed.raw()).isEqualTo(bytes);
        });
    }
}
