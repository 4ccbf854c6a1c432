package mqttlab.broker.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import mqttlab.broker.codec.Bytes;

/**
 * The file at whose end blocks are written. For one thread.
 *
 * <p>Room is made ahead, by writing zeros: a file that does not grow is forced to the disk ten times as fast.
 */
final class Segment implements Closeable {

    static final byte[] MAGIC = "MQTTJN1\n".getBytes(US_ASCII);

    private static final int LEAST_AHEAD = 64 << 10;
    private static final int MOST_AHEAD = 4 << 20;

    private final Disk.Output output;
    private long position;
    private long room;

    private Segment(Disk.Output output, long position, long room) {
        this.output = output;
        this.position = position;
        this.room = room;
    }

    static Segment create(Disk.Output output) throws IOException {
        Segment segment = new Segment(output, MAGIC.length, 0);
        output.truncate(0);
        output.write(ByteBuffer.wrap(MAGIC), 0);
        output.force();
        return segment;
    }

    /** @param position where blocks are to be written; what is behind it is cut off */
    static Segment resume(Disk.Output output, long position) throws IOException {
        output.truncate(position);
        output.force();
        return new Segment(output, position, position);
    }

    long position() {
        return position;
    }

    /** The block is on the disk when this returns. */
    void write(Bytes block) throws IOException {
        long end = position + block.size();
        if (end > room) {
            long ahead = Math.clamp(end, LEAST_AHEAD, MOST_AHEAD);
            output.write(ByteBuffer.allocate((int) ahead), end);
            room = end + ahead;
        }
        output.write(Block.seal(block, position), position);
        output.force();
        position = end;
    }

    /** Leaves the room that is not needed. */
    @Override
    public void close() throws IOException {
        try (output) {
            output.truncate(position);
        }
    }
}
