package mqttlab.suites.broker;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Cuts what a client sends into packets. */
final class SmallReader {

    /** So much more is waiting only where a check sends many packets in one piece. */
    private static final int A_LOT = 1000;

    private final SmallBroker broker;
    private final InputStream in;
    private final Runnable beforeReading;
    private byte[] bytes = new byte[64 * 1024];
    private int end;
    private Frame heldBack;

    record Frame(int type, int flags, byte[] body) {

        SmallFields fields() {
            return new SmallFields(body);
        }
    }

    SmallReader(SmallBroker broker, InputStream in, Runnable beforeReading) {
        this.broker = broker;
        this.in = in;
        this.beforeReading = beforeReading;
    }

    /** The next packet, or null at the end of the stream. */
    Frame next() throws IOException {
        if (heldBack != null) {
            Frame late = heldBack;
            heldBack = null;
            return late;
        }
        if (end == 0) {
            beforeReading.run();
            if (!more()) {
                return null;
            }
        }
        Frame frame = cut();
        if (broker.makes(Mistake.MIXES_UP_THE_ORDER) && frame.type() == 3 && end > A_LOT) {
            heldBack = frame;
            return cut();
        }
        return frame;
    }

    private Frame cut() throws IOException {
        int first = bytes[0] & 0xff;
        int most = broker.makes(Mistake.TAKES_A_LENGTH_OF_FIVE_BYTES) ? 5 : 4;
        int length = 0;
        int digits = 0;
        do {
            if (digits == most) {
                throw new SmallConnection.Refused();
            }
            await(digits + 2);
            length |= (bytes[1 + digits] & 0x7f) << 7 * digits;
        } while (bytes[1 + digits++] < 0);
        int size = 1 + digits + length;
        boolean whole = end >= size;
        await(size);
        byte[] body = Arrays.copyOfRange(bytes, 1 + digits, size);
        if (!whole && broker.makes(Mistake.DROPS_A_PACKET_THAT_IS_NOT_WHOLE) && first >> 4 != 1) {
            throw new SmallConnection.Refused();
        }
        end -= size;
        System.arraycopy(bytes, size, bytes, 0, end);
        if (broker.makes(Mistake.FORGETS_WHAT_WAS_GLUED)) {
            end = 0;
        }
        return new Frame(first >> 4, first & 0x0f, body);
    }

    /** Waits until there are so many bytes. */
    void await(int size) throws IOException {
        while (end < size) {
            if (end > 0 && broker.makes(Mistake.TAKES_A_READ_FOR_A_PACKET)) {
                throw new SmallConnection.Refused();
            }
            if (!more()) {
                throw new EOFException("in the middle of a packet");
            }
        }
    }

    private boolean more() throws IOException {
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * end);
        }
        int read = in.read(bytes, end, bytes.length - end);
        end += Math.max(read, 0);
        return read > 0;
    }
}
