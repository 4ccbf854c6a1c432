package mqttlab.broker.session;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.topic.TopicTree;

/** Who has subscribed to what. Looking takes no lock. */
public final class Subscriptions {

    private final TopicTree<Map<Session, QoS>> filters = new TopicTree<>();

    void put(Session session, String filter, QoS qos) {
        filters.update(filter, known -> {
            Map<Session, QoS> subscribers = known == null ? new ConcurrentHashMap<>(1) : known;
            subscribers.put(session, qos);
            return subscribers;
        });
    }

    void remove(Session session, String filter) {
        filters.update(filter, subscribers -> {
            if (subscribers == null) {
                return null;
            }
            subscribers.remove(session);
            return subscribers.isEmpty() ? null : subscribers;
        });
    }

    /** Hands over each session that wants messages on this topic, once, with the highest QoS it was granted [MQTT-3.3.5-1]. */
    public void forMatching(String topic, BiConsumer<Session, QoS> action) {
        List<Map<Session, QoS>> matching = new ArrayList<>(4);
        filters.forMatching(topic, matching::add);
        if (matching.size() == 1) {
            matching.getFirst().forEach(action);
        } else if (!matching.isEmpty()) {
            Map<Session, QoS> once = new HashMap<>();
            matching.forEach(subscribers -> subscribers.forEach((session, qos) -> once.merge(session, qos, QoS::atLeast)));
            once.forEach(action);
        }
    }
}
