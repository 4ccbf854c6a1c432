package mqttlab.lab.report;

/** Text in lines of a width that is easy to read. */
public final class Wrapped {

    private static final int WIDTH = 100;

    private Wrapped() {
    }

    /** The label and the text; lines after the first begin under the beginning of the text. */
    public static String text(String label, String text) {
        return text(label, text, WIDTH);
    }

    public static String text(String label, String text, int width) {
        StringBuilder lines = new StringBuilder(label);
        int column = label.length();
        for (String word : text.split(" ")) {
            if (column > label.length() && column + word.length() > width) {
                lines.setCharAt(lines.length() - 1, '\n');
                lines.append(" ".repeat(label.length()));
                column = label.length();
            }
            lines.append(word).append(' ');
            column += word.length() + 1;
        }
        return lines.toString().stripTrailing();
    }
}
