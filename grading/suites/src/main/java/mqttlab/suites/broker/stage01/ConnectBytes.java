package mqttlab.suites.broker.stage01;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** A CONNECT put together by hand, so that it can be wrong. */
final class ConnectBytes {

    static final int CLEAN_SESSION = 0b0000_0010;
    static final int WILL = 0b0000_0100;
    static final int WILL_QOS_1 = 0b0000_1000;
    static final int WILL_QOS_2 = 0b0001_0000;
    static final int WILL_QOS_3 = 0b0001_1000;
    static final int WILL_RETAIN = 0b0010_0000;
    static final int PASSWORD = 0b0100_0000;
    static final int USER_NAME = 0b1000_0000;
    static final int RESERVED = 0b0000_0001;

    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int first = 0x10;

    private ConnectBytes(String protocol, int level, int flags, int keepAlive) {
        field(protocol).raw(level, flags, keepAlive >> 8, keepAlive);
    }

    /** MQTT 3.1.1 with these connect flags and no keep alive; the fields are still to come. */
    static ConnectBytes flags(int flags) {
        return of("MQTT", 4, flags);
    }

    static ConnectBytes of(String protocol, int level, int flags) {
        return new ConnectBytes(protocol, level, flags, 0);
    }

    /** @param keepAlive in seconds */
    static ConnectBytes of(int flags, int keepAlive) {
        return new ConnectBytes("MQTT", 4, flags, keepAlive);
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
        raw(bytes.length >> 8, bytes.length);
        body.writeBytes(bytes);
        return this;
    }

    /** These bytes as they are. */
    ConnectBytes raw(int... bytes) {
        for (int each : bytes) {
            body.write(each);
        }
        return this;
    }

    /** How many bytes follow the fixed header. */
    int size() {
        return body.size();
    }

    byte[] packet() {
        return cutOff(size());
    }

    /** A packet that ends after so many bytes, and says so in its remaining length. */
    byte[] cutOff(int size) {
        return packet(size, size);
    }

    /** The beginning of a packet that is to be so long. */
    byte[] announcing(int size) {
        return packet(size, size());
    }

    private byte[] packet(int remaining, int size) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(first);
        int rest = remaining;
        for (; rest > 0x7f; rest >>= 7) {
            packet.write(rest & 0x7f | 0x80);
        }
        packet.write(rest);
        packet.write(body.toByteArray(), 0, size);
        return packet.toByteArray();
    }
}
