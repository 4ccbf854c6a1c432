package mqttlab.testkit.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.testkit.mqtt.Field.Section;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The anatomy of a packet")
class AnatomyTest {

    static Stream<Packet> packets() {
        return Stream.of(
                Packets.connect("sensor").keepAlive(3600).packet(),
                Packets.connect("").packet(),
                Packets.connect("a").cleanSession(false).keepAlive(65_535).userName("ñ").password("secret")
                        .will(new Will("gone/a", Payload.of(new byte[] {-1, 0}), 2, true)).packet(),
                Packets.connect("a").will(new Will("gone", Payload.of(""), 0, false)).packet(),
                Packets.connack(0, true), Packets.connack(5, false),
                Packets.publish("news/cádiz").payload("Carnaval").packet(),
                Packets.publish("t").qos(2, 65_535).duplicate().retain().packet(),
                Packets.publish("t").payload("x".repeat(200)).packet(),
                Packets.publish("t").payload("x".repeat(20_000)).packet(),
                Packets.puback(1), Packets.pubrec(256), Packets.pubrel(65_535), Packets.pubcomp(2),
                Packets.subscribe(10, new TopicFilter("news/#", 1), new TopicFilter("+/x", 2)), Packets.suback(10, 0, 1, 2, 0x80),
                Packets.unsubscribe(11, "a", "b/#"), Packets.unsuback(11),
                Packets.pingreq(), Packets.pingresp(), Packets.disconnect());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packets")
    @DisplayName("is made of its bytes, all of them, in their order")
    void endToEnd(Packet packet) {
        List<Field> fields = Anatomy.of(packet);

        assertThat(Anatomy.bytes(fields)).isEqualTo(packet.raw());
        assertThat(fields).isSortedAccordingTo((a, b) -> a.section().compareTo(b.section()))
                .allSatisfy(field -> assertThat(field.bytes().size()).isPositive());
    }

    @Test
    @DisplayName("is known of every type of MQTT 3.1.1")
    void everyType() {
        Set<PacketType> known = packets().map(Packet::type).collect(Collectors.toSet());
        assertThat(known).isEqualTo(EnumSet.complementOf(EnumSet.of(PacketType.AUTH)));
    }

    @Test
    @DisplayName("of a CONNECT reads as in the standard")
    void connect() {
        Packet connect = Packets.connect("sensor").keepAlive(3600).will(new Will("gone", Payload.of("bye"), 1, false)).packet();
        assertThat(text(connect)).isEqualTo("""
                FIXED_HEADER packet type 10: 1 CONNECT, 0000
                FIXED_HEADER remaining length 1d: 29
                VARIABLE_HEADER string length 0004: 4
                VARIABLE_HEADER protocol name 4d515454: MQTT
                VARIABLE_HEADER protocol level 04: 4
                VARIABLE_HEADER connect flags 0e: 00001110 Will QoS 1, Will, Clean Session
                VARIABLE_HEADER keep alive 0e10: 3600 s
                PAYLOAD string length 0006: 6
                PAYLOAD client identifier 73656e736f72: sensor
                PAYLOAD string length 0004: 4
                PAYLOAD will topic 676f6e65: gone
                PAYLOAD string length 0003: 3
                PAYLOAD will message 627965: "bye"
                """);
    }

    @Test
    @DisplayName("of a PUBLISH has the flags in words, and the packet identifier before the payload")
    void publish() {
        assertThat(text(Packets.publish("a/b").qos(1, 258).retain().payload("21.5").packet())).isEqualTo("""
                FIXED_HEADER packet type 33: 3 PUBLISH, DUP 0, QoS 1, RETAIN 1
                FIXED_HEADER remaining length 0b: 11
                VARIABLE_HEADER string length 0003: 3
                VARIABLE_HEADER topic name 612f62: a/b
                VARIABLE_HEADER packet identifier 0102: 258
                PAYLOAD application message 32312e35: "21.5"
                """);
    }

    /** A remaining length of two bytes where one would do; a SUBACK with a reserved bit; a topic that is not UTF-8. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"308600000174323122", "4082000007", "300400028174"})
    @DisplayName("is not given of a packet whose bytes it does not explain")
    void unexplained(String hex) {
        byte[] raw = HexFormat.of().parseHex(hex);
        assertThatThrownBy(() -> Anatomy.of(Packet.of(raw))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    @DisplayName("is not given of a packet of MQTT 5, which has fields that it does not know")
    void version5() {
        Conversation talk = new Conversation();
        talk.decode(Direction.FROM_CLIENT, HexFormat.of().parseHex("100e00044d515454050200000000" + "0161"));
        Packet connect = (Packet) talk.decode(Direction.FROM_CLIENT, HexFormat.of().parseHex("100e00044d5154540502000000000161"));
        assertThatThrownBy(() -> Anatomy.of(connect)).hasMessageContaining("the fields of CONNECT a, protocol level 5");
    }

    @Test
    @DisplayName("has a fixed header of at least two bytes, and of at most five")
    void fixedHeader() {
        assertThat(packets().map(Anatomy::of).map(fields -> Anatomy.bytes(fields.stream()
                .filter(field -> field.section() == Section.FIXED_HEADER).toList()).length))
                .allMatch(length -> length >= 2 && length <= 5)
                .contains(2, 3, 4);
    }

    private static String text(Packet packet) {
        return Anatomy.of(packet).stream()
                .map(field -> "%s %s %s: %s\n".formatted(field.section(), field.name(), field.bytes().hex(), field.value()))
                .collect(Collectors.joining());
    }
}
