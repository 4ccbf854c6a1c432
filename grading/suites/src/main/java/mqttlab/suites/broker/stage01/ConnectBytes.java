package mqttlab.suites.broker.stage01;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** A CONNECT put together by hand, so that it can be wrong. */
final class ConnectBytes {

    static final int CLEAN_SESSION = 0b0000_0010;
    static final int WILL = 0b0000_0100;
    static final int WILL_QOS_1 = 0b0000_1000;
    static final int WILL_QOS_3 = 0b0001_1000;
    static final int WILL_RETAIN = 0b0010_0000;
    static final int PASSWORD = 0b0100_0000;
    static final int USER_NAME = 0b1000_0000;
    static final int RESERVED = 0b0000_0001;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int first = 0x10;

    private ConnectBytes(String protocol, int level, int flags) {
        field(protocol).byteOf(level).byteOf(flags).byteOf(0).byteOf(0);
    }

    /** MQTT 3.1.1 with these connect flags and no keep alive; the fields are still to come. */
    static ConnectBytes flags(int flags) {
        return of("MQTT", 4, flags);
    }

    static ConnectBytes of(String protocol, int level, int flags) {
        return new ConnectBytes(protocol, level, flags);
    }

    /** With another first byte than 0x10. */
    ConnectBytes first(int firstByte) {
        first = firstByte;
        return this;
    }

    ConnectBytes field(String text) {
        return field(text.getBytes(UTF_8));
    }

    /** Two bytes of length, and then these. */
    ConnectBytes field(byte... bytes) {
        byteOf(bytes.length >> 8).byteOf(bytes.length);
        body.writeBytes(bytes);
        return this;
    }

    /** These bytes as they are. */
    ConnectBytes raw(int... bytes) {
        for (int each : bytes) {
            byteOf(each);
        }
        return this;
    }

    private ConnectBytes byteOf(int value) {
        body.write(value);
        return this;
    }

    byte[] packet() {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(first);
        int rest = body.size();
        for (; rest > 0x7f; rest >>= 7) {
            packet.write(rest & 0x7f | 0x80);
        }
        packet.write(rest);
        packet.writeBytes(body.toByteArray());
        return packet.toByteArray();
    }
}
