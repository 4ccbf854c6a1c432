package mqttlab.broker.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** A line that remembers where it stands, so that a complaint about it can say so. */
public record Line(Path file, int number, String text) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** The lines of the file, without the blanks at their ends, and without the mark that Windows likes to put in front. */
    public static List<Line> of(Path file) {
        try {
            List<String> texts = new ArrayList<>(Files.readAllLines(file));
            if (!texts.isEmpty() && texts.getFirst().startsWith(BYTE_ORDER_MARK)) {
                texts.set(0, texts.getFirst().substring(BYTE_ORDER_MARK.length()));
            }
            return IntStream.range(0, texts.size())
                    .mapToObj(i -> new Line(file, i + 1, texts.get(i).stripTrailing()))
                    .toList();
        } catch (IOException e) {
            throw BadFile.unreadable(file, e);
        }
    }

    /** What to throw. The text of the line is not in the message unless the caller puts it there: it may hold a secret. */
    public BadFile wrong(String what, Object... arguments) {
        return new BadFile(file, number, what.formatted(arguments));
    }
}
