package mqttlab.broker.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Packet.PubComp;
import mqttlab.broker.codec.Packet.PubRec;
import mqttlab.broker.codec.Packet.PubRel;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Packet.SubAck;
import mqttlab.broker.codec.Packet.Subscribe;
import mqttlab.broker.codec.Packet.Subscription;
import mqttlab.broker.codec.Packet.UnsubAck;
import mqttlab.broker.codec.Packet.Unsubscribe;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Bytes that are not exactly a packet are refused, and the message says why:")
class RefusedBytesTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            type 0                                     | 00 00                                | section 2.2.1
            type 15                                    | f0 00                                | section 2.2.1
            PUBACK that announces no fields            | 40 00                                | a field of 1 bytes begins 0 bytes
            PUBACK with one byte                       | 40 01 00                             | a field of 1 bytes begins 0 bytes
            PUBACK that is too long                    | 40 03 0001 00                        | longer than its fields
            PINGREQ with a body                        | c0 01 00                             | longer than its fields
            DISCONNECT with a body                     | e0 01 00                             | longer than its fields
            UNSUBACK that is too long                  | b0 03 0001 00                        | longer than its fields
            PUBACK with packet identifier 0            | 40 02 0000                           | [MQTT-2.3.1-1]
            PUBREC with packet identifier 0            | 50 02 0000                           | [MQTT-2.3.1-1]
            PUBREL with packet identifier 0            | 62 02 0000                           | [MQTT-2.3.1-1]
            PUBCOMP with packet identifier 0           | 70 02 0000                           | [MQTT-2.3.1-1]
            SUBSCRIBE with packet identifier 0         | 82 06 0000 0001 61 00                | [MQTT-2.3.1-1]
            SUBACK with packet identifier 0            | 90 03 0000 00                        | [MQTT-2.3.1-1]
            UNSUBSCRIBE with packet identifier 0       | a2 05 0000 0001 61                   | [MQTT-2.3.1-1]
            UNSUBACK with packet identifier 0          | b0 02 0000                           | [MQTT-2.3.1-1]
            PUBLISH with QoS 1, packet identifier 0    | 32 05 0001 61 0000                   | [MQTT-2.3.1-1]
            PUBLISH with QoS 2, packet identifier 0    | 34 05 0001 61 0000                   | [MQTT-2.3.1-1]
            PUBLISH with QoS 1 that ends in its id     | 32 04 0001 61 00                     | a field of 1 bytes begins 0 bytes
            PUBLISH with QoS 3                         | 36 05 0001 61 0001                   | [MQTT-3.3.1-4]
            PUBLISH with QoS 0 and DUP                 | 38 03 0001 61                        | [MQTT-3.3.1-2]
            PUBLISH whose topic overruns               | 30 04 0003 6162                      | a field of 3 bytes begins 2 bytes
            PUBLISH without a topic                    | 30 00                                | a field of 1 bytes begins 0 bytes
            SUBSCRIBE without a filter                 | 82 02 0001                           | [MQTT-3.8.3-3]
            SUBSCRIBE without a QoS                    | 82 05 0001 0001 61                   | a field of 1 bytes begins 0 bytes
            SUBSCRIBE with QoS 3                       | 82 06 0001 0001 61 03                | [MQTT-3.8.3-4]
            SUBSCRIBE with a reserved bit              | 82 06 0001 0001 61 04                | [MQTT-3.8.3-4]
            SUBSCRIBE with the highest reserved bit    | 82 06 0001 0001 61 81                | [MQTT-3.8.3-4]
            SUBSCRIBE whose second filter overruns     | 82 09 0001 0001 61 00 0002 62        | a field of 2 bytes begins 1 bytes
            SUBACK with code 3                         | 90 03 0001 03                        | [MQTT-3.9.3-2]
            SUBACK with code 129                       | 90 03 0001 81                        | [MQTT-3.9.3-2]
            SUBACK without a code                      | 90 02 0001                           | [MQTT-3.8.4-5]
            UNSUBSCRIBE without a filter               | a2 02 0001                           | [MQTT-3.10.3-2]
            UNSUBSCRIBE whose filter overruns          | a2 05 0001 0002 61                   | a field of 2 bytes begins 1 bytes
            CONNACK with a reserved flag               | 20 02 02 00                          | the first seven bits
            CONNACK with code 6                        | 20 02 00 06                          | one of 0 to 5
            CONNACK that refuses a session present     | 20 02 01 05                          | [MQTT-3.2.2-4]
            CONNACK that is too long                   | 20 03 00 00 00                       | longer than its fields
            """)
    @DisplayName("after the CONNECT")
    void refused(String what, String hex, String reason) {
        assertRefused(hex, reason);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            another protocol                     | 10 0d 0004 4d515455 04 02 003c 0001 63           | [MQTT-3.1.2-1]
            the name of MQTT 3.1                 | 10 0f 0006 4d5149736470 03 02 003c 0001 63       | [MQTT-3.1.2-1]
            a name in small letters              | 10 0d 0004 6d717474 04 02 003c 0001 63           | [MQTT-3.1.2-1]
            the reserved flag                    | 10 0d 0004 4d515454 04 03 003c 0001 63           | [MQTT-3.1.2-3]
            a QoS of a will, and no will         | 10 0d 0004 4d515454 04 0a 003c 0001 63           | [MQTT-3.1.2-13]
            the other QoS of a will, and no will | 10 0d 0004 4d515454 04 12 003c 0001 63           | [MQTT-3.1.2-13]
            RETAIN of a will, and no will        | 10 0d 0004 4d515454 04 22 003c 0001 63           | [MQTT-3.1.2-15]
            a will with QoS 3                    | 10 12 0004 4d515454 04 1e 003c 0001 63 0001 77 0000 | [MQTT-3.1.2-14]
            a password without a user name       | 10 10 0004 4d515454 04 42 003c 0001 63 0001 70   | [MQTT-3.1.2-22]
            a user name that is not there        | 10 0d 0004 4d515454 04 82 003c 0001 63           | begins 0 bytes
            a will's message that is not there   | 10 10 0004 4d515454 04 06 003c 0001 63 0001 77   | begins 0 bytes
            a password that overruns             | 10 13 0004 4d515454 04 c2 003c 0001 63 0001 75 0002 70 | begins 1 bytes
            a user name without its flag         | 10 10 0004 4d515454 04 02 003c 0001 63 0001 75   | longer than its fields
            no client identifier, not even empty | 10 0a 0004 4d515454 04 02 003c                   | begins 0 bytes
            no fields                            | 10 00                                            | begins 0 bytes
            """)
    @DisplayName("a CONNECT with")
    void connect(String what, String hex, String reason) {
        assertRefused(hex, reason);
    }

    @ParameterizedTest(name = "level {0}")
    @ValueSource(ints = {0, 3, 5, 0x84, 255})
    @DisplayName("a CONNECT of another version, which is told apart so that it can be answered")
    void version(int level) {
        assertThatThrownBy(() -> Hex.decode("10 0d 0004 4d515454 %02x 02 003c 0001 63".formatted(level)))
                .isInstanceOf(UnsupportedVersion.class)
                .hasMessage("[MQTT-3.1.2-2] the protocol level must be 4, and was %d", level);
    }

    @ParameterizedTest(name = "type {0} with flags {1}")
    @CsvSource({"1, 1, CONNECT", "1, 8, CONNECT", "2, 1, CONNACK", "4, 2, PUBACK", "5, 2, PUBREC", "6, 0, PUBREL", "6, 3, PUBREL",
        "6, 10, PUBREL", "7, 2, PUBCOMP", "8, 0, SUBSCRIBE", "8, 1, SUBSCRIBE", "8, 3, SUBSCRIBE", "9, 2, SUBACK",
        "10, 0, UNSUBSCRIBE", "10, 6, UNSUBSCRIBE", "11, 2, UNSUBACK", "12, 1, PINGREQ", "13, 8, PINGRESP", "14, 15, DISCONNECT"})
    @DisplayName("reserved flags")
    void flags(int type, int flags, String name) {
        int right = Set.of(6, 8, 10).contains(type) ? 2 : 0;
        assertRefused("%x%x 02 0001".formatted(type, flags), "[MQTT-2.2.2-2] the flags of a %s must be %d, and were %d"
                .formatted(name, right, flags));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            U+0000 alone                       | 00       | [MQTT-1.5.3-2]
            U+0000 between letters             | 610062   | [MQTT-1.5.3-2]
            U+0000 behind a longer character   | c3b100   | [MQTT-1.5.3-2]
            U+0000 in two bytes                | c080     | [MQTT-1.5.3-1]
            a slash in two bytes               | c0af     | [MQTT-1.5.3-1]
            the surrogate U+D800               | eda080   | [MQTT-1.5.3-1]
            the surrogate U+DFFF               | edbfbf   | [MQTT-1.5.3-1]
            a pair of surrogates               | eda081edb080 | [MQTT-1.5.3-1]
            a byte that follows nothing        | 80       | [MQTT-1.5.3-1]
            a character that is cut off        | 61e282   | [MQTT-1.5.3-1]
            a byte that UTF-8 does not have    | ff       | [MQTT-1.5.3-1]
            a character beyond U+10FFFF        | f4908080 | [MQTT-1.5.3-1]
            """)
    @DisplayName("a string that holds")
    void string(String what, String hex, String reason) {
        int size = hex.length() / 2;
        assertRefused("30 %02x %04x %s".formatted(2 + size, size, hex), reason);
        assertRefused("a2 %02x 0001 %04x %s".formatted(4 + size, size, hex), reason);
        assertRefused("10 %02x 0004 4d515454 04 02 003c %04x %s".formatted(12 + size, size, hex), reason);
    }

    @Test
    @DisplayName("a field does not reach into the next packet")
    void nextPacket() {
        assertRefused("30 03 0002 61 c0 00", "a field of 2 bytes begins 1 bytes before the end of its packet");
    }

    @Test
    @DisplayName("and no such packet can be made")
    void made() {
        assertThatThrownBy(() -> new Publish("t", Payload.EMPTY, QoS.AT_MOST_ONCE, false, false, 1))
                .isInstanceOf(MalformedPacket.class).hasMessageContaining("[MQTT-2.3.1-5]");
        assertThatThrownBy(() -> new Publish("t", Payload.EMPTY, QoS.EXACTLY_ONCE, false, false, 0))
                .isInstanceOf(MalformedPacket.class).hasMessageContaining("[MQTT-2.3.1-1]");
        assertThatThrownBy(() -> new Publish("t", Payload.EMPTY, QoS.AT_MOST_ONCE, false, true, 0))
                .isInstanceOf(MalformedPacket.class).hasMessageContaining("[MQTT-3.3.1-2]");
        assertThatThrownBy(() -> new Subscribe(1, List.of())).hasMessageContaining("[MQTT-3.8.3-3]");
        assertThatThrownBy(() -> new Unsubscribe(1, List.of())).hasMessageContaining("[MQTT-3.10.3-2]");
        assertThatThrownBy(() -> new SubAck(1, List.of())).hasMessageContaining("[MQTT-3.8.4-5]");
        assertThatThrownBy(() -> new ConnAck(true, ConnectReturn.NOT_AUTHORIZED)).hasMessageContaining("[MQTT-3.2.2-4]");
        Publish tooLong = new Publish("t".repeat(65_536), Payload.EMPTY, QoS.AT_MOST_ONCE, false, false, 0);
        assertThatThrownBy(() -> Encoder.encode(tooLong))
                .isInstanceOf(MalformedPacket.class).hasMessageContaining("a field of 65536 bytes does not fit");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {-1, 0, 65_536})
    @DisplayName("nor one with a packet identifier that is not one")
    void identifier(int id) {
        List<IntFunction<Packet>> packets = List.of(PubAck::new, PubRec::new, PubRel::new, PubComp::new, UnsubAck::new,
                each -> new Publish("t", Payload.EMPTY, QoS.AT_LEAST_ONCE, false, false, each),
                each -> new Subscribe(each, List.of(new Subscription("t", QoS.AT_MOST_ONCE))),
                each -> new SubAck(each, List.of(Optional.empty())),
                each -> new Unsubscribe(each, List.of("t")));
        assertThat(packets).allSatisfy(packet -> assertThatThrownBy(() -> packet.apply(id)).isInstanceOf(MalformedPacket.class)
                .hasMessage("[MQTT-2.3.1-1] a packet identifier must be from 1 to 65535, and was %d", id));
    }

    private static void assertRefused(String hex, String reason) {
        assertThatThrownBy(() -> Hex.decode(hex)).isInstanceOf(MalformedPacket.class).hasMessageContaining(reason);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"SUBSCRIBE, 82, 00016100", "UNSUBSCRIBE, a2, 000161", "SUBACK, 90, 00"})
    @DisplayName("more filters than anybody needs, of which a packet could have millions, in")
    void filters(String packet, String firstByte, String filter) throws IOException {
        assertThat(decoded(firstByte, filter, 10_000)).hasNoNullFieldsOrProperties();
        assertThatThrownBy(() -> decoded(firstByte, filter, 10_001)).isInstanceOf(MalformedPacket.class)
                .hasMessage("a packet has more than 10000 filters");
    }

    private static Packet decoded(String firstByte, String filter, int count) throws IOException {
        byte[] body = Hex.bytes("0001" + filter.repeat(count));
        Bytes packet = new Bytes(0).raw(Hex.bytes(firstByte));
        packet.u8(body.length & 0x7f | 0x80).u8(body.length >> 7 & 0x7f | 0x80).u8(body.length >> 14).raw(body);
        return Hex.stream(packet.toArray()).next();
    }
}
