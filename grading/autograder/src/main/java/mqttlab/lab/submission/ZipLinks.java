package mqttlab.lab.submission;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.BitSet;
import java.util.Set;

/**
 * Which entries of a zip stand for symbolic links. Java's own reader does not tell, and takes the path that a link leads to for
 * the text of a file. Where somebody makes the two disagree, nothing is lost: no link of a zip is ever followed.
 */
final class ZipLinks {

    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_LENGTH = 46;
    private static final int END = 0x06054b50;
    private static final int END_LENGTH = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int LONGEST_TABLE = 16 * 1024 * 1024;
    private static final Set<Integer> UNIX_AND_MAC = Set.of(3, 19);

    private ZipLinks() {
    }

    /** The numbers of the entries, in the order of the table at the end of a zip; none if that cannot be read. */
    static BitSet in(Path zip) throws IOException {
        try (SeekableByteChannel file = Files.newByteChannel(zip, Set.of(StandardOpenOption.READ, NOFOLLOW_LINKS))) {
            return links(table(file));
        }
    }

    private static BitSet links(ByteBuffer table) {
        BitSet links = new BitSet();
        int at = 0;
        for (int i = 0; at + ENTRY_LENGTH <= table.limit() && table.getInt(at) == ENTRY; i++) {
            boolean isLink = (table.getShort(at + 40) & 0xf000) == 0xa000;
            links.set(i, isLink && UNIX_AND_MAC.contains((int) table.get(at + 5)));
            at += ENTRY_LENGTH + unsigned(table, at + 28) + unsigned(table, at + 30) + unsigned(table, at + 32);
        }
        return links;
    }

    private static ByteBuffer table(SeekableByteChannel file) throws IOException {
        long start = Math.max(0, file.size() - END_LENGTH - LONGEST_COMMENT);
        ByteBuffer tail = read(file, start, (int) (file.size() - start));
        for (int at = tail.limit() - END_LENGTH; at >= 0; at--) {
            if (tail.getInt(at) == END && at + END_LENGTH + unsigned(tail, at + 20) == tail.limit()) {
                int length = tail.getInt(at + 12);
                boolean isPlausible = length >= 0 && length <= Math.min(start + at, LONGEST_TABLE);
                return isPlausible ? read(file, start + at - length, length) : ByteBuffer.allocate(0);
            }
        }
        return ByteBuffer.allocate(0);
    }

    private static ByteBuffer read(SeekableByteChannel file, long start, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        file.position(start);
        while (bytes.hasRemaining() && file.read(bytes) >= 0) {
            // A read may bring less than was asked for.
        }
        return bytes.flip();
    }

    private static int unsigned(ByteBuffer bytes, int at) {
        return Short.toUnsignedInt(bytes.getShort(at));
    }
}
