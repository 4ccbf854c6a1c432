package mqttlab.broker.session;

import java.util.concurrent.atomic.AtomicLong;
import mqttlab.broker.access.Access;
import mqttlab.broker.access.Identity;

/** Sessions that are not clean outlive the broker, too. Each has a number, which its changes in the history carry. */
public class DurableSessions extends OwnedSessions {

    private final History history;
    private final AtomicLong lastNumber = new AtomicLong();

    public DurableSessions(Subscriptions subscriptions, Access access, History history, int window, long maxBytes) {
        super(subscriptions, access, window, maxBytes);
        this.history = history;
    }

    @Override
    final OwnedSession persistent(Identity owner) {
        return durable(lastNumber.incrementAndGet(), owner);
    }

    /** One that began before the broker was restarted. */
    final DurableSession restore(long number, Identity owner) {
        lastNumber.accumulateAndGet(number, Math::max);
        return durable(number, owner);
    }

    DurableSession durable(long number, Identity owner) {
        DurableOutgoing outgoing = new DurableOutgoing(window, maxBytes, number, history);
        return new DurableSession(number, history, owner, subscriptions, outgoing, access);
    }
}
