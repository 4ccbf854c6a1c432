package mqttlab.broker.session;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import mqttlab.broker.access.Rights;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Packet.PubComp;
import mqttlab.broker.codec.Packet.PubRec;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.health.Limits;
import mqttlab.broker.health.Statistics;

/**
 * What the broker keeps for one client: its subscriptions, the messages under way to it, and the QoS 2 messages it has not
 * released (section 4.1 of the standard). A persistent session outlives the connection.
 *
 * <p>Safe for use from any thread. No method waits for a client, except {@link #awaitRoom}.
 */
public final class Session {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roomOrNoLink = lock.newCondition();
    private final String clientId;
    private final boolean clean;
    private final Statistics statistics;
    private final Map<String, QoS> subscriptions = new HashMap<>();
    private final Outgoing outgoing;
    private final Set<Integer> unreleased = new HashSet<>();
    private volatile Rights rights = Rights.ALL;
    private volatile Link link;
    private boolean discarded;

    Session(String clientId, boolean clean, Limits limits, Statistics statistics) {
        this.clientId = clientId;
        this.clean = clean;
        this.statistics = statistics;
        this.outgoing = new Outgoing(limits.window(), limits.sessionBytes());
    }

    public String clientId() {
        return clientId;
    }

    /** Whether it ends with its connection. */
    public boolean isClean() {
        return clean;
    }

    /**
     * The client is here: it gets the acknowledgement, and then what it has missed. Whoever else was connected is cut off
     * [MQTT-3.1.4-2].
     *
     * @return whether the session is still to be had: another client may have just replaced it
     */
    boolean attach(Link newcomer, Packet.ConnAck accepted, Rights rights) {
        lock.lock();
        try {
            if (discarded) {
                return false;
            }
            if (link != null) {
                link.cut("another client has connected as " + clientId);
            }
            this.rights = rights;
            link = newcomer;
            newcomer.send(accepted);
            outgoing.again().forEach(newcomer::send);
            roomOrNoLink.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether it was this link that the session had */
    boolean detach(Link gone) {
        lock.lock();
        try {
            if (link != gone) {
                return false;
            }
            link = null;
            roomOrNoLink.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Nothing of it is to be used again. */
    void discard(Subscriptions tree) {
        lock.lock();
        try {
            discarded = true;
            subscriptions.keySet().forEach(filter -> tree.remove(this, filter));
            subscriptions.clear();
            if (link != null) {
                link.cut("another client has connected as " + clientId);
            }
        } finally {
            lock.unlock();
        }
    }

    /** An identical filter replaces the old subscription [MQTT-3.8.4-3]. */
    public void subscribe(String filter, QoS qos, Subscriptions tree) {
        lock.lock();
        try {
            if (!discarded) {
                subscriptions.put(filter, qos);
                tree.put(this, filter, qos);
            }
        } finally {
            lock.unlock();
        }
    }

    public void unsubscribe(String filter, Subscriptions tree) {
        lock.lock();
        try {
            if (subscriptions.remove(filter) != null) {
                tree.remove(this, filter);
            }
        } finally {
            lock.unlock();
        }
    }

    /** A message that matches a subscription: sent, or kept until it can be [MQTT-3.1.2-5], or dropped where that is allowed. */
    public void deliver(Message message, QoS granted) {
        if (!rights.mayReceive(message.topic())) {
            return;
        }
        QoS qos = message.qos().atMost(granted);
        if (qos == QoS.AT_MOST_ONCE) {
            Link now = link;
            if (now != null) {
                now.sendIfThereIsRoom(message);
            }
        } else {
            keep(message, qos);
        }
    }

    private void keep(Message message, QoS qos) {
        lock.lock();
        try {
            if (outgoing.hasRoomFor(message)) {
                outgoing.add(message, qos);
                sendWhatIsDue();
            } else {
                statistics.droppedQueued.increment();
                if (link != null) {
                    link.cut("it is too slow: its queue is full");
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void sendWhatIsDue() {
        if (link != null) {
            outgoing.next().forEach(link::send);
        }
    }

    public void acknowledged(Link from, PubAck ack) {
        answer(from, () -> outgoing.arrived(ack));
    }

    public void acknowledged(Link from, PubRec rec) {
        answer(from, () -> outgoing.arrived(rec));
    }

    public void acknowledged(Link from, PubComp comp) {
        answer(from, () -> outgoing.arrived(comp));
    }

    private void answer(Link from, Supplier<List<Packet>> step) {
        lock.lock();
        try {
            if (link == from) {
                step.get().forEach(link::send);
                roomOrNoLink.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** [MQTT-4.3.3-2] whether a QoS 2 message with this identifier is new; it is not when it has come before. */
    public boolean isNew(int packetId) {
        lock.lock();
        try {
            return unreleased.add(packetId);
        } finally {
            lock.unlock();
        }
    }

    public void released(int packetId) {
        lock.lock();
        try {
            unreleased.remove(packetId);
        } finally {
            lock.unlock();
        }
    }

    /** Whether the client keeps up: more can be sent without filling what is kept for it. */
    public boolean hasRoom() {
        lock.lock();
        try {
            return link != null && link.hasRoom() && outgoing.isHalfEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** To be called when a link that had no room has some again. */
    public void roomWasMade() {
        lock.lock();
        try {
            roomOrNoLink.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the client keeps up.
     *
     * @return whether it does; not, when it has gone
     */
    public boolean awaitRoom() throws InterruptedException {
        lock.lock();
        try {
            while (link != null && !(link.hasRoom() && outgoing.isHalfEmpty())) {
                roomOrNoLink.await();
            }
            return link != null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return clientId;
    }
}
