package mqttlab.broker.journal;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads the blocks of one file, and judges what is behind the last that is whole. */
final class SegmentReader implements Closeable {

    private final Path file;
    private final FileChannel channel;
    private final long end;
    private long position = Segment.MAGIC.length;

    SegmentReader(Path file) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file);
        this.end = channel.size();
        if (!isUnwritten() && !Arrays.equals(read(0, Segment.MAGIC.length), Segment.MAGIC)) {
            throw new UnusableJournal(file, "is no journal of this version of the broker. Move it away, or use another folder.");
        }
    }

    /** A crash came between making the file and the first byte in it. */
    boolean isUnwritten() {
        return end < Segment.MAGIC.length;
    }

    /** Where the next block begins, or would. */
    long position() {
        return position;
    }

    /** The changes in the next block, if it is whole. */
    Optional<byte[]> next() throws IOException {
        Optional<byte[]> body = block(position);
        body.ifPresent(bytes -> position += Block.HEADER + bytes.length);
        return body;
    }

    private Optional<byte[]> block(long start) throws IOException {
        if (end - start < Block.HEADER) {
            return Optional.empty();
        }
        ByteBuffer header = ByteBuffer.wrap(read(start, Block.HEADER));
        int length = header.getInt();
        if (header.getInt() != Block.checksum(length, start) || length > end - start - Block.HEADER) {
            return Optional.empty();
        }
        byte[] body = read(start + Block.HEADER, length);
        return header.getInt() == Block.checksum(body, 0, length) ? Optional.of(body) : Optional.empty();
    }

    /** Whether nothing has been written behind the blocks: zeros are room that was made for more. */
    boolean isBlankBehind() throws IOException {
        InputStream rest = rest();
        int next = rest.read();
        while (next == 0) {
            next = rest.read();
        }
        return next < 0;
    }

    /**
     * Where a whole block follows the one that is not whole. A block is begun when the one before is on the disk, so a crash
     * does not leave this: something was damaged that had been written well.
     */
    OptionalLong wholeBlockBehind() throws IOException {
        InputStream rest = rest();
        long lastEight = 0;
        for (long at = position; at < end; at++) {
            lastEight = lastEight << 8 | rest.read();
            long start = at - 7;
            int length = (int) (lastEight >>> 32);
            boolean plausible = start > position && length > 0 && length <= end - start - Block.HEADER;
            if (plausible && (int) lastEight == Block.checksum(length, start) && block(start).isPresent()) {
                return OptionalLong.of(start);
            }
        }
        return OptionalLong.empty();
    }

    private InputStream rest() throws IOException {
        channel.position(position);
        return new BufferedInputStream(Channels.newInputStream(channel), 1 << 16);
    }

    private byte[] read(long start, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, start + bytes.position()) < 0) {
                throw new UnusableJournal(file, "ends at byte %d, and has been longer a moment ago", start + bytes.position());
            }
        }
        return bytes.array();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
