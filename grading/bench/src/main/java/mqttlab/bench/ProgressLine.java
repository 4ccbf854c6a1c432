package mqttlab.bench;

import java.io.PrintWriter;
import mqttlab.testkit.Terminal;

/** A line on a terminal that says what is being measured; it goes away at the end. Silent when piped. */
final class ProgressLine implements AutoCloseable {

    private static final String ERASED = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean onTerminal = Terminal.isThere();

    ProgressLine(PrintWriter err) {
        this.err = err;
    }

    void show(String text) {
        write(ERASED + text);
    }

    private void write(String text) {
        if (onTerminal) {
            err.print(text);
            err.flush();
        }
    }

    @Override
    public void close() {
        write(ERASED);
    }
}
