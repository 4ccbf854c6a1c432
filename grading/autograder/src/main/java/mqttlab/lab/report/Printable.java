package mqttlab.lab.report;

/** Text that a student's code made, so that it cannot play tricks on a terminal or a page. */
public final class Printable {

    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Printable() {
    }

    public static String line(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (isTrick(point)) {
                safe.append("\\u%04x".formatted(point));
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }

    /** Controls move the cursor; some format characters turn the order of the text around them. A joiner makes emoji. */
    private static boolean isTrick(int point) {
        return Character.isISOControl(point) && point != '\t'
                || Character.getType(point) == Character.FORMAT && point != ZERO_WIDTH_JOINER;
    }
}
