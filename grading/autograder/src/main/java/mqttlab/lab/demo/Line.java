package mqttlab.lab.demo;

import java.util.ArrayList;
import java.util.List;

/** Lines that fit the wall of a hall. */
final class Line {

    static final int WIDTH = 90;

    private Line() {
    }

    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 3) + "...";
    }

    static List<String> wrap(String text) {
        return wrap(text, WIDTH);
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
}
