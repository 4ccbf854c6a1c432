package mqttlab.lab.command;

import java.io.PrintWriter;
import mqttlab.testkit.Count;
import mqttlab.testkit.Terminal;
import mqttlab.testkit.check.CheckResult;

/** A line on a terminal that says how far grading a class is. It makes way for what is printed. Silent when piped. */
final class ClassProgress implements AutoCloseable {

    private final PrintWriter err;
    private final int students;
    private final boolean onTerminal = Terminal.isThere();
    private int done;
    private int checks;

    ClassProgress(PrintWriter err, int students) {
        this.err = err;
        this.students = students;
        show();
    }

    synchronized void count(CheckResult result) {
        checks++;
        show();
    }

    /** Prints about a student who is done. */
    synchronized void done(Runnable print) {
        done++;
        close();
        print.run();
        if (done < students) {
            show();
        }
    }

    private void show() {
        if (onTerminal) {
            err.print("\rGrading: %d of %d submissions, %s done ".formatted(done, students, Count.of(checks, "check")));
            err.flush();
        }
    }

    @Override
    public synchronized void close() {
        if (onTerminal) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
