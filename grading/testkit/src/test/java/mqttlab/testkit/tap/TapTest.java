package mqttlab.testkit.tap;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofMillis;
import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.PINGREQ;
import static mqttlab.testkit.mqtt.PacketType.PINGRESP;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.mqtt.PacketType.SUBSCRIBE;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.closedBy;
import static mqttlab.testkit.tap.Events.fault;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;
import static mqttlab.testkit.tap.Events.malformed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.ConnectionClosed.How;
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("A tap")
@Timeout(30)
class TapTest {

    private final TinyBroker broker = new TinyBroker();
    private final Tap tap = Tap.to(broker::address);
    private final Trace trace = tap.trace();

    @AfterEach
    void close() throws Exception {
        tap.close();
        broker.close();
    }

    private WireClient ana() {
        return WireClient.connect(tap.address(), "ana");
    }

    private static Packet publish(int id, String payload) {
        return Packets.publish("t").qos(1, id).payload(payload).packet();
    }

    @Nested
    @DisplayName("hands on and records")
    class Records {

        @Test
        @DisplayName("packets glued in one segment, in order and byte for byte")
        void glued() {
            try (WireClient ana = ana()) {
                ana.send(publish(1, "a"), publish(2, "b"), Packets.pingreq());
                ana.expect(PUBACK, 1);
                ana.expect(PUBACK, 2);
                ana.expect(PINGRESP);
            }
            assertThat(trace.all(fromClient(PUBLISH))).extracting(p -> p.packet().payload().text().orElseThrow())
                    .containsExactly("a", "b");
            assertThat(broker.seen().await(2, fromClient(PUBLISH))).extracting(p -> p.packet().raw())
                    .containsExactly(publish(1, "a").raw(), publish(2, "b").raw());
        }

        @Test
        @DisplayName("a packet that comes byte by byte")
        void byteByByte() {
            try (WireClient ana = ana()) {
                ana.sendOneByteAtATime(publish(7, "slowly").raw());
                ana.expect(PUBACK, 7);
            }
            assertThat(trace.one(fromClient(PUBLISH)).client()).isEqualTo("ana");
        }

        @Test
        @DisplayName("a packet before its receiver has it")
        void beforeTheReceiver() {
            try (WireClient ana = ana()) {
                ana.publish("t", 1, "x".getBytes(StandardCharsets.UTF_8));
                trace.inOrder(trace.one(fromClient(CONNECT)), trace.one(fromBroker(CONNACK)),
                        trace.one(fromClient(PUBLISH)), trace.one(fromBroker(PUBACK)));
            }
        }

        @Test
        @DisplayName("bytes that are not MQTT, as they are")
        void notMqtt() {
            byte[] http = "\0 is not MQTT".getBytes(StandardCharsets.UTF_8);
            try (WireClient client = WireClient.open(tap.address())) {
                client.send(http);
                assertThat(trace.await(malformed()).malformed().reason()).isEqualTo("packet type 0 is reserved");
            }
            broker.seen().await(closed());
            var bytes = new java.io.ByteArrayOutputStream();
            broker.seen().all(malformed()).forEach(b -> bytes.writeBytes(b.malformed().raw()));
            assertThat(bytes.toByteArray()).isEqualTo(http);
        }

        @Test
        @DisplayName("two clients under their own connection numbers and identifiers")
        void twoClients() {
            try (WireClient ana = ana(); WireClient luis = WireClient.connect(tap.address(), "luis")) {
                luis.ping();
                ana.ping();
            }
            assertThat(trace.await(2, fromClient(PINGREQ))).extracting(TracedPacket::client).containsExactly("luis", "ana");
            assertThat(trace.one(fromClient(CONNECT).byClient("ana")).connection()).isEqualTo(1);
            assertThat(trace.one(fromClient(CONNECT).byClient("luis")).connection()).isEqualTo(2);
        }

        @Test
        @DisplayName("and asks for the broker's address anew at each connection")
        void movedBroker() throws Exception {
            AtomicReference<TinyBroker> current = new AtomicReference<>(broker);
            try (Tap moving = Tap.to(() -> current.get().address()); TinyBroker second = new TinyBroker()) {
                WireClient.connect(moving.address(), "ana").close();
                current.set(second);
                WireClient.connect(moving.address(), "ana").close();
                second.seen().await(fromClient(CONNECT));
            }
        }
    }

    @Nested
    @DisplayName("passes on how a connection ends:")
    class Ends {

        @Test
        @DisplayName("the client closes, then the broker")
        void client() {
            ana().close();
            assertThat(trace.await(closed(1))).extracting(ConnectionClosed::by, ConnectionClosed::how)
                    .containsExactly(Party.CLIENT, How.ORDERLY);
            assertThat(trace.await(closedBy(Party.BROKER)).first()).isFalse();
            assertThat(broker.seen().await(closed()).how()).isEqualTo(How.ORDERLY);
        }

        @Test
        @DisplayName("the client resets")
        void clientResets() {
            ana().abort();
            assertThat(trace.await(closed(1))).extracting(ConnectionClosed::by, ConnectionClosed::how)
                    .containsExactly(Party.CLIENT, How.RESET);
            assertThat(broker.seen().await(closed()).how()).isEqualTo(How.RESET);
            trace.none(closedBy(Party.BROKER));
        }

        @Test
        @DisplayName("the broker resets")
        void brokerResets() throws Exception {
            try (WireClient ana = ana()) {
                broker.reset();
                ana.expectClosed();
                assertThat(ana.trace().one(closed()).how()).isEqualTo(How.RESET);
            }
            assertThat(trace.await(closed(1))).extracting(ConnectionClosed::by, ConnectionClosed::how)
                    .containsExactly(Party.BROKER, How.RESET);
        }

        @Test
        @DisplayName("the broker finishes, and still reads what the client sends")
        void halfClose() throws Exception {
            try (WireClient ana = ana()) {
                broker.finish();
                ana.expectClosed();
                ana.send(publish(3, "late"));
                broker.seen().await(fromClient(PUBLISH).withId(3));
            }
            assertThat(trace.one(closed(1)).by()).isEqualTo(Party.BROKER);
        }

        @Test
        @DisplayName("there is no broker")
        void noBroker() throws Exception {
            broker.close();
            try (WireClient client = WireClient.open(tap.address())) {
                client.expectClosed();
            }
            assertThat(trace.await(closed())).extracting(ConnectionClosed::by, ConnectionClosed::how)
                    .containsExactly(Party.BROKER, How.UNREACHABLE);
        }
    }

    @Nested
    @DisplayName("disturbs packets:")
    class Packetwise {

        @Test
        @DisplayName("drops from the client only as many as it was told, and records them as sent")
        void dropFromClient() {
            tap.when(fromClient(PUBLISH)).times(2).drop();
            try (WireClient ana = ana()) {
                ana.send(publish(1, "a"), publish(2, "b"), publish(3, "c"));
                ana.expect(PUBACK, 3);
            }
            assertThat(trace.all(fromClient(PUBLISH))).hasSize(3);
            assertThat(trace.all(fault(Fault.DROPPED))).hasSize(2);
            assertThat(broker.seen().one(fromClient(PUBLISH)).packet().packetId()).isEqualTo(3);
        }

        @Test
        @DisplayName("drops from the broker; the client never gets it, so it is no packet of the trace")
        void dropFromBroker() {
            tap.when(fromBroker(PUBACK).withId(1)).drop();
            try (WireClient ana = ana()) {
                ana.send(publish(1, "a"), publish(2, "b"));
                ana.expect(PUBACK, 2);
            }
            assertThat(trace.one(fromBroker(PUBACK)).packet().packetId()).isEqualTo(2);
            trace.one(fault(Fault.DROPPED, fromBroker(PUBACK).withId(1)));
        }

        @Test
        @DisplayName("drops until the rule is lifted")
        void lift() {
            Rule rule = tap.when(fromClient(PUBLISH)).drop();
            try (WireClient ana = ana()) {
                ana.send(publish(1, "a"), Packets.pingreq());
                ana.expect(PINGRESP);
                rule.lift();
                ana.send(publish(2, "b"));
                ana.expect(PUBACK, 2);
            }
        }

        @Test
        @DisplayName("duplicates")
        void duplicate() {
            tap.when(fromBroker(PUBACK)).once().duplicate();
            try (WireClient ana = ana()) {
                ana.send(publish(1, "a"), publish(2, "b"));
                ana.expect(PUBACK, 1);
                ana.expect(PUBACK, 1);
                ana.expect(PUBACK, 2);
            }
            assertThat(trace.all(fromBroker(PUBACK))).hasSize(3);
        }

        @Test
        @DisplayName("delays, and what is behind it in the same direction, too")
        void delay() {
            tap.when(fromBroker(PUBACK).withId(1)).delay(ofMillis(200));
            try (WireClient ana = ana()) {
                ana.send(publish(1, "a"), publish(2, "b"));
                ana.expect(PUBACK, 1);
                ana.expect(PUBACK, 2);
            }
            var delayed = trace.one(fault(Fault.DELAYED));
            var first = trace.one(fromBroker(PUBACK).withId(1));
            trace.inOrder(delayed, first, trace.one(fromBroker(PUBACK).withId(2)));
            assertThat(first.at().minus(delayed.at())).isGreaterThanOrEqualTo(ofMillis(200));
        }

        @Test
        @DisplayName("ends a delay when the rule is lifted")
        void liftedDelay() {
            Rule rule = tap.when(fromBroker(PUBACK)).delay(ofDays(1));
            try (WireClient ana = ana()) {
                ana.send(publish(1, "a"));
                trace.await(fault(Fault.DELAYED));
                rule.lift();
                ana.expect(PUBACK, 1);
            }
        }

        @Test
        @DisplayName("holds until released; the other direction goes on, and order is kept")
        void hold() {
            Hold hold = tap.when(fromBroker(PUBACK).withId(1)).hold();
            try (WireClient ana = ana()) {
                ana.send(publish(1, "a"), publish(2, "b"));
                assertThat(hold.await().text()).isEqualTo("tap holds PUBACK id 1 from the broker");
                broker.seen().await(2, fromClient(PUBLISH));
                trace.none(fromBroker(PUBACK));

                Note released = trace.note("released");
                hold.release();
                ana.expect(PUBACK, 1);
                ana.expect(PUBACK, 2);
                trace.inOrder(released, trace.one(fromBroker(PUBACK).withId(1)), trace.one(fromBroker(PUBACK).withId(2)));
            }
        }

        @Test
        @DisplayName("cuts before a packet: the broker never gets it, both sides lose the connection")
        void cutBefore() {
            tap.when(fromClient(SUBSCRIBE)).once().cutBefore();
            try (WireClient ana = ana()) {
                ana.send(Packets.subscribe(1, "a", 0));
                ana.expectClosed();
            }
            broker.seen().await(closed());
            broker.seen().none(fromClient(SUBSCRIBE));
            assertThat(trace.one(closed(1)).by()).isEqualTo(Party.TAP);
            try (WireClient again = ana()) {
                again.subscribe("a", 0);
            }
        }

        @Test
        @DisplayName("cuts after a packet from the broker: the client still gets it")
        void cutAfterFromBroker() {
            tap.when(fromBroker(PUBACK)).once().cutAfter();
            try (WireClient ana = ana()) {
                ana.send(publish(1, "a"), publish(2, "b"));
                ana.expect(PUBACK, 1);
                ana.expectClosed();
            }
            trace.one(fault(Fault.CUT_AFTER));
            trace.one(fromBroker(PUBACK));
        }

        @Test
        @DisplayName("cuts after a packet from the client: the broker still gets it, the client no answer")
        void cutAfterFromClient() {
            tap.when(fromClient(PUBLISH)).once().cutAfter();
            try (WireClient ana = ana()) {
                ana.send(publish(1, "a"));
                ana.expectClosed();
                broker.seen().await(fromClient(PUBLISH).withId(1));
                broker.seen().await(closed());
            }
            trace.none(fromBroker(PUBACK));
            assertThat(trace.one(closed(1)).by()).isEqualTo(Party.TAP);
        }

        @Test
        @DisplayName("cuts one connection, or all, when it is told")
        void cutNow() {
            try (WireClient ana = ana(); WireClient luis = WireClient.connect(tap.address(), "luis")) {
                tap.cut(1);
                ana.expectClosed();
                luis.ping();
                tap.cut();
                luis.expectClosed();
            }
            assertThat(trace.all(fault(Fault.CUT))).extracting(FaultApplied::client).containsExactly("ana", "luis");
            assertThat(trace.all(closed())).extracting(ConnectionClosed::by).containsExactly(Party.TAP, Party.TAP);
        }
    }

    @Nested
    @DisplayName("disturbs connections:")
    class Connectionwise {

        @Test
        @DisplayName("refuses the next two")
        void refuse() {
            tap.whenConnecting().times(2).refuse();
            for (int i = 0; i < 2; i++) {
                try (WireClient client = WireClient.open(tap.address())) {
                    client.expectClosed();
                }
            }
            ana().close();
            assertThat(trace.all(fault(Fault.REFUSED))).hasSize(2);
            broker.seen().await(closed());
            assertThat(broker.seen().all(Events.opened())).hasSize(1);
        }

        @Test
        @DisplayName("is a broker that hangs: reads the CONNECT and never answers")
        void silent() {
            Rule silence = tap.whenConnecting().beSilent();
            try (WireClient client = WireClient.open(tap.address())) {
                client.send(Packets.connect("ana").packet());
                trace.await(fromClient(CONNECT).byClient("ana"));
                silence.lift();
                ana().close();
                assertThat(client.trace().all(Events.anythingFromBroker())).isEmpty();
                assertThat(client.trace().all(closed())).isEmpty();
            }
            assertThat(trace.await(closed(1)).by()).isEqualTo(Party.CLIENT);
            assertThat(broker.seen().all(Events.opened())).hasSize(1);
        }

        @Test
        @DisplayName("stops listening, and listens again on the same port")
        void unplug() throws IOException {
            try (WireClient before = ana()) {
                tap.unplug();
                try (Socket socket = new Socket()) {
                    assertThatThrownBy(() -> socket.connect(tap.address())).isInstanceOf(ConnectException.class);
                }
                assertThatThrownBy(TapTest.this::ana).isInstanceOf(InfrastructureException.class)
                        .hasMessageStartingWith("cannot connect to the broker at /127.0.0.1:");
                before.ping();
                tap.plugIn();
                ana().close();
            }
        }

        @Test
        @DisplayName("slips in a packet where it holds another")
        void slipIn() {
            tap.when(fromBroker(PUBACK)).hold();
            try (WireClient ana = ana()) {
                ana.send(publish(1, "a"));
                tap.slipIn(trace.await(fault(Fault.HELD)).connection(), Packets.suback(7, 0x80));
                ana.expect("a SUBACK that nobody asked for", packet -> packet.type() == SUBACK && packet.packetId() == 7);
                trace.none(fromBroker(PUBACK));
            }
        }

        @Test
        @DisplayName("closes everything with itself, also what it holds")
        void closeWhileHolding() {
            tap.when(fromBroker(PUBACK)).hold();
            try (WireClient ana = ana()) {
                ana.send(publish(1, "a"));
                trace.await(fault(Fault.HELD));
                tap.close();
                trace.one(fault(Fault.RELEASED));
                trace.none(fromBroker(PUBACK));
                ana.expectClosed();
            }
        }
    }

    @Test
    @DisplayName("is reached on the loopback address only")
    void loopback() {
        assertThat(tap.uri()).isEqualTo("tcp://127.0.0.1:" + tap.address().getPort());
    }
}
