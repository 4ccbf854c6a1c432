package mqttlab.broker.server;

import java.time.Duration;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.journal.Journal;

/**
 * An outbox that is written to at the end of a {@link Burst}. That makes the broker fast, since a write costs as much as a
 * hundred messages, and it delays nothing, since a burst ends before its reader waits.
 */
final class BurstOutbox extends CountingOutbox {

    /** So much is worth a write of its own. */
    private static final int ENOUGH = 16 * 1024;

    /** Of the thread that reads from this outbox's client. */
    private final Burst burst = new Burst();

    BurstOutbox(Transport transport, int maxBytes, Journal journal, Statistics statistics) {
        super(transport, maxBytes, journal, statistics);
    }

    @Override
    void changed() {
        if (size() >= ENOUGH || !Burst.takes(this)) {
            startWriting();
        }
    }

    void flush() {
        lock.lock();
        try {
            startWriting();
        } finally {
            lock.unlock();
        }
    }

    @Override
    void awaitRoom() {
        burst.flush();
        burst.begin();
        super.awaitRoom();
    }

    @Override
    void awaitWritten(Duration patience) throws InterruptedException {
        Burst.flushOfReader();
        flush();
        super.awaitWritten(patience);
    }

    @Override
    boolean close() {
        burst.end();
        return super.close();
    }
}
