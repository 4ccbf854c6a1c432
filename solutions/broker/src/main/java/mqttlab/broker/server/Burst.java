package mqttlab.broker.server;

import java.util.LinkedHashSet;

/**
 * Whom a reader has sent something to since it last waited for its own client. They are all written to when it waits again:
 * of the messages that came with one read, those for one client go out with one write.
 *
 * <p>Belongs to its reader's thread.
 */
final class Burst {

    /** What is written to at the end of a burst. */
    interface Due {
        void flush();
    }

    private static final ThreadLocal<Burst> OF_READER = new ThreadLocal<>();

    private final LinkedHashSet<Due> due = new LinkedHashSet<>();

    /** From now on this is the burst of the calling thread. */
    void begin() {
        OF_READER.set(this);
    }

    /** What the reader sends after this is written at once. Nothing happens when the calling thread is another. */
    void end() {
        if (OF_READER.get() == this) {
            OF_READER.remove();
            flush();
        }
    }

    /** @return whether the outbox is flushed at the end of the calling thread's burst; it is not if that thread is no reader */
    static boolean takes(Due outbox) {
        Burst burst = OF_READER.get();
        if (burst != null) {
            burst.due.add(outbox);
        }
        return burst != null;
    }

    /** Ends the burst of the calling thread, which is about to wait. */
    static void flushOfReader() {
        Burst burst = OF_READER.get();
        if (burst != null) {
            burst.flush();
        }
    }

    /** Each of them, even if another one fails. */
    void flush() {
        while (!due.isEmpty()) {
            new Steady(due.removeFirst()::flush).run();
        }
    }
}
