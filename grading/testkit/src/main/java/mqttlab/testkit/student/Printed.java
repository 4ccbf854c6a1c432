package mqttlab.testkit.student;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import mqttlab.testkit.Count;

/** What a student's JVM prints: the first {@value #MOST_BYTES} bytes are kept, the rest is read and counted. */
final class Printed {

    private static final int MOST_BYTES = 16 * 1024;

    private final byte[] kept = new byte[MOST_BYTES];
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int length;
    private long dropped;
    private boolean ended;

    void drain(InputStream stream) {
        byte[] buffer = new byte[8192];
        try (stream) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                keep(buffer, count);
            }
        } catch (IOException e) {
            // The process was ended while it printed: what came until then is kept.
        }
    }

    void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        keep(bytes, bytes.length);
    }

    private void keep(byte[] bytes, int count) {
        lock.lock();
        try {
            int fits = Math.min(count, MOST_BYTES - length);
            System.arraycopy(bytes, 0, kept, length, fits);
            length += fits;
            dropped += count - fits;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing more will come. */
    void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing has come for some time, or nothing more will, but no longer than that. */
    void awaitQuiet(Duration quiet, Duration longest) {
        lock.lock();
        try {
            long last = System.nanoTime() + longest.toNanos();
            long left = quiet.toNanos();
            while (!ended && left > 0) {
                long before = length + dropped;
                left = changed.awaitNanos(left);
                if (length + dropped != before) {
                    left = Math.min(quiet.toNanos(), last - System.nanoTime());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            length = 0;
            dropped = 0;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        lock.lock();
        try {
            String text = new String(kept, 0, length, StandardCharsets.UTF_8);
            return dropped == 0 ? text : text + "\n… and " + Count.of(dropped, "byte") + " more";
        } finally {
            lock.unlock();
        }
    }
}
