package mqttlab.broker.journal;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the blocks of one file, and judges what is behind the last that is whole. */
final class BlockReader implements Closeable {

    private static final Logger LOG = System.getLogger("mqttlab.broker");

    private final Path path;
    private final boolean last;
    private final RandomAccessFile file;
    private final long end;
    private long position;

    /** @param last whether it is the last file: a crash may have come while it was being written */
    BlockReader(Path path, boolean last) throws IOException {
        this.path = path;
        this.last = last;
        this.file = new RandomAccessFile(path.toFile(), "r");
        this.end = file.length();
    }

    /**
     * Hands over the changes of each block.
     *
     * @return where the blocks end; 0 if nothing was ever written to the file
     */
    long read(Consumer<ByteBuffer> action) throws IOException {
        if (end < BlockWriter.MAGIC.length && !last) {
            throw damaged("in the next file");
        }
        if (end < BlockWriter.MAGIC.length) {
            // A crash came just when it was made.
            return 0;
        }
        if (!Arrays.equals(bytes(0, BlockWriter.MAGIC.length).array(), BlockWriter.MAGIC)) {
            throw new UnusableJournal(path, "is no journal of this version of the broker. Move it away, or use another folder.");
        }
        position = BlockWriter.MAGIC.length;
        for (Optional<ByteBuffer> block = block(position); block.isPresent(); block = block(position)) {
            int length = block.get().remaining();
            hand(block.get(), action);
            position += Block.HEADER + length;
        }
        return position;
    }

    private void hand(ByteBuffer changes, Consumer<ByteBuffer> action) {
        try {
            action.accept(changes);
        } catch (RuntimeException e) {
            throw new UnusableJournal(path, "the block at byte %d is whole, but cannot be understood: %s", position, e);
        }
    }

    /** The changes in the block at this place, if one is there and whole. */
    private Optional<ByteBuffer> block(long start) throws IOException {
        if (end - start < Block.HEADER) {
            return Optional.empty();
        }
        ByteBuffer header = bytes(start, Block.HEADER);
        int length = header.getInt();
        if (header.getInt() != Block.checksum(length, start) || length > end - start - Block.HEADER) {
            return Optional.empty();
        }
        ByteBuffer changes = bytes(start + Block.HEADER, length);
        return header.getInt() == Block.checksum(changes.array(), 0, length) ? Optional.of(changes) : Optional.empty();
    }

    private ByteBuffer bytes(long start, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(start);
        file.readFully(bytes);
        return ByteBuffer.wrap(bytes);
    }

    /**
     * Judges what is behind the blocks that were read.
     *
     * <p>Only what was being written when the broker ended may be broken: nobody had been told of it. A block is begun when the
     * one before is on the disk, so if a whole block follows, something was damaged that had been written well. Zeros are room
     * that was made for more.
     */
    void judgeRest() throws IOException {
        if (position == 0) {
            return;
        }
        boolean blank = true;
        try (InputStream rest = new BufferedInputStream(Files.newInputStream(path))) {
            rest.skipNBytes(position);
            long lastEight = 0;
            for (long at = position; at < end; at++) {
                lastEight = lastEight << 8 | rest.read();
                blank &= lastEight == 0;
                long start = at - 7;
                if (start > position && mayBeHeader(lastEight, start) && block(start).isPresent()) {
                    throw damaged("at byte " + start);
                }
            }
        }
        if (!blank && !last) {
            throw damaged("in the next file");
        }
        if (!blank) {
            LOG.log(Level.WARNING, "{0}: what was being written when the broker ended is cut off at byte {1}. Nothing of it had"
                    + " been acknowledged.", path, Long.toString(position));
        }
    }

    private static boolean mayBeHeader(long eightBytes, long start) {
        int length = (int) (eightBytes >>> 32);
        return length > 0 && (int) eightBytes == Block.checksum(length, start);
    }

    private UnusableJournal damaged(String next) {
        return new UnusableJournal(path, "is damaged at byte %d, and what was written well goes on %s. To start without it"
                + " would lose messages that were acknowledged: restore the folder from a copy, or give the broker an empty"
                + " one.", position, next);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
