package mqttlab.testkit.mqtt;

import java.util.Arrays;
import java.util.Optional;

/** Where bytes are not what they should be, in words. */
public final class Difference {

    private static final int SHOWN = 4;

    private Difference() {
    }

    /** Such as {@code they part at byte 5, where 61 was expected and 62 came}; empty if they are equal. */
    public static Optional<String> between(byte[] expected, byte[] came) {
        int at = Arrays.mismatch(expected, came);
        return at < 0 ? Optional.empty() : Optional.of("they part at byte %d, where %s was expected and %s came"
                .formatted(at + 1, from(at, expected), from(at, came)));
    }

    private static String from(int start, byte[] bytes) {
        return start >= bytes.length ? "the end"
                : SafeText.hex(Arrays.copyOfRange(bytes, start, Math.min(start + SHOWN, bytes.length)), SHOWN);
    }
}
