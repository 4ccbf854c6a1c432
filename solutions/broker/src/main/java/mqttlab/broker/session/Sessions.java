package mqttlab.broker.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import mqttlab.broker.access.Rights;
import mqttlab.broker.codec.ConnectReturn;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.health.Limits;
import mqttlab.broker.health.Statistics;

/** All sessions, by client identifier. */
public final class Sessions {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Session> byClient = new HashMap<>();
    private final Subscriptions subscriptions;
    private final Limits limits;
    private final Statistics statistics;

    public Sessions(Subscriptions subscriptions, Limits limits, Statistics statistics) {
        this.subscriptions = subscriptions;
        this.limits = limits;
        this.statistics = statistics;
    }

    /**
     * Gives a client its session, the old one if both that and the new connection are persistent [MQTT-3.1.2-4], and
     * connects the two.
     *
     * @return empty if yet another client came with the same identifier, and has won
     */
    public Optional<Session> open(String clientId, boolean clean, Link link, Rights rights) {
        Session replaced = null;
        Session session;
        boolean present;
        lock.lock();
        try {
            Session known = byClient.get(clientId);
            present = known != null && !clean && !known.isClean();
            if (present) {
                session = known;
            } else {
                replaced = known;
                session = new Session(clientId, clean, limits, statistics);
                byClient.put(clientId, session);
            }
        } finally {
            lock.unlock();
        }
        if (replaced != null) {
            replaced.discard(subscriptions);
        }
        return session.attach(link, new ConnAck(present, ConnectReturn.ACCEPTED), rights)
                ? Optional.of(session) : Optional.empty();
    }

    /** The client has gone; a clean session goes with it. */
    public void leave(Session session, Link link) {
        if (session.detach(link) && session.isClean()) {
            lock.lock();
            try {
                byClient.remove(session.clientId(), session);
            } finally {
                lock.unlock();
            }
            session.discard(subscriptions);
        }
    }
}
