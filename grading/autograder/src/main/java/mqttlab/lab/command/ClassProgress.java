package mqttlab.lab.command;

import java.io.PrintWriter;
import java.time.Duration;
import mqttlab.testkit.Count;
import mqttlab.testkit.Terminal;
import mqttlab.testkit.check.CheckResult;

/**
 * A line on a terminal that says how far grading a class is, and how long it will take. It makes way for what is printed. Silent
 * when piped.
 */
final class ClassProgress implements AutoCloseable {

    private final PrintWriter err;
    private final int students;
    private final boolean onTerminal = Terminal.isThere();
    private int done;
    private int checks;
    /** Since the first check, as what an earlier run has graded takes no time. */
    private long begun;
    private int doneBefore;

    ClassProgress(PrintWriter err, int students) {
        this.err = err;
        this.students = students;
        show();
    }

    synchronized void count(CheckResult result) {
        if (checks++ == 0) {
            begun = System.nanoTime();
            doneBefore = done;
        }
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
            String left = checks == 0 ? ""
                    : TimeLeft.after(Duration.ofNanos(System.nanoTime() - begun), done - doneBefore, students - done);
            err.print("\r\u001b[KGrading: %d of %d submissions, %s done%s ".formatted(done, students, Count.of(checks, "check"),
                    left));
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
