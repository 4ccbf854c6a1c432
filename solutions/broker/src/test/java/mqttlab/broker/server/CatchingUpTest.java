package mqttlab.broker.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mqttlab.broker.codec.QoS.AT_LEAST_ONCE;
import static mqttlab.broker.codec.QoS.AT_MOST_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import mqttlab.broker.access.Access;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Packet.Subscribe;
import mqttlab.broker.codec.Packet.Subscription;
import mqttlab.broker.codec.Packet.Unsubscribe;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.routing.RetainedMessages;
import mqttlab.broker.routing.Retaining;
import mqttlab.broker.routing.Router;
import mqttlab.broker.session.Link;
import mqttlab.broker.session.Message;
import mqttlab.broker.session.OwnedSession;
import mqttlab.broker.session.OwnedSessions;
import mqttlab.broker.session.Sessions;
import mqttlab.broker.session.Subscriptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is retained for a subscriber without room")
class CatchingUpTest {

    private static final int WINDOW = 10;
    private static final int ENOUGH = 1 << 20;

    private final Subscriptions subscriptions = new Subscriptions();
    private final Retaining router = new Retaining(new Router(subscriptions), new RetainedMessages());
    private final Sessions<OwnedSession> sessions =
            new Sessions<>(new OwnedSessions(subscriptions, Access.open(), WINDOW, ENOUGH));
    private final Client client = new Client();
    private OwnedSession session;
    private CatchingUp catchingUp;

    /** Messages come to it as text, with a star behind those that are marked as retained. It begins without room. */
    private static final class Client implements Link {

        final Queue<String> messages = new ConcurrentLinkedQueue<>();
        private boolean room;

        @Override
        public void send(Packet packet) {
            if (packet instanceof Publish publish) {
                messages.add(publish.topic() + " " + new String(publish.payload().bytes(), UTF_8)
                        + (publish.retain() ? "*" : ""));
            }
        }

        @Override
        public void sendIfThereIsRoom(Message message) {
            send(message.publish(AT_MOST_ONCE, 0, false));
        }

        @Override
        public synchronized boolean hasRoom() {
            return room;
        }

        synchronized void makeRoom() {
            room = true;
            notifyAll();
        }

        @Override
        public synchronized void awaitRoom() {
            try {
                while (!room) {
                    wait();
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
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
    }

    @BeforeEach
    void connectAndRetain() {
        session = open(client);
        catchingUp = new CatchingUp(new Subscribing(sessions, session, client, filter -> true),
                new Unsubscribing(session, client), router, session);
        for (String topic : List.of("a", "b", "c")) {
            retain(topic, "old");
        }
    }

    private OwnedSession open(Link link) {
        return sessions.open(new Connect("ana", false, 0, Optional.empty(), Optional.empty()), link).orElseThrow();
    }

    private void retain(String topic, String text) {
        router.publish(new Message(topic, Payload.of(text), AT_LEAST_ONCE, true));
    }

    private void subscribe(String filter, QoS qos) {
        assertThat(catchingUp.handle(new Subscribe(1, List.of(new Subscription(filter, qos))))).isTrue();
    }

    /** And waits until nobody sends any more. */
    private void makeRoom(Client forWhom) {
        forWhom.makeRoom();
        WithBroker.eventually("nobody sends", () -> !Insides.isSending(catchingUp));
    }

    @Test
    @DisplayName("comes when it makes room, as it is by then")
    void room() {
        subscribe("#", AT_MOST_ONCE);
        assertThat(client.messages).isEmpty();
        retain("c", "");
        client.messages.clear();
        makeRoom(client);
        assertThat(client.messages).containsExactlyInAnyOrder("a old*", "b old*");
    }

    @Test
    @DisplayName("comes once for two subscriptions with the same filter, with the QoS of the second one")
    void replaced() {
        subscribe("+", AT_MOST_ONCE);
        subscribe("+", AT_LEAST_ONCE);
        makeRoom(client);
        assertThat(client.messages).containsExactlyInAnyOrder("a old*", "b old*", "c old*");
    }

    @Test
    @DisplayName("comes filter by filter, and another one with a later SUBSCRIBE")
    void severalFilters() {
        subscribe("a", AT_MOST_ONCE);
        subscribe("c", AT_LEAST_ONCE);
        subscribe("b", AT_MOST_ONCE);
        makeRoom(client);
        assertThat(client.messages).containsExactly("a old*", "c old*", "b old*");
        subscribe("a", AT_MOST_ONCE);
        assertThat(client.messages).hasSize(4);
    }

    @Test
    @DisplayName("does not come behind an UNSUBACK for its filter [MQTT-3.10.4-2], but does for another one")
    void unsubscribed() {
        subscribe("+", AT_MOST_ONCE);
        subscribe("a", AT_MOST_ONCE);
        subscribe("b", AT_MOST_ONCE);
        assertThat(catchingUp.handle(new Unsubscribe(2, List.of("+", "b")))).isTrue();
        makeRoom(client);
        assertThat(client.messages).containsExactly("a old*");
    }

    @Test
    @DisplayName("does not come to its next connection, which has the same session and did not ask for it")
    void nextConnection() {
        subscribe("#", AT_LEAST_ONCE);
        catchingUp.end(false);
        Client next = new Client();
        // Whoever sent before may have waited for room here, too.
        next.makeRoom();
        assertThat(open(next)).isSameAs(session);
        makeRoom(client);
        retain("a", "new");
        assertThat(next.messages).containsExactly("a new");
        assertThat(client.messages).isEmpty();
    }
}
