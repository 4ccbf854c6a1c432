package mqttlab.suites.broker.stage11;

import java.nio.ByteBuffer;
import java.util.Arrays;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Payload;

/** Bytes in great number. */
final class Bulk {

    private static final int FIXED_HEADER = 5;

    private Bulk() {
    }

    static Payload payload(int bytes) {
        byte[] payload = new byte[bytes];
        Arrays.fill(payload, (byte) '~');
        return Payload.of(payload);
    }

    /** So many of the same packet. */
    static byte[] glued(Packet packet, int times) {
        ByteBuffer all = ByteBuffer.allocate(times * packet.size());
        while (all.hasRemaining()) {
            all.put(packet.raw());
        }
        return all.array();
    }

    /** A packet whose body begins with these bytes, and goes on with the others again and again, up to about this length. */
    static byte[] packet(int firstByte, byte[] start, byte[] again, int length) {
        int times = (length - start.length) / again.length;
        ByteBuffer packet = ByteBuffer.allocate(FIXED_HEADER + start.length + times * again.length);
        packet.put((byte) firstByte).put(remainingLength(packet.capacity() - FIXED_HEADER)).put(start);
        while (packet.hasRemaining()) {
            packet.put(again);
        }
        return packet.array();
    }

    /** In four bytes, however small it is. */
    private static byte[] remainingLength(int length) {
        return new byte[] {
            (byte) (length | 0x80), (byte) (length >> 7 | 0x80), (byte) (length >> 14 | 0x80), (byte) (length >> 21)
        };
    }
}
