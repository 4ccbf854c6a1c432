package mqttlab.broker.session;

import mqttlab.broker.codec.Packet.Acknowledgement;
import mqttlab.broker.codec.Packet.ConnAck;

/** A session that outlives its connection, unless it is a clean one: what was not acknowledged waits for the client. */
public class PersistentSession extends ReliableSession {

    private final boolean clean;
    /** Its client has come back to a queue that is more than half full. To cut it off again would not help it. */
    private boolean comingBack;

    public PersistentSession(String clientId, boolean clean, Subscriptions tree, Outgoing outgoing) {
        super(clientId, tree, outgoing);
        this.clean = clean;
    }

    @Override
    public boolean isClean() {
        return clean;
    }

    @Override
    void attach(Link newcomer, ConnAck accepted) {
        lock.lock();
        try {
            super.attach(newcomer, accepted);
            outgoing().again().forEach(newcomer::send);
            comingBack = !outgoing().isHalfEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void acknowledged(Acknowledgement ack) {
        lock.lock();
        try {
            super.acknowledged(ack);
            comingBack &= !outgoing().isHalfEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    void overflow() {
        if (!comingBack) {
            super.overflow();
        }
    }
}
