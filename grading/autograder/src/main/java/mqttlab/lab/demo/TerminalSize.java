package mqttlab.lab.demo;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much a terminal shows at once. */
public record TerminalSize(int rows, int columns) {

    /** What one opens with, and what is taken for one that does not say: where there is no stty, as on Windows. */
    static final TerminalSize USUAL = new TerminalSize(24, Line.WIDTH);
    private static final Pattern STTY = Pattern.compile("([1-9]\\d{0,3}) ([1-9]\\d{0,3})");

    /** Empty where keys and screen are not a terminal's. */
    public static Optional<TerminalSize> here() {
        return System.console() == null ? Optional.empty() : Optional.of(parse(stty()));
    }

    static TerminalSize parse(String stty) {
        Matcher size = STTY.matcher(stty.strip());
        return size.matches() ? new TerminalSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))) : USUAL;
    }

    /** Asks the terminal of this process. */
    private static String stty() {
        try {
            Process stty = new ProcessBuilder("stty", "size").redirectInput(Redirect.INHERIT)
                    .redirectError(Redirect.DISCARD).start();
            try (InputStream says = stty.getInputStream()) {
                return new String(says.readAllBytes(), StandardCharsets.US_ASCII);
            }
        } catch (IOException e) {
            return "";
        }
    }

    /** The rows that a line takes. */
    int rowsOf(String line) {
        return Math.max(1, Math.ceilDiv(line.length(), columns));
    }
}
