package mqttlab.lab.mutant;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mqttlab.lab.BadInput;

/**
 * Words of a file that are replaced.
 *
 * @param in      the file, relative to the package of the lab's main class
 * @param replace what stands there once: lines, or parts of them; white space before a line does not matter
 * @param by      what stands there instead, indented like what it replaces; where it is nothing, no empty line stays behind
 */
public record Change(String in, String replace, String by) {

    String applyTo(String text) {
        Matcher found = Pattern.compile(replace.strip().lines().map(String::strip).map(Pattern::quote)
                .collect(Collectors.joining("\\h*\\R\\h*"))).matcher(text);
        if (!found.find()) {
            throw new BadInput(in + " has nowhere: " + replace);
        }
        int start = found.start();
        int end = found.end();
        if (found.find(start + 1)) {
            throw new BadInput(in + " has more than once: " + replace);
        }
        if (by.isBlank()) {
            return wholeLine(text, start, end).orElse(text.substring(0, start) + text.substring(end));
        }
        int margin = leading(text.substring(text.lastIndexOf('\n', start) + 1));
        return text.substring(0, start) + indented(margin) + text.substring(end);
    }

    /** All lines move as far as the first has to. */
    private String indented(int first) {
        String lines = by.stripTrailing().replaceFirst("^(\\h*\\R)+", "");
        int shift = first - leading(lines);
        return lines.lines().map(line -> line.isBlank() ? "" : " ".repeat(Math.max(0, leading(line) + shift)) + line.strip())
                .collect(Collectors.joining("\n")).strip();
    }

    private static int leading(String line) {
        return line.length() - line.stripLeading().length();
    }

    /** The text without the lines from start to end; empty if something else stands in those. */
    private static Optional<String> wholeLine(String text, int start, int end) {
        int first = text.lastIndexOf('\n', start) + 1;
        int next = text.indexOf('\n', end);
        boolean alone = next >= 0 && text.substring(first, start).isBlank() && text.substring(end, next).isBlank();
        return alone ? Optional.of(text.substring(0, first) + text.substring(next + 1)) : Optional.empty();
    }
}
