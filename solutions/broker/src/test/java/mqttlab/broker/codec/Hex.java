package mqttlab.broker.codec;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HexFormat;

/** Bytes as the standard prints them, and the packets that they are. */
final class Hex {

    private static final int MAX_BYTES = 1 << 20;

    private Hex() {
    }

    /** {@code "40 02 0007"}; blanks do not matter. */
    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static Packet decode(String hex) throws IOException {
        return stream(bytes(hex)).next();
    }

    static PacketStream stream(byte... bytes) {
        return new PacketStream(new ByteArrayInputStream(bytes), MAX_BYTES, () -> { });
    }
}
