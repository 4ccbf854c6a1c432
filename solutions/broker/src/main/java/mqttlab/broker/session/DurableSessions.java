package mqttlab.broker.session;

import java.util.concurrent.atomic.AtomicLong;
import mqttlab.broker.access.Access;
import mqttlab.broker.access.Identity;

/** Those that are not clean outlive the broker, too. Each has a number, which its changes in the history carry. */
public class DurableSessions extends OwnedSessions {

    private final History history;
    private final AtomicLong lastNumber = new AtomicLong();

    public DurableSessions(Subscriptions subscriptions, Access access, History history, int window, long maxBytes) {
        super(subscriptions, access, window, maxBytes);
        this.history = history;
    }

    @Override
    final OwnedSession persistent(Identity owner) {
        return begin(lastNumber.incrementAndGet(), owner);
    }

    /** One that began before the broker was restarted. */
    final DurableSession restore(long number, Identity owner) {
        lastNumber.accumulateAndGet(number, Math::max);
        return begin(number, owner);
    }

    private DurableSession begin(long number, Identity owner) {
        return durable(number, history, owner, new DurableOutgoing(window, maxBytes, number, history));
    }

    DurableSession durable(long number, History history, Identity owner, DurableOutgoing outgoing) {
        return new DurableSession(number, history, owner, subscriptions, outgoing, access);
    }
}
