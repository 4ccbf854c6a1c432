package mqttlab.broker.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Packet.Login;
import mqttlab.broker.codec.Packet.PingReq;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Packet.Will;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A stream of packets")
class PacketStreamTest {

    private final List<Integer> asked = new ArrayList<>();

    @Test
    @DisplayName("gives packets that came glued together one by one, and reads no more before they are out")
    void glued() throws IOException {
        List<String> events = new ArrayList<>();
        PacketStream stream = new PacketStream(new ByteArrayInputStream(Hex.bytes("c000 4002 0007 c000")), 100,
                () -> events.add("waits"));
        for (int i = 0; i < 3; i++) {
            events.add(stream.next().getClass().getSimpleName());
        }
        assertThat(events).containsExactly("waits", "PingReq", "PubAck", "PingReq");
    }

    @Test
    @DisplayName("waits for the rest of a packet that came in part, and says each time that it waits")
    void inParts() throws IOException {
        List<String> events = new ArrayList<>();
        InputStream in = new SequenceInputStream(Collections.enumeration(Stream.of("40", "0200", "07c000")
                .map(Hex::bytes).map(ByteArrayInputStream::new).toList()));
        PacketStream stream = new PacketStream(in, 100, () -> events.add("waits"));

        assertThat(stream.next()).isEqualTo(new PubAck(7));
        assertThat(stream.next()).isEqualTo(new PingReq());
        assertThat(events).containsExactly("waits", "waits", "waits");
    }

    @Test
    @DisplayName("that has a rest keeps what has come in part, and no room if nothing has")
    void rest() throws IOException {
        InputStream in = new SequenceInputStream(Collections.enumeration(Stream.of("c000", "c000 40", "0200", "07")
                .map(Hex::bytes).map(ByteArrayInputStream::new).toList()));
        PacketStream stream = new PacketStream(in, 100, () -> { }, size -> {
            asked.add(size);
            return new byte[size];
        });
        stream.next();
        stream.rest();
        assertThat(asked).isEmpty();
        stream.next();
        assertThat(asked).containsExactly(PacketStream.SMALL);
        stream.rest();
        assertThat(stream.next()).isEqualTo(new PubAck(7));
        assertThat(asked).containsExactly(PacketStream.SMALL);
    }

    @Test
    @DisplayName("ends between packets and within one with the same exception")
    void end() {
        assertThatThrownBy(() -> Hex.decode("")).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> Hex.decode("40")).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> Hex.decode("40 02 00")).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> Hex.decode("30 80")).isInstanceOf(EOFException.class);
    }

    @Test
    @DisplayName("takes a packet as long as is allowed, and refuses one a byte longer before its bytes have come")
    void maxBytes() throws IOException {
        assertThat(new PacketStream(new ByteArrayInputStream(Hex.bytes("30 05 0001 74 0000")), 5, () -> { }).next())
                .isInstanceOf(Publish.class);
        assertThatThrownBy(() -> new PacketStream(new ByteArrayInputStream(Hex.bytes("30 06")), 5, () -> { }).next())
                .isInstanceOf(MalformedPacket.class)
                .hasMessage("a packet of 6 bytes was announced, and this broker takes at most 5");
    }

    @Test
    @DisplayName("takes no first packet that is longer than the longest CONNECT, and then whatever is allowed")
    void first() throws IOException {
        String longest = "x".repeat(65_535);
        Payload payload = new Payload(new byte[65_535]);
        Packet connect = new Connect(longest, true, 0, Optional.of(new Will(longest, payload, QoS.AT_MOST_ONCE, false)),
                Optional.of(new Login(longest, Optional.of(payload))));
        Packet publish = new Publish("t", new Payload(new byte[400_000]), QoS.AT_MOST_ONCE, false, false, 0);
        PacketStream stream = spied(new Bytes(0).raw(Encoder.encode(connect)).raw(Encoder.encode(publish)).toArray());
        assertThat(stream.next()).isEqualTo(connect);
        assertThat(stream.next()).isEqualTo(publish);
        assertThatThrownBy(() -> spied(Hex.bytes("10 90 80 14")).next()).isInstanceOf(MalformedPacket.class)
                .hasMessage("a packet of 327696 bytes was announced, and this broker takes at most 327695");
    }

    @Test
    @DisplayName("makes no room for what is only announced")
    void announced() throws IOException {
        PacketStream stream = spied(Hex.bytes("c000 30 ffffff7f 0001 74"));
        stream.next();
        assertThatThrownBy(stream::next).isInstanceOf(EOFException.class);
        assertThat(asked).allMatch(bytes -> bytes <= 512);
    }

    @Test
    @DisplayName("makes room as more comes, and gives it back when little does")
    void room() throws IOException {
        byte[] large = Encoder.encode(new Publish("t", new Payload(new byte[100_000]), QoS.AT_MOST_ONCE, false, false, 0));
        Bytes bytes = new Bytes(0).raw(large);
        for (int i = 0; i < 3; i++) {
            Encoder.encode(new PingReq(), bytes);
        }
        PacketStream stream = spied(bytes.toArray());
        stream.next();
        assertThat(asked.getLast()).isGreaterThan(30_000);
        for (int i = 0; i < 3; i++) {
            stream.next();
        }
        assertThat(asked.getLast()).isLessThanOrEqualTo(512);
    }

    /** A stream that notes for how many bytes there was room, and brings the last six one by one. */
    private PacketStream spied(byte[] bytes) {
        InputStream in = new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] to, int offset, int length) {
                asked.add(length);
                return super.read(to, offset, available() > 6 ? Math.min(length, available() - 6) : 1);
            }
        };
        return new PacketStream(in, Integer.MAX_VALUE, () -> { });
    }
}
