package mqttlab.broker.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import mqttlab.broker.access.Access;
import mqttlab.broker.access.Identity;
import mqttlab.broker.access.Rights;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.Acknowledgement;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.health.Limits;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.session.Change.Completed;
import mqttlab.broker.session.Change.Discarded;
import mqttlab.broker.session.Change.Forgotten;
import mqttlab.broker.session.Change.OfSession;
import mqttlab.broker.session.Change.Opened;
import mqttlab.broker.session.Change.Owned;
import mqttlab.broker.session.Change.Queued;
import mqttlab.broker.session.Change.Received;
import mqttlab.broker.session.Change.Released;
import mqttlab.broker.session.Change.Sent;
import mqttlab.broker.session.Change.Subscribed;
import mqttlab.broker.session.Change.Unsubscribed;

/**
 * What the broker keeps for one client: its subscriptions, the messages under way to it, and the QoS 2 messages it has not
 * released (section 4.1 of the standard). A persistent session outlives the connection.
 *
 * <p>Safe for use from any thread. No method waits for a client, except {@link #awaitRoom}.
 */
public final class Session {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition roomOrNoLink = lock.newCondition();
    private final long number;
    private final String clientId;
    private final boolean clean;
    private final Access access;
    private final History history;
    private final Statistics statistics;
    private final Map<String, QoS> subscriptions = new HashMap<>();
    private final Outgoing outgoing;
    private final Incoming incoming;
    private Optional<String> userName = Optional.empty();
    private volatile Rights rights;
    private volatile Link link;
    private boolean discarded;
    /** It has come back to a queue that is rather full: to cut it off again would not help it. */
    private boolean catchingUp;

    /** @param number no other session has it; a session that is restored gets its own again */
    Session(long number, String clientId, boolean clean, Access access, History history, Limits limits, Statistics statistics) {
        this.number = number;
        this.clientId = clientId;
        this.clean = clean;
        // What ends with its connection does not outlive the broker, either.
        this.history = clean ? History.NONE : history;
        this.access = access;
        this.statistics = statistics;
        this.outgoing = new Outgoing(number, this.history, limits.window(), limits.sessionBytes());
        this.incoming = new Incoming(number, this.history);
        this.history.add(new Opened(number, clientId));
        this.rights = access.rightsOf(Identity.anonymous(clientId));
    }

    long number() {
        return number;
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
    boolean attach(Link newcomer, Packet.ConnAck accepted, Optional<String> userName) {
        lock.lock();
        try {
            if (discarded) {
                return false;
            }
            if (link != null) {
                link.cut("another client has connected as " + clientId);
            }
            belongTo(userName);
            newcomer.send(accepted);
            outgoing.again().forEach(newcomer::send);
            catchingUp = !outgoing.isHalfEmpty();
            // Only now: a message with QoS 0 takes no lock, and nothing may come before the CONNACK [MQTT-3.2.0-1].
            link = newcomer;
            roomOrNoLink.signalAll();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Messages come while the user is away, so what that user may have is known to the session. */
    private void belongTo(Optional<String> user) {
        if (!user.equals(userName)) {
            history.add(new Owned(number, user));
            userName = user;
            rights = access.rightsOf(new Identity(clientId, user));
        }
    }

    /** What its client may do. */
    public Rights rights() {
        return rights;
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
            history.add(new Discarded(number));
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
        locked(() -> {
            if (!discarded) {
                subscriptions.put(filter, qos);
                history.add(new Subscribed(number, filter, qos));
                tree.put(this, filter, qos);
            }
        });
    }

    public void unsubscribe(String filter, Subscriptions tree) {
        locked(() -> {
            if (subscriptions.remove(filter) != null) {
                history.add(new Unsubscribed(number, filter));
                tree.remove(this, filter);
            }
        });
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
                if (link != null && !catchingUp) {
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

    public void acknowledged(Link from, Acknowledgement ack) {
        lock.lock();
        try {
            if (link == from) {
                outgoing.arrived(ack).forEach(link::send);
                catchingUp &= !outgoing.isHalfEmpty();
                roomOrNoLink.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Whether a QoS 2 message with this identifier is new; it is not when it has come before, or comes late over a link that
     * was replaced.
     */
    public boolean isNew(Link from, int packetId) {
        return locked(() -> link == from && incoming.isNew(packetId));
    }

    public void released(Link from, int packetId) {
        locked(() -> {
            if (link == from) {
                incoming.released(packetId);
            }
        });
    }

    /** Whether the client keeps up: more can be sent without filling what is kept for it. */
    public boolean hasRoom() {
        return locked(() -> link != null && keepsUp());
    }

    private boolean keepsUp() {
        return link.hasRoom() && outgoing.isHalfEmpty();
    }

    /** To be called when a link that had no room has some again. */
    public void roomWasMade() {
        locked(roomOrNoLink::signalAll);
    }

    /**
     * Waits until the client keeps up.
     *
     * @return whether it does; not, when it has gone
     */
    public boolean awaitRoom() throws InterruptedException {
        lock.lock();
        try {
            while (link != null && !keepsUp()) {
                roomOrNoLink.await();
            }
            return link != null;
        } finally {
            lock.unlock();
        }
    }

    /** Does again what was done before the broker was restarted. */
    void replay(OfSession change, Subscriptions tree) {
        switch (change) {
            case Owned owned -> belongTo(owned.userName());
            case Subscribed subscribed -> subscribe(subscribed.filter(), subscribed.qos(), tree);
            case Unsubscribed unsubscribed -> unsubscribe(unsubscribed.filter(), tree);
            case Queued queued -> outgoing.add(queued.message(), queued.qos());
            case Sent sent -> outgoing.replay(sent);
            case Released released -> outgoing.replay(released);
            case Forgotten forgotten -> outgoing.replay(forgotten);
            case Received received -> incoming.isNew(received.packetId());
            case Completed completed -> incoming.released(completed.packetId());
        }
    }

    /** Tells its whole history anew, as short as it can be. */
    void retell() {
        locked(() -> {
            if (!discarded) {
                history.add(new Opened(number, clientId));
                if (userName.isPresent()) {
                    history.add(new Owned(number, userName));
                }
                subscriptions.forEach((filter, qos) -> history.add(new Subscribed(number, filter, qos)));
                outgoing.retell();
                incoming.retell();
            }
        });
    }

    private void locked(Runnable action) {
        lock.lock();
        try {
            action.run();
        } finally {
            lock.unlock();
        }
    }

    private boolean locked(BooleanSupplier question) {
        lock.lock();
        try {
            return question.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return clientId;
    }
}
