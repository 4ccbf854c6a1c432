package mqttlab.broker.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import mqttlab.broker.codec.Packet.PingReq;
import mqttlab.broker.codec.Packet.Publish;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A remaining length (table 2.4 of the standard)")
class RemainingLengthTest {

    private static final String LENGTHS = """
            0         | 00
            127       | 7f
            128       | 8001
            321       | c102
            16383     | ff7f
            16384     | 808001
            2097151   | ffff7f
            2097152   | 80808001
            268435455 | ffffff7f
            """;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = LENGTHS)
    @DisplayName("is written in as few bytes as can be")
    void written(int length, String hex) {
        assertThat(new Bytes(0).remainingLength(length).toArray()).isEqualTo(Hex.bytes(hex));
    }

    @ParameterizedTest(name = "{1}: {0}")
    @CsvSource(delimiter = '|', textBlock = LENGTHS)
    @DisplayName("is read")
    void read(int length, String hex) throws IOException {
        PacketStream stream = new PacketStream(bytes("c000 e0" + hex), length - 1, () -> { });
        if (length > 0) {
            // The first packet may be no longer than a CONNECT.
            stream.next();
        }
        // One less is taken, so the length is said in the refusal.
        assertThatThrownBy(stream::next).isInstanceOf(MalformedPacket.class)
                .hasMessage("a packet of %d bytes was announced, and this broker takes at most %d", length, length - 1);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {127, 128, 16_383, 16_384, 2_097_151, 2_097_152})
    @DisplayName("is that of a packet that comes to its end, and not further")
    void whole(int length) throws IOException {
        Payload payload = new Payload(new byte[length - 3]);
        Bytes bytes = new Bytes(0);
        Encoder.encode(new PingReq(), bytes);
        Encoder.encode(new Publish("t", payload, QoS.AT_MOST_ONCE, false, false, 0), bytes);
        Encoder.encode(new PingReq(), bytes);
        PacketStream stream = new PacketStream(new ByteArrayInputStream(bytes.toArray()), length, () -> { });

        assertThat(stream.next()).isEqualTo(new PingReq());
        assertThat(((Publish) stream.next()).payload()).isEqualTo(payload);
        assertThat(stream.next()).isEqualTo(new PingReq());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"30 80808080", "30 ffffffff 7f", "10 8080808001", "e0 8080808000"})
    @DisplayName("of five bytes is refused as soon as the fourth says that there is one")
    void tooLong(String hex) {
        assertThatThrownBy(() -> Hex.decode(hex)).isInstanceOf(MalformedPacket.class)
                .hasMessage("a remaining length must have at most four bytes (section 2.2.3)");
    }

    private static ByteArrayInputStream bytes(String hex) {
        return new ByteArrayInputStream(Hex.bytes(hex));
    }
}
