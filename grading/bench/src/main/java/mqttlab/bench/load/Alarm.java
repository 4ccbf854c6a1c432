package mqttlab.bench.load;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Calls at a time, to a fraction of a millisecond: what a selector that waits cannot be told. A thread of its own sleeps until
 * then.
 */
final class Alarm implements AutoCloseable {

    private static final long NEVER = Long.MAX_VALUE;

    private final Runnable call;
    private final AtomicLong due = new AtomicLong(NEVER);
    private final Thread thread;
    private volatile boolean closed;

    /** @param call from the alarm's own thread */
    Alarm(Runnable call) {
        this.call = call;
        thread = Thread.ofPlatform().daemon().name("alarm").start(this::sleep);
    }

    /** At this time of {@link System#nanoTime()}, and not at the one set before. */
    void set(long nanoTime) {
        due.set(nanoTime);
        LockSupport.unpark(thread);
    }

    private void sleep() {
        while (!closed) {
            long until = due.get();
            long left = until == NEVER ? NEVER : until - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(left);
            } else if (due.compareAndSet(until, NEVER)) {
                call.run();
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
