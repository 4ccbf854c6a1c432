package mqttlab.testkit.tap;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.PINGREQ;
import static mqttlab.testkit.mqtt.PacketType.PINGRESP;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.closedBy;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;
import static mqttlab.testkit.tap.Events.malformed;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.ConnectionClosed.How;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A tap")
class TapTest extends WithTap {

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

    @Test
    @DisplayName("is reached on the loopback address only")
    void loopback() {
        assertThat(tap.uri()).isEqualTo("tcp://127.0.0.1:" + tap.address().getPort());
    }
}
