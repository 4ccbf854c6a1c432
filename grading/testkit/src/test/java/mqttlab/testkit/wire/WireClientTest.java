package mqttlab.testkit.wire;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PINGRESP;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBCOMP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.PUBREC;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.Patience;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.Will;
import mqttlab.testkit.tap.ConnectionClosed;
import mqttlab.testkit.tap.Events;
import mqttlab.testkit.tap.Tap;
import mqttlab.testkit.tap.TinyBroker;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TraceFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A wire client")
@Timeout(30)
class WireClientTest {

    private final TinyBroker broker = new TinyBroker();

    @AfterEach
    void close() throws IOException {
        broker.close();
        System.clearProperty(Patience.PROPERTY);
    }

    private WireClient ana() {
        return WireClient.connect(broker.address(), "ana");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("can end what it sends, and still hears the broker")
    void endOfSending() {
        try (WireClient ana = WireClient.open(broker.address())) {
            ana.send(Packets.connect("ana").packet(), Packets.pingreq());
            ana.endSending();
            ana.expect(CONNACK);
            ana.expect(PINGRESP);
            ana.expectClosed();
        }
    }

    @Test
    @DisplayName("sends a packet in parts, as far apart as it likes; it is in the trace when it is complete, before its answer")
    void parts() {
        byte[] connect = Packets.connect("eva").packet().raw();
        try (WireClient eva = WireClient.open(broker.address()).withoutAcknowledging()) {
            eva.sendPart(connect, 0, 2);
            eva.sendPart(connect, 2, 12);
            ana().close();
            assertThat(eva.trace().events()).hasSize(1);

            eva.sendPart(connect, 12, connect.length);
            eva.expect(CONNACK);
            assertThat(eva.trace().first(fromClient(PacketType.CONNECT))).get()
                    .matches(event -> event.isBefore(eva.trace().await(fromBroker(CONNACK))));
        }
    }

    @Test
    @DisplayName("connects, subscribes, publishes with every QoS, unsubscribes, and says goodbye")
    void wholeExchanges() {
        try (WireClient ana = ana()) {
            assertThat(ana.subscribe("news/#", 1)).isEqualTo(1);
            ana.publish("t", 0, bytes("zero"));
            ana.publish("t", 1, bytes("one"));
            ana.publishRetained("t", 2, bytes("two"));
            ana.unsubscribe("news/#");
            ana.ping();
        }
        assertThat(broker.seen().await(fromClient(PacketType.DISCONNECT)).client()).isEqualTo("ana");
        assertThat(broker.seen().all(Events.anythingFromClient())).extracting(p -> p.packet().toString()).containsExactly(
                "CONNECT ana, clean session, keep alive 0 s", "SUBSCRIBE id 1 news/# QoS 1", "PUBLISH QoS 0 t \"zero\"",
                "PUBLISH QoS 1 id 3 t \"one\"", "PUBLISH QoS 2 id 4 retain t \"two\"", "PUBREL id 4",
                "UNSUBSCRIBE id 5 news/#", "PINGREQ", "DISCONNECT");
    }

    @Test
    @DisplayName("acknowledges what it expects, as the QoS wants")
    void acknowledges() throws IOException {
        try (WireClient ana = ana()) {
            broker.send(Packets.publish("t").payload("0").packet(), Packets.publish("t").qos(1, 7).payload("1").packet(),
                    Packets.publish("t").qos(2, 8).payload("2").packet(), Packets.pubrel(8), Packets.pingresp());
            for (String payload : new String[] {"0", "1", "2"}) {
                assertThat(ana.expect(PUBLISH).payload()).isEqualTo(Payload.of(payload));
            }
            ana.expect(PINGRESP);
        }
        broker.seen().await(fromClient(PUBACK).withId(7));
        broker.seen().inOrder(broker.seen().await(fromClient(PUBREC).withId(8)),
                broker.seen().await(fromClient(PUBCOMP).withId(8)));
    }

    @Test
    @DisplayName("acknowledges nothing when it was told not to")
    void doesNotAcknowledge() throws IOException {
        try (WireClient ana = ana().withoutAcknowledging()) {
            broker.send(Packets.publish("t").qos(1, 7).packet());
            ana.expect(PUBLISH, 7);
        }
        broker.seen().await(Events.closed());
        broker.seen().none(fromClient(PUBACK));
    }

    @Test
    @DisplayName("keeps what arrives between a packet and its answer for later")
    void keepsForLater() throws IOException {
        try (WireClient ana = ana()) {
            broker.send(Packets.publish("t").payload("early").packet());
            ana.publish("t", 1, bytes("x"));
            assertThat(ana.expect(PUBLISH).payload()).isEqualTo(Payload.of("early"));
        }
    }

    @Test
    @DisplayName("says what came instead of what was expected, and marks it")
    void somethingElse() throws IOException {
        try (WireClient ana = ana()) {
            broker.send(Packets.puback(11), Packets.puback(10));
            TraceFailure failure = catchThrowableOfType(TraceFailure.class, () -> ana.expect(PUBACK, 10));

            assertThat(failure).hasMessage("expected: PUBACK id 10 as the next packet%nbut: PUBACK id 11 came".formatted());
            assertThat(failure.concerned()).containsExactly(ana.trace().one(fromBroker(PUBACK).withId(11)));
        }
    }

    @Test
    @DisplayName("shows that nothing came before a sentinel")
    void sentinel() throws IOException {
        try (WireClient ana = ana()) {
            broker.send(Packets.publish("t").payload("stop 1").packet(), Packets.publish("t").payload("extra").packet(),
                    Packets.publish("t").payload("stop 2").packet());
            ana.expectNothingBefore("stop 1");
            assertThatThrownBy(() -> ana.expectNothingBefore("stop 2")).isInstanceOf(TraceFailure.class).hasMessage(
                    "expected: only the sentinel \"stop 2\" as the next packet%nbut: PUBLISH QoS 0 t \"extra\" came"
                            .formatted());
        }
    }

    @Test
    @DisplayName("says when nothing comes within its patience")
    void silence() {
        try (WireClient ana = ana()) {
            System.setProperty(Patience.PROPERTY, "0.02");
            assertThatThrownBy(() -> ana.expect(SUBACK)).isInstanceOf(TraceFailure.class)
                    .hasMessage("expected: SUBACK%nbut: it did not come within 0.1 s".formatted());
            assertThatThrownBy(ana::expectClosed).isInstanceOf(TraceFailure.class).hasMessage(
                    "expected: the broker to close the connection%nbut: it did not come within 0.1 s".formatted());
        }
    }

    @Test
    @DisplayName("gives up, and resets the connection, when the broker does not read what it is sent")
    @Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
    void deafBroker() throws IOException {
        System.setProperty(Patience.PROPERTY, "0.02");
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
             WireClient ana = WireClient.open(new InetSocketAddress(deaf.getInetAddress(), deaf.getLocalPort()))) {
            assertThatThrownBy(() -> ana.publish("t", 0, new byte[16_000_000])).isInstanceOf(TraceFailure.class).hasMessage(
                    "expected: the broker reads what it is sent%nbut: for 0.3 s it took no more of 16000008 bytes".formatted());
            assertThat(ana.trace().one(Events.closed())).returns(ConnectionClosed.How.RESET, ConnectionClosed::how);
        }
    }

    @Test
    @DisplayName("expects the broker to close, and says when it closes too early")
    void closing() throws IOException {
        try (WireClient ana = ana()) {
            broker.finish();
            ana.expectClosed();
            ana.expectClosed();
            assertThatThrownBy(() -> ana.publish("t", 1, bytes("x"))).isInstanceOf(TraceFailure.class)
                    .hasMessage("expected: PUBACK id 1%nbut: the broker closed the connection".formatted());
        }
    }

    @Test
    @DisplayName("takes a packet that is cut off for the end of the connection, where a broker may end it at any time")
    void cutOff() throws IOException {
        byte[] pingrespAndPartOfAPublish = {(byte) 0xd0, 0, 0x30, 9, 0, 1, 't'};
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                WireClient ana = WireClient.open(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()))) {
            try (Socket accepted = server.accept()) {
                accepted.getOutputStream().write(pingrespAndPartOfAPublish);
            }
            assertThat(ana.nextUnlessCutOff("a PINGRESP", packet -> packet.type() == PINGRESP)).isPresent();
            assertThat(ana.nextUnlessCutOff("a PINGRESP", packet -> packet.type() == PINGRESP)).isEmpty();
        }
    }

    @ParameterizedTest(name = "split before byte {0}")
    @ValueSource(ints = {1, 2, 5, 13, 14})
    @DisplayName("sends a packet in two parts")
    void split(int at) {
        Packet connect = Packets.connect("ana").keepAlive(60).packet();
        try (WireClient client = WireClient.open(broker.address())) {
            client.sendSplit(connect.raw(), at);
            client.expect(CONNACK);
        }
    }

    @Test
    @DisplayName("sends bytes given in hexadecimal, well-formed or not, and records them as what they are")
    void hex() {
        try (WireClient client = WireClient.open(broker.address())) {
            client.sendHex("10 0f 0004 4d515454 04 02 003c 0003 616e61");
            client.expect(CONNACK);
            client.sendHex("62 02 0000");
            client.expectClosed();
            assertThat(client.trace().one(Events.malformed()).malformed().reason()).isEqualTo("invalid messageId: 0");
        }
    }

    @Test
    @DisplayName("offers every option of CONNECT, and vanishes without a DISCONNECT when it aborts")
    void abort() {
        Packet connect = Packets.connect("ana").will(new Will("gone", Payload.of("bye"), 1, true)).packet();
        WireClient.connect(broker.address(), connect, new Trace()).abort();

        broker.seen().await(Events.closed());
        broker.seen().none(fromClient(PacketType.DISCONNECT));
        assertThat(broker.seen().one(fromClient(PacketType.CONNECT)).packet().will())
                .contains(new Will("gone", Payload.of("bye"), 1, true));
    }

    @Test
    @DisplayName("shares one history with others")
    void sharedTrace() {
        Trace trace = new Trace();
        try (WireClient ana = WireClient.connect(broker.address(), "ana", trace);
             WireClient luis = WireClient.connect(broker.address(), "luis", trace)) {
            luis.ping();
            assertThat(trace.one(fromBroker(PINGRESP)).client()).isEqualTo("luis");
            assertThat(ana.connection()).isEqualTo(1);
            assertThat(luis.connection()).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("fails when the broker refuses the CONNECT")
    void refused() throws IOException {
        try (Tap deaf = Tap.to(broker::address)) {
            deaf.whenConnecting().refuse();
            assertThatThrownBy(() -> WireClient.connect(deaf.address(), "ana")).isInstanceOf(TraceFailure.class).hasMessage(
                    "expected: CONNACK 0 accepted as the next packet%nbut: the broker closed the connection".formatted());
        }
    }

    @Test
    @DisplayName("tells a broker that is not there from one that answers wrongly")
    void noBroker() throws IOException {
        InetSocketAddress nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = new InetSocketAddress(free.getInetAddress(), free.getLocalPort());
        }
        assertThatThrownBy(() -> WireClient.connect(nobody, "ana")).isInstanceOf(InfrastructureException.class)
                // In between are the system's words.
                .hasMessageStartingWith("cannot connect to the broker at %s: ", nobody).hasMessageEndingWith(". Is it running?");
    }
}
