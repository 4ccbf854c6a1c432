package mqttlab.broker.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mqttlab.broker.codec.QoS.AT_LEAST_ONCE;
import static mqttlab.broker.codec.QoS.AT_MOST_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mqttlab.broker.access.Access;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.health.Limits;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.journal.Journal;
import mqttlab.broker.session.CountingSessions;
import mqttlab.broker.session.Link;
import mqttlab.broker.session.Message;
import mqttlab.broker.session.OwnedSession;
import mqttlab.broker.session.Sessions;
import mqttlab.broker.session.Subscriptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The router")
class RouterTest {

    private final Subscriptions subscriptions = new Subscriptions();
    private final Retaining router = new Retaining(new Router(subscriptions), new RetainedMessages());
    private final Client client = new Client();
    private final OwnedSession session = new Sessions<>(
            new CountingSessions(subscriptions, Access.open(), Journal.none(), Limits.DEFAULT, new Statistics()))
            .open(new Connect("ana", true, 0, Optional.empty(), Optional.empty()), client).orElseThrow();

    /** A client to whom messages come as text: topic and payload, and a star behind those that are marked as retained. */
    private static final class Client implements Link {

        final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        volatile Runnable beforeMessage = () -> { };

        @Override
        public void send(Packet packet) {
            if (packet instanceof Publish publish) {
                messages.add(text(publish));
            }
        }

        @Override
        public void sendIfThereIsRoom(Message message) {
            beforeMessage.run();
            messages.add(text(message.publish(AT_MOST_ONCE, 0, false)));
        }

        private static String text(Publish publish) {
            return publish.topic() + " " + new String(publish.payload().bytes(), UTF_8) + (publish.retain() ? "*" : "");
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public void awaitRoom() {
        }

        @Override
        public void awaitEnd() {
        }

        @Override
        public void whenEnded(Runnable action) {
            action.run();
        }

        @Override
        public void cut(String reason) {
            throw new AssertionError(reason);
        }

        String next() throws InterruptedException {
            return messages.poll(5, TimeUnit.SECONDS);
        }
    }

    private void retain(String topic, String text) {
        router.publish(new Message(topic, Payload.of(text), AT_LEAST_ONCE, true));
    }

    private void sendRetained(String filter, QoS granted) {
        router.matching(filter).forEach(found -> router.send(found, session, granted));
    }

    @Test
    @DisplayName("marks a message as retained for who subscribes later, and for nobody else")
    void mark() {
        session.subscribe("a", AT_MOST_ONCE);
        retain("a", "1");
        sendRetained("a", AT_MOST_ONCE);
        sendRetained("a", AT_LEAST_ONCE);
        assertThat(client.messages).containsExactly("a 1", "a 1*", "a 1*");
    }

    @Test
    @DisplayName("lets the newest message on a topic come last, also to who subscribes in the moment in which it is published")
    void newestLast() throws Exception {
        retain("a", "old");
        session.subscribe("a", AT_MOST_ONCE);
        Thread publisher = new Thread(() -> {
            client.beforeMessage = () -> { };
            retain("a", "new");
        });
        client.beforeMessage = () -> {
            publisher.start();
            // It is either done, and has come before this one, or it waits until this one is through.
            while (publisher.isAlive() && publisher.getState() != Thread.State.WAITING) {
                Thread.onSpinWait();
            }
        };
        sendRetained("a", AT_MOST_ONCE);
        assertThat(client.next()).isEqualTo("a old*");
        assertThat(client.next()).isEqualTo("a new");
        publisher.join();
    }

    @Test
    @DisplayName("delivers a message that is not retained to subscribers, and to nobody who comes later")
    void fleeting() {
        router.publish(new Message("a", Payload.of("before"), AT_LEAST_ONCE, false));
        session.subscribe("a", AT_LEAST_ONCE);
        sendRetained("a", AT_LEAST_ONCE);
        router.publish(new Message("a", Payload.of("now"), AT_LEAST_ONCE, false));
        session.unsubscribe("a");
        router.publish(new Message("a", Payload.of("after"), AT_LEAST_ONCE, false));
        assertThat(client.messages).containsExactly("a now");
    }
}
