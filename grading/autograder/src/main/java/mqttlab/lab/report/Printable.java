package mqttlab.lab.report;

/** Text that a student's code made, so that it cannot play tricks on a terminal. */
final class Printable {

    private Printable() {
    }

    static String line(String text) {
        StringBuilder safe = new StringBuilder();
        text.codePoints().forEach(point -> {
            if (Character.isISOControl(point)) {
                safe.append("\\u%04x".formatted(point));
            } else {
                safe.appendCodePoint(point);
            }
        });
        return safe.toString();
    }
}
