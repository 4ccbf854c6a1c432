package mqttlab.broker.health;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.TimeUnit;

/**
 * Messages that a session had no room for. The log has it when the first one is lost, and then now and then how many more: they
 * come in thousands. For one thread at a time.
 */
public final class Losses {

    private static final Logger LOG = System.getLogger("mqttlab.broker");
    private static final long SILENCE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final String clientId;
    private boolean own;
    private long unsaid;
    private long said = System.nanoTime() - SILENCE_NANOS;

    public Losses(String clientId) {
        this.clientId = clientId;
    }

    /** @param own whether its own queue is full, and not only those of all sessions together */
    public void add(boolean own) {
        this.own = own;
        unsaid++;
        if (System.nanoTime() - said >= SILENCE_NANOS) {
            sayRest();
        }
    }

    /** No more will come for now. */
    public void sayRest() {
        if (unsaid > 0) {
            LOG.log(Level.WARNING, own ? "The queue of {0} is full, and messages for it were dropped: {1}"
                    : "All queues together are full, and messages for {0} were dropped: {1}", clientId, Long.toString(unsaid));
            unsaid = 0;
            said = System.nanoTime();
        }
    }
}
