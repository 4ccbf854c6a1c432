package mqttlab.broker.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Arrays;

/** Fields, read one after another from the bytes of a packet. */
public final class Fields {

    private final byte[] array;
    private final int end;
    private int position;

    /** @param end behind the packet's last byte */
    public Fields(byte[] array, int start, int end) {
        this.array = array;
        this.position = start;
        this.end = end;
    }

    public boolean isAtEnd() {
        return position == end;
    }

    public int u8() {
        return array[take(1)] & 0xff;
    }

    public int u16() {
        return u8() << 8 | u8();
    }

    public int u32() {
        return u16() << 16 | u16();
    }

    public long u64() {
        return (long) u32() << 32 | u32() & 0xffff_ffffL;
    }

    byte[] binary() {
        return bytes(u16());
    }

    public byte[] bytes(int length) {
        int start = take(length);
        return Arrays.copyOfRange(array, start, start + length);
    }

    byte[] rest() {
        int start = take(end - position);
        return Arrays.copyOfRange(array, start, end);
    }

    /** @throws MalformedPacket if it is not well-formed UTF-8 [MQTT-1.5.3-1], or holds U+0000 [MQTT-1.5.3-2] */
    public String string() {
        int length = u16();
        int start = take(length);
        for (int i = start; i < start + length; i++) {
            if (array[i] <= 0) {
                return decoded(start, length);
            }
        }
        return new String(array, start, length, UTF_8);
    }

    /** Java's strings would put a replacement character where bytes are not well formed; a decoder says so. */
    private String decoded(int start, int length) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(array, start, length)).toString();
            if (text.indexOf('\0') >= 0) {
                throw new MalformedPacket("[MQTT-1.5.3-2] a string must not hold U+0000");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new MalformedPacket("[MQTT-1.5.3-1] a string of %d bytes is not well-formed UTF-8", length);
        }
    }

    private int take(int length) {
        if (end - position < length) {
            throw new MalformedPacket("a field of %d bytes begins %d bytes before the end of its packet", length, end - position);
        }
        int start = position;
        position += length;
        return start;
    }
}
