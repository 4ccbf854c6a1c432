package mqttlab.broker.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** An array that grows as the fields of packets are appended (section 1.5 of the standard). */
public final class Bytes {

    private static final int MAX_FIELD = 65_535;
    private static final int MIN_CAPACITY = 128;

    private byte[] array;
    private int size;

    public Bytes(int capacity) {
        array = new byte[capacity];
    }

    /** The array itself: only what is below {@link #size()} counts. */
    public byte[] array() {
        return array;
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public void clear() {
        size = 0;
    }

    // lab:stage 12
    /** Forgets the first so many, and what follows them moves up. */
    public void drop(int count) {
        System.arraycopy(array, count, array, 0, size - count);
        size -= count;
    }

    // lab:end
    public byte[] toArray() {
        return Arrays.copyOf(array, size);
    }

    public Bytes u8(int value) {
        reserve(1);
        array[size++] = (byte) value;
        return this;
    }

    public Bytes u16(int value) {
        return u8(value >> 8).u8(value);
    }

    public Bytes u32(int value) {
        return u16(value >> 16).u16(value);
    }

    public Bytes u64(long value) {
        return u32((int) (value >> 32)).u32((int) value);
    }

    /** Seven bits in each byte, the lowest first; the eighth says that another byte follows (section 2.2.3). */
    Bytes remainingLength(int length) {
        int rest = length;
        while (rest > 0x7f) {
            u8(rest & 0x7f | 0x80);
            rest >>= 7;
        }
        return u8(rest);
    }

    public Bytes string(String text) {
        return binary(text.getBytes(UTF_8));
    }

    Bytes binary(byte[] field) {
        if (field.length > MAX_FIELD) {
            throw new MalformedPacket("a field of %d bytes does not fit: its length has two bytes", field.length);
        }
        return u16(field.length).raw(field);
    }

    public Bytes raw(byte[] bytes) {
        reserve(bytes.length);
        System.arraycopy(bytes, 0, array, size, bytes.length);
        size += bytes.length;
        return this;
    }

    private void reserve(int more) {
        if (array.length - size < more) {
            array = Arrays.copyOf(array, Math.max(size + more, Math.max(MIN_CAPACITY, 2 * array.length)));
        }
    }
}
