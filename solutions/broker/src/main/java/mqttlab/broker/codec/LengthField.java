package mqttlab.broker.codec;

/** The remaining length (section 2.2.3): seven bits in each byte, the lowest first; the eighth says that another byte follows. */
final class LengthField {

    private static final int MAX_BYTES = 4;

    private LengthField() {
    }

    /**
     * How many bytes it takes itself.
     *
     * @param end behind the last byte that has come
     * @return 0 if more of it has to come
     * @throws MalformedPacket if it is longer than four bytes
     */
    static int size(byte[] bytes, int start, int end) {
        for (int size = 1; size <= MAX_BYTES; size++) {
            if (start + size > end) {
                return 0;
            }
            if ((bytes[start + size - 1] & 0x80) == 0) {
                return size;
            }
        }
        throw new MalformedPacket("a remaining length must have at most four bytes (section 2.2.3)");
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
