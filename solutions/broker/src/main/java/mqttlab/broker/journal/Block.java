package mqttlab.broker.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import mqttlab.broker.codec.Bytes;

/**
 * What is written at once: a header and some changes. After a crash, a block is on the disk whole, or it does not count: so
 * changes of which all or none must survive share a block.
 *
 * <p>The header has three numbers of four bytes: how long the changes are, a checksum of that and of the block's position in
 * its file, and a checksum of the changes. With a checksum of its own, a damaged length is not taken for the end of the file.
 */
final class Block {

    static final int HEADER = 12;

    private static final int USUAL = 64 << 10;
    private static final int LARGE = 2 << 20;

    private Block() {
    }

    /** Empty, with room for the header. Uses the old one again, unless that has become large. */
    static Bytes begin(Bytes old) {
        Bytes block = old.array().length > LARGE ? new Bytes(USUAL) : old;
        block.clear();
        return block.raw(new byte[HEADER]);
    }

    static boolean isEmpty(Bytes block) {
        return block.size() == HEADER;
    }

    /** Fills in the header. */
    static ByteBuffer seal(Bytes block, long position) {
        int length = block.size() - HEADER;
        return ByteBuffer.wrap(block.array(), 0, block.size())
                .putInt(length)
                .putInt(checksum(length, position))
                .putInt(checksum(block.array(), HEADER, length))
                .rewind();
    }

    /** Of a block's length, and of where it begins: the same bytes elsewhere, within a message for example, are no block. */
    static int checksum(int length, long position) {
        byte[] both = ByteBuffer.allocate(12).putLong(position).putInt(length).array();
        return checksum(both, 0, both.length);
    }

    static int checksum(byte[] array, int start, int length) {
        CRC32C sum = new CRC32C();
        sum.update(array, start, length);
        return (int) sum.getValue();
    }
}
