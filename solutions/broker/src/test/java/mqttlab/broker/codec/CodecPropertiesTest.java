package mqttlab.broker.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("The codec")
class CodecPropertiesTest {

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    @Label("reads back every packet that it writes")
    void identity(@ForAll("packets") Packet packet) throws IOException {
        assertThat(Hex.stream(Encoder.encode(packet)).next()).isEqualTo(packet);
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    @Label("gives the same packets however the stream is cut into reads")
    void anySplit(@ForAll("conversations") List<Packet> packets, @ForAll Random cuts) throws IOException {
        Bytes bytes = new Bytes(16);
        packets.forEach(packet -> Encoder.encode(packet, bytes));
        PacketStream stream = new PacketStream(new InPieces(bytes.toArray(), cuts), 1 << 20, () -> { });
        for (Packet packet : packets) {
            assertThat(stream.next()).isEqualTo(packet);
        }
        assertThatCode(stream::next).isInstanceOf(EOFException.class);
    }

    @Property(tries = 500)
    @Label("takes any bytes for packets, or for malformed, or for too few, and nothing else happens")
    void anyBytes(@ForAll byte[] bytes) {
        PacketStream stream = Hex.stream(bytes);
        assertThatCode(() -> {
            while (true) {
                stream.next();
            }
        }).isInstanceOfAny(MalformedPacket.class, EOFException.class);
    }

    @Provide
    Arbitrary<Packet> packets() {
        return SomePackets.any();
    }

    @Provide
    Arbitrary<List<Packet>> conversations() {
        return SomePackets.any().list().ofMaxSize(20);
    }

    /** Each read brings what a random number says: a byte, a few, or all that there is room for. */
    private static final class InPieces extends ByteArrayInputStream {

        private final Random cuts;

        InPieces(byte[] bytes, Random cuts) {
            super(bytes);
            this.cuts = cuts;
        }

        @Override
        public synchronized int read(byte[] to, int offset, int length) {
            int piece = 1 + switch (cuts.nextInt(3)) {
                case 0 -> 0;
                case 1 -> cuts.nextInt(16);
                default -> cuts.nextInt(length);
            };
            return super.read(to, offset, Math.min(piece, length));
        }
    }
}
