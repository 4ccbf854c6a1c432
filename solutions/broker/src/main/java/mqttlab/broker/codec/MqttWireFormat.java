package mqttlab.broker.codec;

// lab:hide
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
// lab:end
import mqttlab.contracts.broker.IncompleteException;
import mqttlab.contracts.broker.MalformedException;
import mqttlab.contracts.broker.WireFormat;

/** What all packets are made of: lengths, texts and fixed headers, from bytes and back. */
public final class MqttWireFormat implements WireFormat {

    @Override
    public byte[] encodeRemainingLength(int length) throws MalformedException {
        // lab:task 1 Encode a remaining length in as few bytes as it needs
        if (length < 0 || length > MOST_REMAINING) {
            throw new MalformedException("a remaining length is from 0 to " + MOST_REMAINING + ", and not " + length);
        }
        return new Bytes(4).remainingLength(length).toArray();
        // lab:end
    }

    @Override
    public RemainingLength decodeRemainingLength(byte[] bytes) throws IncompleteException, MalformedException {
        // lab:task 2 Decode a remaining length; tell one that is cut off from one that is too long
        try {
            return remainingLength(bytes, 0);
        } catch (MalformedPacket e) {
            throw new MalformedException(e.getMessage());
        }
        // lab:end
    }

    @Override
    public byte[] encodeText(String text) throws MalformedException {
        // lab:task 3 Encode text with its length before it; refuse text that MQTT cannot carry
        if (text.indexOf('\0') >= 0) {
            throw new MalformedException("[MQTT-1.5.3-2] a string must not hold U+0000");
        }
        try {
            // String.getBytes would put a question mark where half of a surrogate pair is.
            StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            return new Bytes(2 + text.length()).string(text).toArray();
        } catch (CharacterCodingException e) {
            throw new MalformedException("[MQTT-1.5.3-1] a string must not hold half of a surrogate pair");
        } catch (MalformedPacket e) {
            throw new MalformedException(e.getMessage());
        }
        // lab:end
    }

    @Override
    public Text decodeText(byte[] bytes) throws IncompleteException, MalformedException {
        // lab:task 4 Decode text; refuse bytes that are not well-formed UTF-8, and U+0000
        require(bytes, 2);
        int size = 2 + new Fields(bytes, 0, bytes.length).u16();
        require(bytes, size);
        try {
            return new Text(new Fields(bytes, 0, size).string(), size);
        } catch (MalformedPacket e) {
            throw new MalformedException(e.getMessage());
        }
        // lab:end
    }

    @Override
    public FixedHeader decodeFixedHeader(byte[] bytes) throws IncompleteException, MalformedException {
        // lab:task 5 Decode a fixed header; check its flags against the table of section 2.2.2
        require(bytes, 1);
        try {
            FirstByte first = FirstByte.of(bytes[0] & 0xff);
            RemainingLength remaining = remainingLength(bytes, 1);
            return new FixedHeader(first.type().number(), first.flags(), remaining.value(), 1 + remaining.size());
        } catch (MalformedPacket e) {
            throw new MalformedException(e.getMessage());
        }
        // lab:end
    }

    // lab:hide
    private static RemainingLength remainingLength(byte[] bytes, int start) throws IncompleteException {
        int size = LengthField.size(bytes, start, bytes.length);
        if (size == 0) {
            throw new IncompleteException("the remaining length goes on behind the last of " + bytes.length + " bytes");
        }
        return new RemainingLength(LengthField.value(bytes, start, size), size);
    }

    private static void require(byte[] bytes, int size) throws IncompleteException {
        if (bytes.length < size) {
            throw new IncompleteException("there are %d bytes, and there must be %d".formatted(bytes.length, size));
        }
    }
    // lab:end
}
