package mqttlab.broker.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import mqttlab.broker.codec.Characters;

/** A line that remembers where it stands, so that a complaint about it can say so. */
public record Line(Path file, int number, String text) {

    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final Pattern BLANKS_AT_THE_END = Pattern.compile("[ \t]+$");
    private static final Pattern END = Pattern.compile("\r\n|\r|\n");

    /**
     * The lines of the file that are not empty and not comments, which begin with {@code #}; without the blanks at their
     * ends, and without the mark that Windows likes to put in front of a file, which stays there when files are joined.
     *
     * <p>A line ends as on Linux, Windows or an old Macintosh, and with nothing else that looks like an end to some editors.
     */
    public static List<Line> of(Path file) {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        // Each byte a character: where a line ends is known before it is known to be UTF-8.
        for (String raw : END.split(content(file))) {
            number++;
            String text = decoded(file, number, raw);
            if (!text.isEmpty() && !text.startsWith("#")) {
                lines.add(new Line(file, number, text));
            }
        }
        lines.forEach(Line::requireReadable);
        return lines;
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, ISO_8859_1);
        } catch (IOException e) {
            throw BadFile.unreadable(file, e);
        }
    }

    private static String decoded(Path file, int number, String raw) {
        try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(raw.getBytes(ISO_8859_1))).toString();
            String unmarked = text.startsWith(BYTE_ORDER_MARK) ? text.substring(BYTE_ORDER_MARK.length()) : text;
            return BLANKS_AT_THE_END.matcher(unmarked).replaceFirst("");
        } catch (CharacterCodingException e) {
            throw new BadFile(file, number, "this is not text in UTF-8");
        }
    }

    /** What an editor does not show must not count. */
    private void requireReadable() {
        Characters.faultOf(text.replace('\t', ' ')).ifPresent(fault -> {
            throw wrong("%s", fault);
        });
    }

    /** What to throw. The text of the line is not in the message unless the caller puts it there: it may hold a secret. */
    public BadFile wrong(String what, Object... arguments) {
        return new BadFile(file, number, what.formatted(arguments));
    }
}
