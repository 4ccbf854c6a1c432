package mqttlab.broker;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;

/** One event, one line: nothing that a client has made up, such as its identifier, can pass for another. */
final class LogLine extends Formatter {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    @Override
    public String format(LogRecord event) {
        Instant when = event.getInstant();
        return TIME.format(when) + " " + word(event) + " " + formatMessage(event).replaceAll("\\p{Cntrl}", "?") + System.lineSeparator();
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
