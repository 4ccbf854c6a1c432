package mqttlab.broker.session;

import java.util.concurrent.locks.Condition;
import mqttlab.broker.codec.Packet.Acknowledgement;
import mqttlab.broker.codec.QoS;

/** A session that keeps messages with QoS 1 and 2 until its client has acknowledged them (section 4.3 of the standard). */
public class ReliableSession extends Session {

    private final Condition roomOrNoLink = lock.newCondition();
    private final Outgoing outgoing;
    // lab:stage 06
    private final Incoming incoming = new Incoming();
    // lab:end

    public ReliableSession(String clientId, Subscriptions tree, Outgoing outgoing) {
        super(clientId, tree);
        this.outgoing = outgoing;
    }

    @Override
    void detach() {
        lock.lock();
        try {
            super.detach();
            roomOrNoLink.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** A message that matches a subscription: sent, or kept until it can be, or dropped where that is allowed. */
    @Override
    public void deliver(Message message, QoS granted) {
        QoS qos = message.qos().atMost(granted);
        if (qos == QoS.AT_MOST_ONCE) {
            super.deliver(message, granted);
            return;
        }
        lock.lock();
        try {
            if (outgoing.hasRoomFor(message)) {
                outgoing.add(message, qos);
                sendWhatIsDue();
            } else {
                overflow();
            }
        } finally {
            lock.unlock();
        }
    }

    private void sendWhatIsDue() {
        // lab:stage 11
        if (link() != null && link().isPressed() && !outgoing.underWay.isEmpty()) {
            // The next answer sends it.
            return;
        }
        // lab:end
        if (link() != null) {
            outgoing.next().forEach(link()::send);
        }
    }

    /** There is no room for a message, which is dropped. */
    void overflow() {
        if (link() != null) {
            link().cut("there is no room for its messages");
        }
    }

    /** The client, which is connected, has acknowledged a message. */
    public void acknowledged(Acknowledgement ack) {
        lock.lock();
        try {
            outgoing.arrived(ack).forEach(link()::send);
            roomOrNoLink.signalAll();
        } catch (WrongAnswer e) {
            // If it were overlooked, the message would be under way for good. After some more of them, the client gets nothing.
            link().cut(e.getMessage());
        } finally {
            lock.unlock();
        }
    }

    Outgoing outgoing() {
        return outgoing;
    }

    @Override
    public boolean hasRoom() {
        lock.lock();
        try {
            return super.hasRoom() && outgoing.isHalfEmpty();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean awaitRoom() {
        lock.lock();
        try {
            while (link() != null && !outgoing.isHalfEmpty()) {
                roomOrNoLink.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        return super.awaitRoom();
    }

    // lab:stage 06
    /** Whether a QoS 2 message with this identifier is new. From now on it is not, until the client releases it. */
    public boolean isNew(int packetId) {
        lock.lock();
        try {
            return receive(packetId);
        } finally {
            lock.unlock();
        }
    }

    public void released(int packetId) {
        lock.lock();
        try {
            complete(packetId);
        } finally {
            lock.unlock();
        }
    }

    boolean receive(int packetId) {
        return incoming.receive(packetId);
    }

    boolean complete(int packetId) {
        return incoming.complete(packetId);
    }

    Incoming incoming() {
        return incoming;
    }
    // lab:end
}
