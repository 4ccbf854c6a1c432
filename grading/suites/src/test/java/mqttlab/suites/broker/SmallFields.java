package mqttlab.suites.broker;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The fields of a packet, one after the other. */
final class SmallFields {

    private final ByteBuffer left;

    SmallFields(byte[] body) {
        left = ByteBuffer.wrap(body);
    }

    boolean isEmpty() {
        return !left.hasRemaining();
    }

    int u8() throws IOException {
        return bytes(1)[0] & 0xff;
    }

    int u16() throws IOException {
        return u8() << 8 | u8();
    }

    byte[] binary() throws IOException {
        return bytes(u16());
    }

    String text() throws IOException {
        String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(binary())).toString();
        if (text.indexOf('\0') >= 0) {
            throw new SmallConnection.Refused();
        }
        return text;
    }

    byte[] rest() throws IOException {
        return bytes(left.remaining());
    }

    private byte[] bytes(int count) throws IOException {
        if (left.remaining() < count) {
            throw new SmallConnection.Refused();
        }
        byte[] bytes = new byte[count];
        left.get(bytes);
        return bytes;
    }
}
