package mqttlab.broker.codec;

/** The remaining length (section 2.2.3): seven bits a byte, the lowest first; the eighth says that more follow. */
final class LengthField {

    private static final int MOST_BYTES = 4;

    private LengthField() {
    }

    /**
     * How many bytes it takes itself.
     *
     * @param end behind the last byte that is there
     * @return 0 if it goes on behind that
     * @throws MalformedPacket if it is longer than it can be
     */
    static int size(byte[] bytes, int start, int end) {
        for (int size = 1; size <= MOST_BYTES; size++) {
            if (start + size > end) {
                return 0;
            }
            if ((bytes[start + size - 1] & 0x80) == 0) {
                return size;
            }
        }
        throw new MalformedPacket("a remaining length must have four bytes at most (section 2.2.3)");
    }

    /** @param size how many bytes it takes */
    static int value(byte[] bytes, int start, int size) {
        int value = 0;
        for (int i = start + size - 1; i >= start; i--) {
            value = value << 7 | bytes[i] & 0x7f;
        }
        return value;
    }
}
