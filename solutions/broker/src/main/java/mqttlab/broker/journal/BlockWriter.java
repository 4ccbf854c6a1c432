package mqttlab.broker.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import mqttlab.broker.codec.Bytes;

/**
 * Writes blocks to one file. For one thread at a time.
 *
 * <p>Room for blocks is made ahead, by writing zeros: a file that does not grow is forced to the disk ten times as fast.
 */
final class BlockWriter implements Closeable {

    /** How each file begins: what this is, and in which version of the format. */
    static final byte[] MAGIC = "MQTTJN3\n".getBytes(US_ASCII);

    private static final int MIN_AHEAD = 64 << 10;
    private static final int MAX_AHEAD = 4 << 20;
    /** The JDK copies what it writes, so a large block goes out bit by bit. */
    private static final byte[] PIECE = new byte[64 << 10];

    private final FileChannel channel;
    private long room;
    private volatile long position;

    private BlockWriter(FileChannel channel) {
        this.channel = channel;
    }

    /** Begins a file, which is on the disk when this returns. Its name may not be. */
    static BlockWriter create(Disk disk, Path file) throws IOException {
        return open(disk, file, 0, MAGIC);
    }

    /** Goes on in a file. What is behind the end is cut off. */
    static BlockWriter open(Disk disk, Path file, long end) throws IOException {
        return open(disk, file, end, new byte[0]);
    }

    private static BlockWriter open(Disk disk, Path file, long end, byte[] next) throws IOException {
        BlockWriter writer = new BlockWriter(disk.open(file));
        try {
            writer.channel.truncate(end);
            writer.write(ByteBuffer.wrap(next), end);
            writer.channel.force(false);
            writer.room = end + next.length;
            writer.position = writer.room;
            return writer;
        } catch (IOException | RuntimeException | Error e) {
            writer.channel.close();
            throw e;
        }
    }

    /** The block is on the disk when this returns. */
    void write(Bytes block) throws IOException {
        long end = position + block.size();
        if (end > room) {
            makeRoom(end);
        }
        write(Block.seal(block, position), position);
        channel.force(false);
        position = end;
    }

    private void makeRoom(long end) throws IOException {
        long ahead = Math.clamp(end, MIN_AHEAD, MAX_AHEAD);
        try {
            for (long start = end; start < end + ahead; start += PIECE.length) {
                write(ByteBuffer.wrap(PIECE), start);
            }
            room = end + ahead;
        } catch (IOException e) {
            // On a disk that is almost full there may still be room for the block itself.
            channel.truncate(Math.max(room, position));
        }
    }

    private void write(ByteBuffer bytes, long start) throws IOException {
        int end = bytes.limit();
        while (bytes.position() < end) {
            bytes.limit(Math.min(end, bytes.position() + PIECE.length));
            channel.write(bytes, start + bytes.position());
        }
    }

    /** Where the next block begins. */
    long position() {
        return position;
    }

    /** Leaves no room behind the blocks, if the disk allows. What was written well stays in any case. */
    @Override
    public void close() {
        try (FileChannel closing = channel) {
            closing.truncate(position);
        } catch (IOException e) {
            // Zeros behind the blocks, or a piece of one that was promised to nobody, are overlooked when the file is read.
        }
    }
}
