package mqttlab.testkit.mqtt;

import java.util.HexFormat;

/**
 * Text from the wire, made safe to print. A student chooses topics and payloads; a terminal obeys control characters
 * and turns text around at bidirectional marks, so neither may reach it.
 */
public final class SafeText {

    private SafeText() {
    }

    public static String escape(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> append(safe, c));
        return safe.toString();
    }

    /** Escaped and in quotes; a quote or backslash inside gets a backslash. */
    public static String quote(String text) {
        return '"' + escape(text.replace("\\", "\\\\").replace("\"", "\\\"")) + '"';
    }

    /** {@code 10 0c 00 04}, at most so many bytes of it. */
    public static String hex(byte[] bytes, int most) {
        HexFormat spaced = HexFormat.ofDelimiter(" ");
        return bytes.length <= most
                ? spaced.formatHex(bytes)
                : "%s... (%d bytes)".formatted(spaced.formatHex(bytes, 0, most), bytes.length);
    }

    private static void append(StringBuilder safe, int c) {
        switch (c) {
            case '\n' -> safe.append("\\n");
            case '\r' -> safe.append("\\r");
            case '\t' -> safe.append("\\t");
            default -> {
                if (isSafe(c)) {
                    safe.appendCodePoint(c);
                } else {
                    safe.append(c < 0x10000 ? "\\u%04x".formatted(c) : "\\U%08x".formatted(c));
                }
            }
        }
    }

    private static boolean isSafe(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
