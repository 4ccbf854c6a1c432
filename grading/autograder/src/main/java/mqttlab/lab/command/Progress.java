package mqttlab.lab.command;

import java.io.PrintWriter;
import java.util.concurrent.atomic.AtomicInteger;
import mqttlab.testkit.Terminal;
import mqttlab.testkit.check.CheckResult;

/** A line on a terminal that says how many checks are done; it goes away when they are. Silent when piped. */
final class Progress implements AutoCloseable {

    private final PrintWriter err;
    private final String what;
    private final boolean onTerminal = Terminal.isThere();
    private final AtomicInteger done = new AtomicInteger();

    Progress(PrintWriter err, String what) {
        this.err = err;
        this.what = what;
        show("...");
    }

    void count(CheckResult result) {
        show(": %d done".formatted(done.incrementAndGet()));
    }

    void show(String text) {
        if (onTerminal) {
            err.print("\r" + what + text);
            err.flush();
        }
    }

    /** Makes room for a line on the other stream. */
    void clear() {
        if (onTerminal) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }

    @Override
    public void close() {
        clear();
    }
}
