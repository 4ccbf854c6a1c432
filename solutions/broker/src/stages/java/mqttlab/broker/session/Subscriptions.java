package mqttlab.broker.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import mqttlab.broker.codec.QoS;

/** Who has subscribed to what: to topics by their exact names, in this stage. Looking takes no lock. */
public final class Subscriptions {

    private final Map<String, Map<Session, QoS>> topics = new ConcurrentHashMap<>();

    void put(Session session, String topic, QoS qos) {
        topics.compute(topic, (name, known) -> {
            Map<Session, QoS> subscribers = known == null ? new ConcurrentHashMap<>() : known;
            subscribers.put(session, qos);
            return subscribers;
        });
    }

    void remove(Session session, String topic) {
        topics.computeIfPresent(topic, (name, subscribers) -> {
            subscribers.remove(session);
            return subscribers.isEmpty() ? null : subscribers;
        });
    }

    /** Hands over each session that wants messages on this topic. */
    public void forMatching(String topic, BiConsumer<Session, QoS> action) {
        topics.getOrDefault(topic, Map.of()).forEach(action);
    }
}
