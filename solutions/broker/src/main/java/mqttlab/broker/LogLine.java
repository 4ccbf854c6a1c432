package mqttlab.broker;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import java.util.regex.Pattern;

/** One event, one line: nothing that a client has made up, such as its identifier, can pass for another. */
final class LogLine extends Formatter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    @Override
    public String format(LogRecord event) {
        String message = CONTROL.matcher(formatMessage(event)).replaceAll("?");
        return TIME.format(event.getInstant()) + " " + word(event) + " " + message + System.lineSeparator();
    }

    private static String word(LogRecord event) {
        return switch (event.getLevel().getName()) {
            case "SEVERE" -> "error";
            case "WARNING" -> "warning";
            case "INFO" -> "info";
            default -> "debug";
        };
    }
}
