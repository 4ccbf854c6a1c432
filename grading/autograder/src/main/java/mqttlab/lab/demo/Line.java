package mqttlab.lab.demo;

import java.util.ArrayList;
import java.util.List;

/** Lines that fit a terminal of 80 columns, in letters that the last row of a hall can read. */
final class Line {

    static final int WIDTH = 80;

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

    /** The same in so many lines at most: what is too much is cut off. */
    static List<String> wrap(String text, int width, int most) {
        List<String> lines = wrap(text, width);
        if (lines.size() <= most) {
            return lines;
        }
        List<String> kept = new ArrayList<>(lines.subList(0, most));
        kept.set(most - 1, cut(kept.getLast() + " ...", width));
        return kept;
    }
}
