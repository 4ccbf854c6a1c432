package mqttlab.broker.session;

import mqttlab.broker.access.Access;
import mqttlab.broker.access.Identity;
import mqttlab.broker.access.Rights;
import mqttlab.broker.codec.QoS;

/** A session that belongs to a user. It keeps only what the user may have, also while the user is away. */
public class OwnedSession extends PersistentSession {

    private final Identity owner;
    private final Rights rights;

    OwnedSession(Identity owner, boolean clean, Subscriptions tree, Outgoing outgoing, Access access) {
        super(owner.clientId(), clean, tree, outgoing);
        this.owner = owner;
        this.rights = access.rightsOf(owner);
    }

    @Override
    Identity owner() {
        return owner;
    }

    /** What its client may do. */
    public Rights rights() {
        return rights;
    }

    /** Whether it has fewer subscriptions than so many, or this one, which can be replaced. */
    public boolean hasRoomFor(String filter, int max) {
        lock.lock();
        try {
            return subscriptions().size() < max || subscriptions().containsKey(filter);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void deliver(Message message, QoS granted) {
        if (rights.mayReceive(message.topic())) {
            super.deliver(message, granted);
        }
    }
}
