package mqttlab.broker.routing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.health.Counts;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.session.Change;
import mqttlab.broker.session.Change.Retained;
import mqttlab.broker.session.History;
import mqttlab.broker.session.Message;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Retained messages in a journal")
class BoundedRetainedMessagesTest {

    private final List<Change> changes = new ArrayList<>();
    private final History history = new History() {
        @Override
        public void add(Change change) {
            changes.add(change);
        }

        @Override
        public void atomically(Runnable some) {
            some.run();
        }
    };
    private final BoundedRetainedMessages retained = new BoundedRetainedMessages(history, Counts.DEFAULT, new Statistics());

    @Test
    @DisplayName("are those of clients, and of the broker's own what says how many messages were lost")
    void ofTheBroker() {
        Message news = message("news", "rain");
        Message lost = message(Statistics.DROPPED_QUEUED, "7");
        retained.keep(news);
        retained.keep(lost);
        retained.keep(message("$SYS/broker/messages/sent", "9"));
        assertThat(changes).containsExactly(new Retained(news), new Retained(lost));
        changes.clear();
        retained.recordState();
        assertThat(changes).containsExactlyInAnyOrder(new Retained(news), new Retained(lost));
        assertThat(retained.counted(Statistics.DROPPED_QUEUED)).isEqualTo(7);
        assertThat(retained.counted("another")).isZero();
    }

    private static Message message(String topic, String text) {
        return new Message(topic, Payload.of(text), QoS.AT_MOST_ONCE, true);
    }
}
