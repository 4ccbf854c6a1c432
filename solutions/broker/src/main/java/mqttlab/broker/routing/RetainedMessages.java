package mqttlab.broker.routing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import mqttlab.broker.session.Message;
import mqttlab.broker.topic.TopicTree;

/** The last retained message of each topic [MQTT-3.3.1-5]. */
public final class RetainedMessages {

    private final TopicTree<Message> topics = new TopicTree<>();

    /** An empty payload removes what was retained [MQTT-3.3.1-10] and is not retained itself [MQTT-3.3.1-11]. */
    void keep(Message message) {
        topics.update(message.topic(), old -> message.payload().size() == 0 ? null : message);
    }

    Deque<Message> matching(String filter) {
        Deque<Message> found = new ArrayDeque<>();
        topics.forMatchedBy(filter, found::add);
        return found;
    }

    Optional<Message> on(String topic) {
        return Optional.ofNullable(matching(topic).peek());
    }
}
