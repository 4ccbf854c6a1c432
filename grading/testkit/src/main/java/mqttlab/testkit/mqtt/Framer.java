package mqttlab.testkit.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a blocking stream into control packets: the fixed header says how long each is (section 2.2 of the standard).
 * For one reading thread.
 */
public final class Framer {

    /** Longer packets are not held in memory: the stream is then handed on unframed. */
    public static final int LONGEST = 16 * 1024 * 1024;

    private static final int REMAINING_LENGTH_BYTES = 4;

    private final InputStream in;
    private final byte[] chunk = new byte[8192];
    private String lost;

    public Framer(InputStream in) {
        this.in = in;
    }

    /** What the stream yields: one whole packet's bytes, bytes that cannot be cut into packets, or its end. */
    public sealed interface Cut {

        record Whole(byte[] bytes) implements Cut {
        }

        record Unframed(byte[] bytes, String reason) implements Cut {
        }

        record End() implements Cut {
        }
    }

    /**
     * The next packet. Once the framing is lost, where a packet begins can no longer be known: everything behind comes
     * out unframed, as it arrives.
     */
    public Cut next() throws IOException {
        if (lost != null) {
            return rest();
        }
        int first = in.read();
        if (first < 0) {
            return new Cut.End();
        }
        ByteArrayOutputStream header = new ByteArrayOutputStream(5);
        header.write(first);
        if (first >> 4 == 0) {
            return lose(header.toByteArray(), "packet type 0 is reserved");
        }
        int length = 0;
        for (int digit = 0; digit < REMAINING_LENGTH_BYTES; digit++) {
            int b = in.read();
            if (b < 0) {
                return lose(header.toByteArray(), "the stream ended in the middle of a fixed header");
            }
            header.write(b);
            length |= (b & 0x7f) << (7 * digit);
            if ((b & 0x80) == 0) {
                return body(header.toByteArray(), length);
            }
        }
        return lose(header.toByteArray(), "the remaining length has more than 4 bytes");
    }

    private Cut body(byte[] header, int length) throws IOException {
        if (length > LONGEST) {
            return lose(header, "a packet of %d bytes is more than the %d that are recorded"
                    .formatted(length, LONGEST));
        }
        // grows with what really arrives: a header that only claims to be long takes no memory
        byte[] body = in.readNBytes(length);
        byte[] whole = Arrays.copyOf(header, header.length + body.length);
        System.arraycopy(body, 0, whole, header.length, body.length);
        if (body.length < length) {
            return lose(whole, "the stream ended after %d of %d bytes of a packet".formatted(
                    whole.length, header.length + length));
        }
        return new Cut.Whole(whole);
    }

    private Cut lose(byte[] bytes, String reason) {
        lost = reason;
        return new Cut.Unframed(bytes, reason);
    }

    private Cut rest() throws IOException {
        int read = in.read(chunk);
        return read < 0
                ? new Cut.End()
                : new Cut.Unframed(Arrays.copyOf(chunk, read), "follows bytes that are not MQTT (%s)".formatted(lost));
    }
}
