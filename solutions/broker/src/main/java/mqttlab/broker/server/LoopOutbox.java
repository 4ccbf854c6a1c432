package mqttlab.broker.server;

import java.io.IOException;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.journal.Journal;

/**
 * An outbox of a connection that never waits by itself: whoever sends a packet writes it at once. Only what does not fit, or has
 * to wait for the disk, is left to a thread.
 */
final class LoopOutbox extends BurstOutbox {

    private final LoopTransport transport;

    LoopOutbox(LoopTransport transport, int maxBytes, Journal journal, Statistics statistics, OutboxMemory.Share memory) {
        super(transport, maxBytes, journal, statistics, memory);
        this.transport = transport;
    }

    @Override
    void begin() {
        try {
            if (isDurable()) {
                writeAtOnce();
            }
            if (!waiting.isEmpty()) {
                super.begin();
            } else {
                take(waiting);
            }
        } catch (RuntimeException | Error e) {
            // Nobody else would ever write to the client again.
            close();
            throw e;
        }
    }

    private void writeAtOnce() {
        try {
            waiting.drop(transport.writeAtOnce(waiting));
        } catch (IOException e) {
            // The reader finds out, too.
            close();
        }
    }
}
