package mqttlab.testkit.broker;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Keeps the libraries' logging away from the user's screen. Moquette's warnings are kept for failure reports; the others
 * say in their exceptions what matters. {@code -Dlab.logs=true} lets everything through.
 */
final class QuietLogs {

    private static final BrokerLog MOQUETTE = new BrokerLog();
    // The JDK forgets a logger's settings when nobody holds the logger.
    private static final List<Logger> QUIET = List.of(Logger.getLogger("org.testcontainers"), Logger.getLogger("tc"),
            Logger.getLogger("com.github.dockerjava"), Logger.getLogger("io.netty"));
    private static final Logger MOQUETTE_LOGGER = Logger.getLogger("io.moquette");
    /**
     * When a subscriber that did not read has gone, it reports each message that waited for it, as an error with its stack: that
     * takes seconds, in which a thread of Moquette's serves none of its other clients.
     */
    private static final Logger OF_EACH_LOST_WRITE = Logger.getLogger("io.moquette.broker.NewNettyMQTTHandler");

    static {
        if (!Boolean.getBoolean("lab.logs")) {
            QUIET.forEach(logger -> logger.setLevel(Level.OFF));
            MOQUETTE_LOGGER.setUseParentHandlers(false);
            OF_EACH_LOST_WRITE.setLevel(Level.OFF);
        }
        MOQUETTE_LOGGER.setLevel(Level.INFO);
        MOQUETTE_LOGGER.addHandler(new Keep());
    }

    private QuietLogs() {
    }

    /** Makes sure that the settings above are in force. */
    static void please() {
        // Loading this class did it.
    }

    /** What the Moquettes of this JVM said: they share one log. */
    static BrokerLog moquette() {
        return MOQUETTE;
    }

    private static final class Keep extends Handler {

        @Override
        public void publish(LogRecord entry) {
            String text = new java.util.logging.SimpleFormatter().formatMessage(entry);
            Throwable thrown = entry.getThrown();
            MOQUETTE.add("%1$tFT%1$tT %2$s %3$s%4$s".formatted(entry.getMillis(), entry.getLevel().getName(), text,
                    thrown == null ? "" : " (" + thrown + ")"));
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
