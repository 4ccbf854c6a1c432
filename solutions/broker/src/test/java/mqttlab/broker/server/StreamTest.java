package mqttlab.broker.server;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PINGRESP;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.mqtt.PacketType.UNSUBACK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mqttlab.broker.health.Limits;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("TCP is a stream:")
class StreamTest extends WithBroker {

    /** The longest packet that can be announced is one byte too long; the others may be as long as it gets. */
    private static final int LONGEST = 268_435_454;

    @Override
    Limits limits() {
        Limits usual = super.limits();
        return new Limits(LONGEST, usual.window(), usual.sessionBytes(), usual.outboxBytes(), usual.connectTimeout());
    }

    private static Packet[] conversation() {
        return new Packet[] {Packets.connect("ana").packet(), Packets.subscribe(1, "t/#", 1),
            Packets.publish("t/1").qos(1, 2).payload("one").packet(), Packets.unsubscribe(3, "t/#"), Packets.pingreq(),
            Packets.disconnect()};
    }

    private static void expectAnswers(WireClient ana) {
        ana.expect(CONNACK);
        ana.expect(SUBACK, 1);
        assertThat(ana.expect(PUBLISH, 1).payload()).isEqualTo(Payload.of("one"));
        ana.expect(PUBACK, 2);
        ana.expect(UNSUBACK, 3);
        ana.expect(PINGRESP);
        ana.expectClosed();
    }

    @Test
    @DisplayName("a whole conversation may come byte by byte")
    void bytes() {
        WireClient ana = open();
        Stream.of(conversation()).forEach(packet -> ana.sendOneByteAtATime(packet.raw()));
        expectAnswers(ana);
    }

    @Test
    @DisplayName("a whole conversation may come glued together in one segment")
    void glued() {
        WireClient ana = open();
        ana.send(conversation());
        expectAnswers(ana);
    }

    @Test
    @DisplayName("a client that has no more to say, and closes its sending side, still gets all its answers")
    void halfClosed() {
        for (int i = 0; i < 30; i++) {
            WireClient ana = open();
            ana.send(Arrays.copyOf(conversation(), conversation().length - 1));
            ana.endSending();
            expectAnswers(ana);
        }
    }

    @Test
    @DisplayName("a message of a megabyte arrives whole, and so does what was glued to it")
    void large() {
        WireClient ana = connect("ana");
        ana.subscribe("t", 2);
        byte[] megabyte = new byte[1 << 20];
        IntStream.range(0, megabyte.length).forEach(i -> megabyte[i] = (byte) (i * 31 >> 4));
        ana.send(Packets.publish("t").payload(Payload.of(megabyte)).packet(), Packets.publish("t").payload("small").packet());
        assertThat(ana.expect(PUBLISH).payload().bytes()).isEqualTo(megabyte);
        assertThat(ana.expect(PUBLISH).payload()).isEqualTo(Payload.of("small"));
    }

    @Test
    @DisplayName("a message of three megabytes is not too large to be delivered with QoS 0")
    void larger() {
        WireClient ana = connect("ana");
        ana.subscribe("t", 0);
        ana.send(Packets.publish("t").payload(Payload.of(new byte[3 << 20])).packet());
        assertThat(ana.expect(PUBLISH).payload().size()).isEqualTo(3 << 20);
    }

    @Test
    @DisplayName("a packet longer than the limit is refused when it is announced, before anything of it has come")
    void tooLong() {
        WireClient ana = connect("ana");
        ana.sendHex("30 ffffff7f");
        ana.expectClosed();
    }

    @Test
    @DisplayName("a packet of 256 MB that is only announced takes no memory, be there a hundred of them")
    void announced() {
        // 25 GB, had they been given room.
        List<WireClient> clients = IntStream.range(0, 100).mapToObj(i -> connect("ana" + i)).toList();
        clients.forEach(client -> client.sendHex("30 feffff7f 0001 74"));
        connect("luis").ping();
        eventually("all are there", () -> broker.statistics().connected.sum() == 101);
        clients.forEach(WireClient::abort);
    }
}
