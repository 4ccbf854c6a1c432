package mqttlab.testkit.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import mqttlab.testkit.mqtt.Framer.Cut;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A byte stream is cut into packets")
class FramerTest {

    @ParameterizedTest(name = "reads of at most {0} bytes")
    @ValueSource(ints = {1, 2, 3, 7, 1000, 1_000_000})
    @DisplayName("wherever TCP splits or glues it")
    void splitAndGlued(int mostBytesAtOnce) throws IOException {
        List<byte[]> packets = packetsOfManySizes();
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        packets.forEach(stream::writeBytes);

        List<byte[]> cut = new ArrayList<>();
        Framer framer = new Framer(new Trickle(stream.toByteArray(), mostBytesAtOnce));
        while (framer.next() instanceof Cut.Whole whole) {
            cut.add(whole.bytes());
        }

        assertThat(cut).usingElementComparator(java.util.Arrays::compare).containsExactlyElementsOf(packets);
    }

    @ParameterizedTest(name = "{0} bytes remain: {1}")
    @CsvSource({"0, 3000", "127, 307f", "128, 308001", "16383, 30ff7f", "16384, 30808001", "2097151, 30ffff7f",
        "2097152, 3080808001"})
    @DisplayName("by the remaining length, whose last byte has no continuation bit")
    void remainingLength(int length, String header) throws IOException {
        byte[] packet = packet(HexFormat.of().parseHex(header), length);

        assertThat(new Framer(new ByteArrayInputStream(packet)).next())
                .isInstanceOfSatisfying(Cut.Whole.class, whole -> assertThat(whole.bytes()).isEqualTo(packet));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            00 00          | packet type 0 is reserved
            30 ff ff ff ff | the remaining length has more than 4 bytes
            30 ff ff ff 7f | a packet of 268435455 bytes is more than the 16777216 that are recorded
            30             | the stream ended in the middle of a fixed header
            30 80          | the stream ended in the middle of a fixed header
            30 05 01 02    | the stream ended after 4 of 7 bytes of a packet
            """)
    @DisplayName("and bytes that cannot be cut come out with the reason")
    void unframed(String hex, String reason) throws IOException {
        byte[] bytes = HexFormat.ofDelimiter(" ").parseHex(hex);
        Framer framer = new Framer(new ByteArrayInputStream(bytes));

        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Cut first = framer.next();
        for (Cut cut = first; cut instanceof Cut.Unframed(byte[] part, String why); cut = framer.next()) {
            all.writeBytes(part);
        }

        assertThat(first).isInstanceOfSatisfying(Cut.Unframed.class, u -> assertThat(u.reason()).isEqualTo(reason));
        assertThat(all.toByteArray()).isEqualTo(bytes);
    }

    @Test
    @DisplayName("and an empty stream just ends")
    void empty() throws IOException {
        assertThat(new Framer(InputStream.nullInputStream()).next()).isEqualTo(new Cut.End());
    }

    private static List<byte[]> packetsOfManySizes() {
        List<byte[]> packets = new ArrayList<>();
        packets.add(Packets.pingreq().raw());
        packets.add(Packets.connect("ana").packet().raw());
        Random random = new Random(5);
        for (int size : new int[] {0, 1, 126, 127, 128, 300, 16383, 16384, 20000}) {
            byte[] payload = new byte[size];
            random.nextBytes(payload);
            packets.add(Packets.publish("t").payload(Payload.of(payload)).packet().raw());
        }
        return packets;
    }

    private static byte[] packet(byte[] header, int length) {
        byte[] packet = java.util.Arrays.copyOf(header, header.length + length);
        java.util.Arrays.fill(packet, header.length, packet.length, (byte) 0xff);
        return packet;
    }

    /** A stream that never gives more than so much at once, as a socket may. */
    private static final class Trickle extends InputStream {

        private final InputStream in;
        private final int most;

        Trickle(byte[] bytes, int most) {
            this.in = new ByteArrayInputStream(bytes);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            return in.read(into, from, Math.min(length, most));
        }
    }
}
