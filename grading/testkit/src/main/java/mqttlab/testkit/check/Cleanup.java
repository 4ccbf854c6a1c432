package mqttlab.testkit.check;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;

/** What is to be closed at the end of a check, the last first. A check that was given up may still be busy opening more. */
final class Cleanup {

    private final Deque<AutoCloseable> toClose = new ConcurrentLinkedDeque<>();
    private volatile boolean over;

    <T extends AutoCloseable> T closing(T resource) {
        toClose.push(resource);
        if (over) {
            closeAll();
        }
        return resource;
    }

    /** What is closed may need something new for that, which is closed right after it. */
    void run() {
        closeAll();
        over = true;
        closeAll();
    }

    private void closeAll() {
        for (AutoCloseable next = toClose.poll(); next != null; next = toClose.poll()) {
            try {
                next.close();
            } catch (Exception | AssertionError e) {
                // The check has its verdict; what cannot be closed properly is left to the end of the run.
            }
        }
    }
}
