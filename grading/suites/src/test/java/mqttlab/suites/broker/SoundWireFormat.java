package mqttlab.suites.broker;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import mqttlab.contracts.broker.IncompleteException;
import mqttlab.contracts.broker.MalformedException;
import mqttlab.contracts.broker.WireFormat;

/** What stage 00 asks for. The mistakes that its checks must find are made in what extends it. */
class SoundWireFormat implements WireFormat {

    @Override
    public byte[] encodeRemainingLength(int length) throws MalformedException {
        if (length < 0 || length > MOST_REMAINING) {
            throw new MalformedException("a remaining length of " + length);
        }
        ByteBuffer bytes = ByteBuffer.allocate(4);
        int rest = length;
        for (; rest > 0x7f; rest >>= 7) {
            bytes.put((byte) (rest & 0x7f | 0x80));
        }
        return written(bytes.put((byte) rest));
    }

    @Override
    public RemainingLength decodeRemainingLength(byte[] bytes) throws IncompleteException, MalformedException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            if (i == bytes.length) {
                throw new IncompleteException("the remaining length ends after " + i + " bytes");
            }
            value |= (bytes[i] & 0x7f) << 7 * i;
            if (bytes[i] >= 0) {
                return new RemainingLength(value, i + 1);
            }
        }
        throw new MalformedException("the fourth byte of a remaining length asks for a fifth");
    }

    @Override
    public byte[] encodeText(String text) throws MalformedException {
        if (text.indexOf('\0') >= 0) {
            throw new MalformedException("a U+0000");
        }
        ByteBuffer characters = inUtf8(text);
        if (characters.remaining() > 0xffff) {
            throw new MalformedException("a text of " + characters.remaining() + " bytes");
        }
        ByteBuffer bytes = ByteBuffer.allocate(2 + characters.remaining());
        return written(bytes.putShort((short) characters.remaining()).put(characters));
    }

    ByteBuffer inUtf8(String text) throws MalformedException {
        try {
            return StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException e) {
            throw new MalformedException("half of a surrogate pair");
        }
    }

    @Override
    public Text decodeText(byte[] bytes) throws IncompleteException, MalformedException {
        if (bytes.length < 2) {
            throw new IncompleteException("the length takes two bytes");
        }
        int length = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        if (bytes.length < 2 + length) {
            throw new IncompleteException("a text of %d bytes, of which %d are there".formatted(length, bytes.length - 2));
        }
        String text = fromUtf8(bytes, 2, length);
        if (text.indexOf('\0') >= 0) {
            throw new MalformedException("a U+0000");
        }
        return new Text(text, 2 + length);
    }

    String fromUtf8(byte[] bytes, int from, int length) throws MalformedException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("bytes that are no UTF-8");
        }
    }

    @Override
    public FixedHeader decodeFixedHeader(byte[] bytes) throws IncompleteException, MalformedException {
        if (bytes.length == 0) {
            throw new IncompleteException("no byte at all");
        }
        int type = (bytes[0] & 0xff) >> 4;
        int flags = bytes[0] & 0x0f;
        if (!allowed(type, flags)) {
            throw new MalformedException("type %d with flags %d".formatted(type, flags));
        }
        RemainingLength length = decodeRemainingLength(Arrays.copyOfRange(bytes, 1, bytes.length));
        return new FixedHeader(type, flags, length.value(), 1 + length.size());
    }

    boolean allowed(int type, int flags) {
        return switch (type) {
            case 0, 15 -> false;
            case 3 -> (flags & 0b0110) != 0b0110;
            case 6, 8, 10 -> flags == 0b0010;
            default -> flags == 0;
        };
    }

    private static byte[] written(ByteBuffer bytes) {
        byte[] array = new byte[bytes.position()];
        bytes.flip().get(array);
        return array;
    }
}
