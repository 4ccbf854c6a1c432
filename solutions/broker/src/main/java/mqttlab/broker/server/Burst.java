package mqttlab.broker.server;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Whom a reader has sent something to since it last waited for its own client. They are all written to when it waits again:
 * of the messages that came with one read, those for one client go out with one write.
 *
 * <p>Belongs to its reader's thread.
 */
final class Burst {

    private static final ThreadLocal<Burst> OF_READER = new ThreadLocal<>();

    private final Set<Outbox> due = new LinkedHashSet<>();

    /** From now on this is the burst of the calling thread. */
    void begin() {
        OF_READER.set(this);
    }

    /** Flushes an outbox at the end of the calling thread's burst; at once, when that thread is no reader. */
    static void flushInTime(Outbox outbox) {
        Burst burst = OF_READER.get();
        if (burst == null) {
            outbox.flush();
        } else {
            burst.due.add(outbox);
        }
    }

    void flush() {
        for (Iterator<Outbox> each = due.iterator(); each.hasNext();) {
            each.next().flush();
            each.remove();
        }
    }
}
