package mqttlab.broker.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.codec.QoS;

/**
 * What the broker keeps for one client: what it has subscribed to, and how to reach it.
 *
 * <p>Safe for use from any thread. No method waits for a client, unless it says so.
 */
public class Session {

    final ReentrantLock lock = new ReentrantLock();
    private final String clientId;
    private final Subscriptions tree;
    private final Map<String, QoS> subscriptions = new HashMap<>();
    private volatile Link link;

    public Session(String clientId, Subscriptions tree) {
        this.clientId = clientId;
        this.tree = tree;
    }

    public String clientId() {
        return clientId;
    }

    /** Whose session it is: {@link Sessions.Choice#owner}. */
    Object owner() {
        return clientId;
    }

    /** Whether it ends with its connection. */
    public boolean isClean() {
        return true;
    }

    /** Null while its client is not connected. */
    Link link() {
        return link;
    }

    Map<String, QoS> subscriptions() {
        return subscriptions;
    }

    /** Its client has connected, and is told so. No other is connected: that has ended before. */
    void attach(Link newcomer, ConnAck accepted) {
        lock.lock();
        try {
            newcomer.send(accepted);
            // Only now: messages with QoS 0 take no lock, and nothing may come before the CONNACK [MQTT-3.2.0-1].
            link = newcomer;
        } finally {
            lock.unlock();
        }
    }

    /** Its client has gone. */
    void detach() {
        lock.lock();
        try {
            link = null;
        } finally {
            lock.unlock();
        }
    }

    /** It is not used again, and no client is connected to it. */
    void discard() {
        lock.lock();
        try {
            subscriptions.keySet().forEach(filter -> tree.remove(this, filter));
            subscriptions.clear();
        } finally {
            lock.unlock();
        }
    }

    /** An identical filter replaces the old subscription [MQTT-3.8.4-3]. */
    public void subscribe(String filter, QoS qos) {
        lock.lock();
        try {
            tree.put(this, filter, qos);
            subscriptions.put(filter, qos);
        } finally {
            lock.unlock();
        }
    }

    // lab:stage 03
    /** @return whether there was such a subscription */
    public boolean unsubscribe(String filter) {
        lock.lock();
        try {
            if (subscriptions.remove(filter) == null) {
                return false;
            }
            tree.remove(this, filter);
            return true;
        } finally {
            lock.unlock();
        }
    }

    // lab:end
    /** A message that matches a subscription is sent, or dropped if the client is too slow: QoS 0 allows that. */
    public void deliver(Message message, QoS granted) {
        Link now = link;
        if (now != null) {
            now.sendIfThereIsRoom(message);
        }
    }

    // lab:stage 04
    /** What was granted with this filter; nothing if it has no such subscription. */
    public Optional<QoS> granted(String filter) {
        lock.lock();
        try {
            return Optional.ofNullable(subscriptions.get(filter));
        } finally {
            lock.unlock();
        }
    }

    /** Whether the client keeps up. */
    public boolean hasRoom() {
        Link now = link;
        return now != null && now.hasRoom();
    }

    /**
     * Waits until the client keeps up: until more can be sent without filling what waits for it.
     *
     * @return whether it does; not, when it has gone
     */
    public boolean awaitRoom() {
        Link now = link;
        if (now != null) {
            now.awaitRoom();
        }
        return link != null;
    }

    // lab:end
    @Override
    public String toString() {
        return clientId;
    }
}
