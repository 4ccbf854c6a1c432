package mqttlab.broker.routing;

import java.util.ArrayList;
import java.util.List;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.topic.TopicTree;

/** The last retained message of each topic [MQTT-3.3.1-5]. */
final class RetainedMessages {

    private final TopicTree<Publish> topics = new TopicTree<>();

    /** An empty payload removes what was retained [MQTT-3.3.1-10] and is not retained itself [MQTT-3.3.1-11]. */
    void keep(Publish message) {
        topics.update(message.topic(), old -> message.payload().size() == 0 ? null : message);
    }

    /** @param filter or the name of a topic, which is a filter that matches nothing else */
    List<Publish> matching(String filter) {
        List<Publish> found = new ArrayList<>();
        topics.forMatchedBy(filter, found::add);
        return found;
    }
}
