package mqttlab.slides;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A line of Java that is too long for a slide. It is broken where a programmer would break it, outside all brackets if there is
 * such a place, and never within a text.
 */
record LongLine(String line, int[] depths) {

    /** With the indentation of a member, which slides leave out. */
    private static final int MOST_COLUMNS = 94;
    private static final int MORE_INDENTATION = 8;
    private static final int WITHIN_TEXT = -1;

    static String folded(String line) {
        return line.length() <= MOST_COLUMNS ? line : new LongLine(line, depths(line)).folded();
    }

    private String folded() {
        int indentation = line.length() - line.stripLeading().length();
        return IntStream.rangeClosed(indentation + MORE_INDENTATION, MOST_COLUMNS).filter(this::mayBreak)
                .filter(at -> indentation + MORE_INDENTATION + line.length() - at <= MOST_COLUMNS).boxed()
                .min(Comparator.<Integer>comparingInt(at -> depths[at]).thenComparing(Comparator.reverseOrder()))
                .map(at -> line.substring(0, at).stripTrailing() + "\n" + " ".repeat(indentation + MORE_INDENTATION)
                        + line.substring(at).stripLeading())
                .orElse(line);
    }

    private boolean mayBreak(int at) {
        if (depths[at] == WITHIN_TEXT || line.strip().startsWith("//")) {
            return false;
        }
        String left = line.substring(0, at);
        String right = line.substring(at);
        return left.endsWith(", ") || left.endsWith("-> ") || left.endsWith("(")
                || right.startsWith(" || ") || right.startsWith(" && ") || right.startsWith(" ? ") || right.startsWith(" : ")
                || right.startsWith(" implements ") || right.startsWith(" throws ") || left.endsWith(")") && right.startsWith(".");
    }

    /** How many brackets are open before each character. */
    private static int[] depths(String line) {
        int[] depths = new int[line.length()];
        int depth = 0;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            depths[i] = quote == 0 ? depth : WITHIN_TEXT;
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                    depths[i] = WITHIN_TEXT;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '(') {
                depth++;
            } else if (c == ')') {
                depth--;
            }
        }
        return depths;
    }
}
