package mqttlab.broker;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import mqttlab.broker.Settings.BadSetting;

/** One line per event: nothing that a client makes up, such as its identifier, can look like another event. */
final class LogLine extends Formatter {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
    /** What has no shape of its own: controls, also those that turn the writing round, and the ends of lines and paragraphs. */
    private static final Pattern CONTROL = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    /** Makes the logger write such lines, for what the settings ask for. */
    static void use(Logger logger, Settings settings) throws BadSetting {
        Level level = level(settings.text("log").orElse("info"));
        logger.setLevel(level);
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setLevel(level);
            handler.setFormatter(new LogLine());
        }
    }

    private static Level level(String word) throws BadSetting {
        return switch (word) {
            case "debug" -> Level.FINE;
            case "info" -> Level.INFO;
            case "warning" -> Level.WARNING;
            case "error" -> Level.SEVERE;
            default -> throw new BadSetting("log=%s: give debug, info, warning or error".formatted(word));
        };
    }

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
