package mqttlab.broker.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
// lab:stage 10
import java.util.function.Predicate;
// lab:end
import mqttlab.broker.codec.ConnectReturn;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.codec.Packet.Connect;

/**
 * All sessions, and the one connection that each client may have.
 *
 * @param <S> what kind of sessions this broker has
 */
public final class Sessions<S extends Session> {

    /** Which session a client gets: the one of its own that is known already, or a new one. */
    public interface Choice<S extends Session> {
        S choose(Optional<S> known, Connect connect);

        /** Who gets this session again, and nobody else. */
        default Object owner(Connect connect) {
            return connect.clientId();
        }
    }

    private final Map<String, Link> connected = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Object, S> byOwner = new HashMap<>();
    private final Choice<S> choice;

    public Sessions(Choice<S> choice) {
        this.choice = choice;
    }

    /**
     * Gives a client its session, and connects the two.
     *
     * @return empty if another client has just replaced this one: it came with the same identifier
     */
    public Optional<S> open(Connect connect, Link link) {
        if (!takesOver(connect.clientId(), link)) {
            return Optional.empty();
        }
        S known;
        S session;
        lock.lock();
        try {
            known = byOwner.get(choice.owner(connect));
            session = choice.choose(Optional.ofNullable(known), connect);
            byOwner.put(session.owner(), session);
        } finally {
            lock.unlock();
        }
        if (known != null && known != session) {
            known.discard();
        }
        session.attach(link, new ConnAck(session == known, ConnectReturn.ACCEPTED));
        return Optional.of(session);
    }

    /**
     * [MQTT-3.1.4-2] if two clients have the same identifier, the one that was there is disconnected. The newcomer is let in when
     * everything is done that is still to be done for the old connection: last of all, its will is published.
     *
     * @return whether nobody has replaced the newcomer meanwhile
     */
    private boolean takesOver(String clientId, Link newcomer) {
        Link old = connected.put(clientId, newcomer);
        if (old != null) {
            old.cut("another client has connected as " + clientId);
            old.awaitEnd();
        }
        return connected.get(clientId) == newcomer;
    }

    /**
     * The client has gone, and its session goes with it if it is a clean one [MQTT-3.1.2-6]. Its will may still be to come, and
     * a client that takes over waits for that.
     */
    public void leave(Session session, Link link) {
        try {
            session.detach();
            if (session.isClean()) {
                remove(session);
            }
        } finally {
            link.whenEnded(() -> connected.remove(session.clientId(), link));
        }
    }

    void remove(Session session) {
        lock.lock();
        try {
            byOwner.remove(session.owner(), session);
        } finally {
            lock.unlock();
        }
        session.discard();
    }

    // lab:stage 10
    public Optional<S> find(Object owner) {
        lock.lock();
        try {
            return Optional.ofNullable(byOwner.get(owner));
        } finally {
            lock.unlock();
        }
    }

    /** Adds one that was restored. */
    void put(S session) {
        lock.lock();
        try {
            byOwner.put(session.owner(), session);
        } finally {
            lock.unlock();
        }
    }

    List<S> all() {
        lock.lock();
        try {
            return List.copyOf(byOwner.values());
        } finally {
            lock.unlock();
        }
    }

    /**
     * Ends those of clients that are away. One that comes is connected before it gets its session, which stays then.
     *
     * @return those that have ended
     */
    public List<S> removeAbsent(Predicate<S> unwanted) {
        List<S> removed;
        lock.lock();
        try {
            removed = byOwner.values().stream()
                    .filter(session -> !connected.containsKey(session.clientId()) && unwanted.test(session)).toList();
            removed.forEach(session -> byOwner.remove(session.owner()));
        } finally {
            lock.unlock();
        }
        removed.forEach(Session::discard);
        return removed;
    }
    // lab:end
}
