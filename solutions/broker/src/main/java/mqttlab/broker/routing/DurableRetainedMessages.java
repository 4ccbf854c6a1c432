package mqttlab.broker.routing;

import java.util.ArrayList;
import java.util.List;
import mqttlab.broker.session.Change.Retained;
import mqttlab.broker.session.History;
import mqttlab.broker.session.Message;

/** Retained messages that survive a crash. */
public class DurableRetainedMessages extends RetainedMessages {

    private final History history;

    public DurableRetainedMessages(History history) {
        this.history = history;
    }

    @Override
    void keep(Message message) {
        topics.update(message.topic(), old -> replace(old, message));
    }

    /** @return what the topic has now; nobody else changes that meanwhile */
    Message replace(Message old, Message message) {
        addToHistory(message);
        return kept(message);
    }

    private void addToHistory(Message message) {
        if (isDurable(message.topic())) {
            history.add(new Retained(message));
        }
    }

    /** What the broker counts begins at 0 when it starts. */
    boolean isDurable(String topic) {
        return !topic.startsWith("$SYS/");
    }

    /** Makes a change again that was made before the broker was restarted. */
    public void replay(Retained change) {
        Message message = change.message();
        topics.update(message.topic(), old -> replace(old, message));
    }

    /** Adds to the history which messages are retained now. */
    public void recordState() {
        List<String> names = new ArrayList<>();
        topics.forAll(message -> names.add(message.topic()));
        // One after another: at any moment a newer message may come.
        names.forEach(name -> history.atomically(() -> topics.update(name, current -> {
            if (current != null) {
                addToHistory(current);
            }
            return current;
        })));
    }
}
