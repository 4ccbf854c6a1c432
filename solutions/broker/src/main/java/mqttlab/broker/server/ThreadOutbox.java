package mqttlab.broker.server;

import java.time.Duration;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.journal.Journal;

/** An outbox of a client with a thread of its own. Whenever that is about to read, a {@link Burst} ends, and another begins. */
final class ThreadOutbox extends BurstOutbox {

    /** Whom that thread has sent something to. */
    private final Burst burst = new Burst();

    ThreadOutbox(Transport transport, int maxBytes, Journal journal, Statistics statistics, OutboxMemory.Share memory) {
        super(transport, maxBytes, journal, statistics, memory);
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
