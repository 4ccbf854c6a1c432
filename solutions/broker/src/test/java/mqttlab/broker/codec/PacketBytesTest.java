package mqttlab.broker.codec;

import static mqttlab.broker.codec.QoS.AT_LEAST_ONCE;
import static mqttlab.broker.codec.QoS.AT_MOST_ONCE;
import static mqttlab.broker.codec.QoS.EXACTLY_ONCE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Packet.Disconnect;
import mqttlab.broker.codec.Packet.Login;
import mqttlab.broker.codec.Packet.PingReq;
import mqttlab.broker.codec.Packet.PingResp;
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
import mqttlab.broker.codec.Packet.Will;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The bytes of a packet are those of chapter 3 of the standard:")
class PacketBytesTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("packets")
    @DisplayName("written")
    void written(String what, String hex, Packet packet) {
        assertThat(Encoder.encode(packet)).asHexString().isEqualTo(hex.replace(" ", "").toUpperCase());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("packets")
    @DisplayName("read")
    void read(String what, String hex, Packet packet) throws Exception {
        assertThat(Hex.decode(hex)).isEqualTo(packet);
    }

    static Stream<Arguments> packets() {
        return Stream.of(
                arguments("CONNECT, clean session, keep alive 60 s", "10 0f 0004 4d515454 04 02 003c 0003 616e61",
                        new Connect("ana", true, 60, Optional.empty(), Optional.empty())),
                arguments("CONNECT, persistent session, no client identifier", "10 0c 0004 4d515454 04 00 ffff 0000",
                        new Connect("", false, 65_535, Optional.empty(), Optional.empty())),
                arguments("CONNECT with the flags of figure 3.6: user name, password, will with QoS 1, clean session",
                        "10 1a 0004 4d515454 04 ce 000a 0001 63 0001 77 0002 00ff 0001 75 0001 80",
                        new Connect("c", true, 10, will(new Payload(Hex.bytes("00ff")), AT_LEAST_ONCE, false),
                                Optional.of(new Login("u", Optional.of(new Payload(Hex.bytes("80"))))))),
                arguments("CONNECT with a retained will with QoS 2, and an empty message",
                        "10 12 0004 4d515454 04 34 0000 0001 63 0001 77 0000",
                        new Connect("c", false, 0, will(Payload.EMPTY, EXACTLY_ONCE, true), Optional.empty())),
                arguments("CONNECT with a will with QoS 0", "10 13 0004 4d515454 04 06 0000 0001 63 0001 77 0001 21",
                        new Connect("c", true, 0, will(Payload.of("!"), AT_MOST_ONCE, false), Optional.empty())),
                arguments("CONNECT with a user name and no password", "10 11 0004 4d515454 04 82 0001 0001 63 0002 c3b1",
                        new Connect("c", true, 1, Optional.empty(), Optional.of(new Login("ñ", Optional.empty())))),
                arguments("CONNECT with an empty user name and an empty password",
                        "10 11 0004 4d515454 04 c2 0000 0001 63 0000 0000",
                        new Connect("c", true, 0, Optional.empty(),
                                Optional.of(new Login("", Optional.of(Payload.EMPTY))))),

                arguments("CONNACK 0", "20 02 00 00", new ConnAck(false, ConnectReturn.ACCEPTED)),
                arguments("CONNACK 0, session present", "20 02 01 00", new ConnAck(true, ConnectReturn.ACCEPTED)),
                arguments("CONNACK 1", "20 02 00 01", new ConnAck(false, ConnectReturn.UNACCEPTABLE_PROTOCOL_VERSION)),
                arguments("CONNACK 2", "20 02 00 02", new ConnAck(false, ConnectReturn.IDENTIFIER_REJECTED)),
                arguments("CONNACK 3", "20 02 00 03", new ConnAck(false, ConnectReturn.SERVER_UNAVAILABLE)),
                arguments("CONNACK 4", "20 02 00 04", new ConnAck(false, ConnectReturn.BAD_USER_NAME_OR_PASSWORD)),
                arguments("CONNACK 5", "20 02 00 05", new ConnAck(false, ConnectReturn.NOT_AUTHORIZED)),

                arguments("PUBLISH with QoS 0", "30 07 0003 612f62 6869",
                        new Publish("a/b", Payload.of("hi"), AT_MOST_ONCE, false, false, 0)),
                arguments("PUBLISH with QoS 0, retain", "31 05 0003 612f62",
                        new Publish("a/b", Payload.EMPTY, AT_MOST_ONCE, true, false, 0)),
                arguments("PUBLISH with QoS 1, as in figure 3.11", "32 07 0003 612f62 000a",
                        new Publish("a/b", Payload.EMPTY, AT_LEAST_ONCE, false, false, 10)),
                arguments("PUBLISH with QoS 1, DUP", "3a 06 0001 74 0100 00",
                        new Publish("t", new Payload(Hex.bytes("00")), AT_LEAST_ONCE, false, true, 256)),
                arguments("PUBLISH with QoS 2", "34 05 0001 74 0001",
                        new Publish("t", Payload.EMPTY, EXACTLY_ONCE, false, false, 1)),
                arguments("PUBLISH with QoS 2, DUP, retain", "3d 06 0001 74 ffff ff",
                        new Publish("t", new Payload(Hex.bytes("ff")), EXACTLY_ONCE, true, true, 65_535)),
                arguments("PUBLISH on the topic of figure 1.2: an A, and U+2A6D4", "30 07 0005 41f0aa9b94",
                        new Publish("A\uD869\uDED4", Payload.EMPTY, AT_MOST_ONCE, false, false, 0)),
                arguments("PUBLISH on a topic that begins with U+FEFF, which stays [MQTT-1.5.3-3]", "30 06 0004 efbbbf61",
                        new Publish("\uFEFFa", Payload.EMPTY, AT_MOST_ONCE, false, false, 0)),

                arguments("PUBACK", "40 02 0007", new PubAck(7)),
                arguments("PUBREC", "50 02 0102", new PubRec(258)),
                arguments("PUBREL, with its reserved flags", "62 02 ffff", new PubRel(65_535)),
                arguments("PUBCOMP", "70 02 8000", new PubComp(32_768)),

                arguments("SUBSCRIBE, as in figure 3.23", "82 0e 000a 0003 612f62 01 0003 632f64 02",
                        new Subscribe(10, List.of(new Subscription("a/b", AT_LEAST_ONCE),
                                new Subscription("c/d", EXACTLY_ONCE)))),
                arguments("SUBSCRIBE with QoS 0", "82 06 0001 0001 23 00",
                        new Subscribe(1, List.of(new Subscription("#", AT_MOST_ONCE)))),
                arguments("SUBACK, as in figure 3.26", "90 05 000a 00 02 80",
                        new SubAck(10, List.of(Optional.of(AT_MOST_ONCE), Optional.of(EXACTLY_ONCE), Optional.empty()))),
                arguments("UNSUBSCRIBE, as in figure 3.30", "a2 0c 000a 0003 612f62 0003 632f64",
                        new Unsubscribe(10, List.of("a/b", "c/d"))),
                arguments("UNSUBACK", "b0 02 000a", new UnsubAck(10)),

                arguments("PINGREQ", "c0 00", new PingReq()),
                arguments("PINGRESP", "d0 00", new PingResp()),
                arguments("DISCONNECT", "e0 00", new Disconnect()));
    }

    private static Optional<Will> will(Payload message, QoS qos, boolean retain) {
        return Optional.of(new Will("w", message, qos, retain));
    }
}
