package mqttlab.broker.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** The bytes of a message. A type of its own, since arrays are compared by identity. Nobody changes the array. */
public record Payload(byte[] bytes) {

    public static final Payload EMPTY = new Payload(new byte[0]);

    public static Payload of(String text) {
        return new Payload(text.getBytes(UTF_8));
    }

    public int size() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Payload payload && Arrays.equals(bytes, payload.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return size() + " bytes";
    }
}
