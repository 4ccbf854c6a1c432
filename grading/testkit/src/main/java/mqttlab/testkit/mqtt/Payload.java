package mqttlab.testkit.mqtt;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The application message: bytes, which are often text. Two payloads are equal when their bytes are. */
public final class Payload {

    private static final int SHOWN_CHARACTERS = 40;
    private static final int SHOWN_BYTES = 16;

    private final byte[] bytes;

    private Payload(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Payload of(byte[] bytes) {
        return new Payload(bytes.clone());
    }

    public static Payload of(String text) {
        return new Payload(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public int size() {
        return bytes.length;
    }

    /** The payload as text, or empty when the bytes are not well-formed UTF-8. */
    public Optional<String> text() {
        try {
            return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException notText) {
            return Optional.empty();
        }
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Short and safe to print: text in quotes, anything else in hexadecimal; says how long it is when it was cut. */
    @Override
    public String toString() {
        return text().map(this::shortText).orElseGet(() -> SafeText.hex(bytes, SHOWN_BYTES));
    }

    private String shortText(String text) {
        if (text.codePointCount(0, text.length()) <= SHOWN_CHARACTERS) {
            return SafeText.quote(text);
        }
        String start = text.substring(0, text.offsetByCodePoints(0, SHOWN_CHARACTERS));
        return "%s... (%d bytes)".formatted(SafeText.quote(start), bytes.length);
    }
}
