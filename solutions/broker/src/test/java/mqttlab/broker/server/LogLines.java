package mqttlab.broker.server;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the broker says in its log while this is open. */
final class LogLines extends Handler implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger("mqttlab.broker");

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final SimpleFormatter formatter = new SimpleFormatter();
    private final Level before = LOG.getLevel();

    LogLines(Level level) {
        LOG.addHandler(this);
        LOG.setUseParentHandlers(false);
        LOG.setLevel(level);
    }

    @Override
    public void publish(LogRecord event) {
        lines.add(formatter.formatMessage(event));
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    void await(String wanted) {
        WithBroker.eventually("the log says \"" + wanted + "\", not only " + lines,
                () -> lines.stream().anyMatch(line -> line.contains(wanted)));
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void close() {
        LOG.setLevel(before);
        LOG.setUseParentHandlers(true);
        LOG.removeHandler(this);
    }
}
