package mqttlab.lab.demo;

import java.util.ArrayList;
import java.util.List;

/** Lines that fit a terminal of 80 columns, as it opens, in letters that the last row of a hall can read. */
final class Line {

    static final int WIDTH = 80;

    private Line() {
    }

    static List<String> wrap(String text) {
        return wrap(text, WIDTH);
    }

    /** The text behind these words, all of it; where it goes on, it stands below its beginning. */
    static List<String> wrapBehind(String words, String text) {
        List<String> lines = new ArrayList<>();
        for (String line : wrap(text, WIDTH - words.length())) {
            lines.add((lines.isEmpty() ? words : " ".repeat(words.length())) + line);
        }
        return lines;
    }

    /** Breaks a text between its words; a word that is too long is cut. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(cut(word, width));
        }
        lines.add(line.toString());
        return lines;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 3) + "...";
    }
}
