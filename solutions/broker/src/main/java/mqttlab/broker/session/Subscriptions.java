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
public class Subscriptions {

    // lab:until 03 private final Map<String, Map<Session, QoS>> filters = new ConcurrentHashMap<>();
    // lab:stage 03
    private final TopicTree<Map<Session, QoS>> filters = new TopicTree<>();
    // lab:end

    void put(Session session, String filter, QoS qos) {
        // lab:until 03 filters.compute(filter, (name, known) -> {
        // lab:stage 03
        filters.update(filter, known -> {
        // lab:end
            Map<Session, QoS> subscribers = known == null ? new ConcurrentHashMap<>(1) : known;
            subscribers.put(session, qos);
            return subscribers;
        });
    }

    void remove(Session session, String filter) {
        // lab:until 03 filters.computeIfPresent(filter, (name, subscribers) -> {
        // lab:stage 03
        filters.update(filter, subscribers -> {
            if (subscribers == null) {
                return null;
            }
        // lab:end
            subscribers.remove(session);
            return subscribers.isEmpty() ? null : subscribers;
        });
    }

    /** Hands over each session that wants messages on this topic, once, and the QoS that it was granted. */
    public void forMatching(String topic, BiConsumer<Session, QoS> action) {
        // lab:until 03 filters.getOrDefault(topic, Map.of()).forEach(action);
        // lab:stage 03
        List<Map<Session, QoS>> matching = new ArrayList<>(4);
        filters.forMatching(topic, matching::add);
        if (matching.size() == 1) {
            matching.getFirst().forEach(action);
        } else if (!matching.isEmpty()) {
            // [MQTT-3.3.5-1] if several of its filters match, the highest QoS counts.
            Map<Session, QoS> once = new HashMap<>();
            matching.forEach(subscribers -> subscribers.forEach((session, qos) -> once.merge(session, qos, QoS::atLeast)));
            once.forEach(action);
        }
        // lab:end
    }
}
