package mqttlab.broker.routing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import mqttlab.broker.session.Change.Retained;
import mqttlab.broker.session.History;
import mqttlab.broker.session.Message;
import mqttlab.broker.topic.TopicTree;

/** The last retained message of each topic [MQTT-3.3.1-5]. */
public final class RetainedMessages {

    private final TopicTree<Message> topics = new TopicTree<>();
    private final History history;

    RetainedMessages(History history) {
        this.history = history;
    }

    /** An empty payload removes what was retained [MQTT-3.3.1-10] and is not retained itself [MQTT-3.3.1-11]. */
    void keep(Message message) {
        topics.update(message.topic(), old -> {
            remember(message);
            return message.payload().size() == 0 ? null : message;
        });
    }

    /** What the broker counts begins at 0 when it starts. */
    private void remember(Message message) {
        if (!message.topic().startsWith("$SYS/")) {
            history.add(new Retained(message));
        }
    }

    void retell() {
        List<String> names = new ArrayList<>();
        topics.forAll(message -> names.add(message.topic()));
        // One after another: in each moment a newer message may come.
        names.forEach(name -> history.together(() -> topics.update(name, current -> {
            if (current != null) {
                remember(current);
            }
            return current;
        })));
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
