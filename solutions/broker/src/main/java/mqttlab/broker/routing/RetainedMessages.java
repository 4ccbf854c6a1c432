package mqttlab.broker.routing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import mqttlab.broker.session.Message;
import mqttlab.broker.topic.TopicTree;

/** The last retained message of each topic [MQTT-3.3.1-5]. */
public class RetainedMessages {

    final TopicTree<Message> topics = new TopicTree<>();

    void keep(Message message) {
        topics.update(message.topic(), old -> kept(message));
    }

    /** An empty payload removes what was retained [MQTT-3.3.1-10] and is not retained itself [MQTT-3.3.1-11]. */
    static Message kept(Message message) {
        return message.payload().size() == 0 ? null : message;
    }

    /** @param filter or the name of a topic, which is a filter that matches nothing else */
    Deque<Message> matching(String filter) {
        Deque<Message> found = new ArrayDeque<>();
        topics.forNamesMatching(filter, found::add);
        return found;
    }

    Optional<Message> on(String topic) {
        return Optional.ofNullable(matching(topic).peek());
    }
}
