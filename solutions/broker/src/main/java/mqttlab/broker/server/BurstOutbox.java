package mqttlab.broker.server;

import mqttlab.broker.health.Statistics;
import mqttlab.broker.journal.Journal;

/**
 * An outbox that is written to at the end of a {@link Burst}. That makes the broker fast, since a write costs as much as a
 * hundred messages, and it delays nothing, since a burst ends before its reader waits.
 */
abstract class BurstOutbox extends CountingOutbox implements Burst.Due {

    /** So much is worth a write of its own. */
    private static final int ENOUGH = 16 * 1024;

    BurstOutbox(Transport transport, int maxBytes, Journal journal, Statistics statistics, OutboxMemory.Share memory) {
        super(transport, maxBytes, journal, statistics, memory);
    }

    @Override
    void changed() {
        account();
        if (size() >= ENOUGH || !Burst.takes(this)) {
            startWriting();
        }
    }

    @Override
    public final void flush() {
        lock.lock();
        try {
            startWriting();
        } finally {
            lock.unlock();
        }
    }
}
