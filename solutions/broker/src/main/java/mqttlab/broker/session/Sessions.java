package mqttlab.broker.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import mqttlab.broker.access.Access;
import mqttlab.broker.access.Identity;
import mqttlab.broker.codec.ConnectReturn;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.health.Limits;
import mqttlab.broker.health.Statistics;

/** All sessions, by client identifier. */
public final class Sessions {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Session> byClient = new HashMap<>();
    private final Subscriptions subscriptions;
    private final Access access;
    private final History history;
    private final Limits limits;
    private final Statistics statistics;
    private long lastNumber;

    public Sessions(Subscriptions subscriptions, Access access, History history, Limits limits, Statistics statistics) {
        this.subscriptions = subscriptions;
        this.access = access;
        this.history = history;
        this.limits = limits;
        this.statistics = statistics;
    }

    /**
     * Gives a client its session, the old one if both that and the new connection are persistent [MQTT-3.1.2-4], and
     * connects the two.
     *
     * @return empty if yet another client came with the same identifier, and has won
     */
    public Optional<Session> open(Identity who, boolean clean, Link link) {
        Session replaced = null;
        Session session;
        boolean present;
        lock.lock();
        try {
            Session known = byClient.get(who.clientId());
            present = known != null && !clean && !known.isClean();
            if (present) {
                session = known;
            } else {
                replaced = known;
                session = new Session(++lastNumber, who.clientId(), clean, access, history, limits, statistics);
                byClient.put(who.clientId(), session);
            }
        } finally {
            lock.unlock();
        }
        if (replaced != null) {
            replaced.discard(subscriptions);
        }
        return session.attach(link, new ConnAck(present, ConnectReturn.ACCEPTED), who.userName())
                ? Optional.of(session) : Optional.empty();
    }

    /** The client has gone; a clean session goes with it. */
    public void leave(Session session, Link link) {
        if (session.detach(link) && session.isClean()) {
            drop(session);
        }
    }

    /** Restores one as it was when it was opened. Of two that a client had, the later replaced the other. */
    Session reopen(long number, String clientId) {
        Session session = new Session(number, clientId, false, access, history, limits, statistics);
        Session replaced;
        lock.lock();
        try {
            lastNumber = Math.max(lastNumber, number);
            Session known = byClient.get(clientId);
            replaced = known != null && known.number() > number ? session : byClient.put(clientId, session);
        } finally {
            lock.unlock();
        }
        if (replaced != null) {
            replaced.discard(subscriptions);
        }
        return session;
    }

    void drop(Session session) {
        lock.lock();
        try {
            byClient.remove(session.clientId(), session);
        } finally {
            lock.unlock();
        }
        session.discard(subscriptions);
    }

    /** Each tells its history anew, so that what was told before is no longer needed. */
    public void retell() {
        List<Session> all;
        lock.lock();
        try {
            all = List.copyOf(byClient.values());
        } finally {
            lock.unlock();
        }
        all.stream().filter(session -> !session.isClean()).forEach(session -> history.together(session::retell));
    }
}
