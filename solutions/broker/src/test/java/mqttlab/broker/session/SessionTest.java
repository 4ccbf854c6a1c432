package mqttlab.broker.session;

import static mqttlab.broker.codec.QoS.AT_LEAST_ONCE;
import static mqttlab.broker.codec.QoS.AT_MOST_ONCE;
import static mqttlab.broker.codec.QoS.EXACTLY_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mqttlab.broker.access.Access;
import mqttlab.broker.access.Identity;
import mqttlab.broker.codec.ConnectReturn;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Packet.PubComp;
import mqttlab.broker.codec.Packet.PubRec;
import mqttlab.broker.codec.Packet.PubRel;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.health.Limits;
import mqttlab.broker.health.Statistics;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A session")
class SessionTest {

    private static final long SESSION_BYTES = 1_000;
    private static final Limits LIMITS = new Limits(1 << 20, 2, SESSION_BYTES, 1 << 20, Duration.ofSeconds(10));

    private final Statistics statistics = new Statistics();
    private final Subscriptions subscriptions = new Subscriptions();
    private final Sessions sessions = new Sessions(subscriptions, Access.open(), History.NONE, LIMITS, statistics);
    private final FakeLink link = new FakeLink();
    private final FakeLink second = new FakeLink();

    private Session open(boolean clean, FakeLink over) {
        return sessions.open(Identity.anonymous("ana"), clean, over).orElseThrow();
    }

    /** A connected one that has been told so. */
    private Session connected(boolean clean) {
        Session session = open(clean, link);
        link.news();
        return session;
    }

    private static ConnAck accepted(boolean sessionPresent) {
        return new ConnAck(sessionPresent, ConnectReturn.ACCEPTED);
    }

    private static Message message(String text, QoS qos) {
        return new Message("t", Payload.of(text), qos, false);
    }

    private static Publish publish(String text, QoS qos, int id, boolean duplicate) {
        return new Publish("t", Payload.of(text), qos, false, duplicate, id);
    }

    private void publishToSubscribers(Message message) {
        subscriptions.forMatching(message.topic(), (session, granted) -> session.deliver(message, granted));
    }

    @Nested
    @DisplayName("that is opened")
    class Opened {

        @ParameterizedTest(name = "clean before {0}, clean now {1}: session present {2}")
        @CsvSource({"true, true, false", "true, false, false", "false, true, false", "false, false, true"})
        @DisplayName("is the old one if both are persistent [MQTT-3.1.2-4] [MQTT-3.1.2-6], and says so first [MQTT-3.2.2-2]")
        void present(boolean before, boolean now, boolean present) {
            Session old = connected(before);
            old.subscribe("t", AT_LEAST_ONCE, subscriptions);
            sessions.leave(old, link);

            Session session = open(now, second);
            assertThat(second.news()).containsExactly(accepted(present));
            assertThat(session == old).isEqualTo(present);
            publishToSubscribers(message("m", AT_LEAST_ONCE));
            assertThat(second.news()).hasSize(present ? 1 : 0);
        }

        @ParameterizedTest(name = "clean before {0}, clean now {1}")
        @CsvSource({"true, true", "true, false", "false, true", "false, false"})
        @DisplayName("while another client is connected with its identifier cuts that one off [MQTT-3.1.4-2], and stays")
        void takeover(boolean before, boolean now) {
            Session old = connected(before);
            old.subscribe("t", AT_LEAST_ONCE, subscriptions);
            Session session = open(now, second);
            assertThat(link.cuts).isNotEmpty().allMatch("another client has connected as ana"::equals);
            assertThat(second.cuts).isEmpty();

            sessions.leave(old, link);
            session.subscribe("t", AT_LEAST_ONCE, subscriptions);
            second.news();
            publishToSubscribers(message("m", AT_LEAST_ONCE));
            assertThat(second.news()).containsExactly(publish("m", AT_LEAST_ONCE, 1, false));
            assertThat(link.news()).isEmpty();

            sessions.leave(session, second);
            open(false, link);
            assertThat(link.news().getFirst()).isEqualTo(accepted(!now));
        }

        @Test
        @DisplayName("gets its CONNACK before anything else, also before a message that comes at the same time [MQTT-3.2.0-1]")
        void connAckFirst() {
            Session session = connected(false);
            sessions.leave(session, link);
            second.whenSending = () -> inAnotherThread(() -> session.deliver(message("m", AT_MOST_ONCE), AT_MOST_ONCE));
            open(false, second);
            assertThat(second.news().getFirst()).isEqualTo(accepted(true));
        }
    }

    @Nested
    @DisplayName("delivers")
    class Delivers {

        @ParameterizedTest(name = "published with {0}, granted {1}: {2}")
        @CsvSource({"0, 0, 0", "0, 1, 0", "0, 2, 0", "1, 0, 0", "1, 1, 1", "1, 2, 1", "2, 0, 0", "2, 1, 1", "2, 2, 2"})
        @DisplayName("with the lower QoS of what was published and what was granted [MQTT-3.8.4-6]")
        void qos(int published, int granted, int delivered) {
            connected(true).deliver(message("m", QoS.values()[published]), QoS.values()[granted]);
            assertThat(link.news())
                    .containsExactly(publish("m", QoS.values()[delivered], delivered == 0 ? 0 : 1, false));
        }

        @Test
        @DisplayName("once with the highest QoS where subscriptions overlap [MQTT-3.3.5-1], and each time anew")
        void overlapping() {
            Session session = connected(true);
            session.subscribe("t", AT_MOST_ONCE, subscriptions);
            session.subscribe("+", EXACTLY_ONCE, subscriptions);
            session.subscribe("#", AT_LEAST_ONCE, subscriptions);
            publishToSubscribers(message("m", EXACTLY_ONCE));
            assertThat(link.news()).containsExactly(publish("m", EXACTLY_ONCE, 1, false));

            session.unsubscribe("+", subscriptions);
            publishToSubscribers(message("m", EXACTLY_ONCE));
            assertThat(link.news()).containsExactly(publish("m", AT_LEAST_ONCE, 2, false));
        }

        @Test
        @DisplayName("with the QoS of the newer subscription with the same filter [MQTT-3.8.4-3], until it is gone")
        void replaced() {
            Session session = connected(true);
            session.subscribe("t", AT_LEAST_ONCE, subscriptions);
            session.subscribe("t", AT_MOST_ONCE, subscriptions);
            publishToSubscribers(message("m", EXACTLY_ONCE));
            assertThat(link.news()).containsExactly(publish("m", AT_MOST_ONCE, 0, false));

            session.unsubscribe("t", subscriptions);
            session.unsubscribe("never subscribed", subscriptions);
            publishToSubscribers(message("m", EXACTLY_ONCE));
            assertThat(link.news()).isEmpty();
        }

        @Test
        @DisplayName("to each of those who have the same subscription")
        void others() {
            connected(true).subscribe("t", AT_LEAST_ONCE, subscriptions);
            Session other = sessions.open(Identity.anonymous("luis"), true, second).orElseThrow();
            other.subscribe("t", AT_MOST_ONCE, subscriptions);
            second.news();
            publishToSubscribers(message("m", AT_LEAST_ONCE));
            assertThat(link.news()).containsExactly(publish("m", AT_LEAST_ONCE, 1, false));
            assertThat(second.news()).containsExactly(publish("m", AT_MOST_ONCE, 0, false));
            other.unsubscribe("t", subscriptions);
            publishToSubscribers(message("m", AT_LEAST_ONCE));
            assertThat(link.news()).hasSize(1);
            assertThat(second.news()).isEmpty();
        }

        @Test
        @DisplayName("nothing that its client may not receive")
        void mayNot(@TempDir Path folder) throws IOException {
            Path acl = Files.writeString(folder.resolve("acl"), "topic read t\n");
            Session session = new Sessions(subscriptions, Access.of(Optional.empty(), Optional.of(acl)), History.NONE, LIMITS, statistics)
                    .open(Identity.anonymous("ana"), true, link).orElseThrow();
            link.news();
            session.deliver(new Message("secret", Payload.of("m"), AT_LEAST_ONCE, false), AT_LEAST_ONCE);
            session.deliver(new Message("secret", Payload.of("m"), AT_MOST_ONCE, false), AT_LEAST_ONCE);
            session.deliver(message("m", AT_LEAST_ONCE), AT_LEAST_ONCE);
            assertThat(link.news()).containsExactly(publish("m", AT_LEAST_ONCE, 1, false));
        }
    }

    @Nested
    @DisplayName("whose client has gone")
    class Offline {

        @Test
        @DisplayName("keeps messages with QoS 1 and 2, but none with QoS 0, and sends them in order [MQTT-3.1.2-5]")
        void kept() {
            Session session = connected(false);
            sessions.leave(session, link);
            session.deliver(message("zero", AT_MOST_ONCE), EXACTLY_ONCE);
            session.deliver(message("one", AT_LEAST_ONCE), EXACTLY_ONCE);
            session.deliver(message("two", EXACTLY_ONCE), EXACTLY_ONCE);

            assertThat(open(false, second)).isSameAs(session);
            assertThat(second.news()).containsExactly(accepted(true), publish("one", AT_LEAST_ONCE, 1, false),
                    publish("two", EXACTLY_ONCE, 2, false));
            assertThat(link.news()).isEmpty();
        }

        @Test
        @DisplayName("sends what was not acknowledged again, with DUP and the old identifiers [MQTT-4.4.0-1]")
        void again() {
            Session session = connected(false);
            session.deliver(message("one", AT_LEAST_ONCE), EXACTLY_ONCE);
            session.deliver(message("two", EXACTLY_ONCE), EXACTLY_ONCE);
            session.acknowledged(link, new PubRec(2));
            sessions.leave(session, link);

            open(false, second);
            assertThat(second.news())
                    .containsExactly(accepted(true), publish("one", AT_LEAST_ONCE, 1, true), new PubRel(2));
            session.acknowledged(second, new PubComp(2));
            session.acknowledged(second, new PubAck(1));
            link.news();
            open(false, link);
            assertThat(link.news()).containsExactly(accepted(true));
        }

        @Test
        @DisplayName("takes no acknowledgement over the old connection")
        void stale() {
            Session session = connected(false);
            session.deliver(message("one", AT_LEAST_ONCE), AT_LEAST_ONCE);
            open(false, second);
            session.acknowledged(link, new PubAck(1));
            sessions.leave(session, second);
            second.news();
            open(false, second);
            assertThat(second.news()).containsExactly(accepted(true), publish("one", AT_LEAST_ONCE, 1, true));
        }

        @Test
        @DisplayName("drops what is too much, and counts it")
        void full() {
            Session session = connected(false);
            sessions.leave(session, link);
            for (int i = 0; i < 20; i++) {
                session.deliver(message("x".repeat(35), AT_LEAST_ONCE), AT_LEAST_ONCE);
            }
            assertThat(statistics.droppedQueued.sum()).isEqualTo(10);
        }
    }

    @Test
    @DisplayName("whose connected client acknowledges nothing is cut off when its queue is full, and what was kept stays")
    void tooSlow() {
        Session session = connected(false);
        for (int i = 0; i < 10; i++) {
            session.deliver(message("x".repeat(35), AT_LEAST_ONCE), AT_LEAST_ONCE);
        }
        assertThat(link.cuts).isEmpty();
        session.deliver(message("x".repeat(35), AT_LEAST_ONCE), AT_LEAST_ONCE);
        assertThat(link.cuts).containsExactly("it is too slow: its queue is full");
        assertThat(statistics.droppedQueued.sum()).isEqualTo(1);
        assertThat(link.news()).as("the window").hasSize(2);
    }

    @Test
    @DisplayName("that was replaced by another takes no subscription, which nobody would take away, and no client")
    void discarded() {
        Session old = connected(false);
        open(true, second);
        old.subscribe("t", AT_LEAST_ONCE, subscriptions);
        List<Session> subscribers = new ArrayList<>();
        subscriptions.forMatching("t", (session, granted) -> subscribers.add(session));
        assertThat(subscribers).isEmpty();
        link.news();
        assertThat(old.attach(link, accepted(true), Optional.empty())).isFalse();
        assertThat(link.news()).isEmpty();
    }

    @Test
    @DisplayName("knows the QoS 2 messages that it has been sent until they are released, over connections, too [MQTT-4.3.3-2]")
    void unreleased() {
        Session session = connected(false);
        assertThat(session.isNew(link, 7)).isTrue();
        assertThat(session.isNew(link, 7)).isFalse();
        assertThat(session.isNew(link, 8)).isTrue();
        sessions.leave(session, link);
        open(false, second);
        assertThat(session.isNew(second, 7)).isFalse();
        session.released(second, 7);
        assertThat(session.isNew(second, 7)).isTrue();
        assertThat(session.isNew(second, 8)).isFalse();
    }

    @Test
    @DisplayName("takes nothing with QoS 2 that comes late over a link that was replaced")
    void late() {
        Session session = connected(false);
        session.isNew(link, 7);
        open(false, second);
        session.released(link, 7);
        assertThat(session.isNew(second, 7)).isFalse();
        assertThat(session.isNew(link, 8)).isFalse();
        assertThat(session.isNew(second, 8)).isTrue();
    }

    @Test
    @DisplayName("whose client comes back to a full queue is not cut off again before that is half empty")
    void catchesUp() {
        Session session = connected(false);
        sessions.leave(session, link);
        for (int i = 0; i < 10; i++) {
            session.deliver(message("x".repeat(35), AT_LEAST_ONCE), AT_LEAST_ONCE);
        }
        open(false, second);
        session.deliver(message("x".repeat(35), AT_LEAST_ONCE), AT_LEAST_ONCE);
        assertThat(second.cuts).isEmpty();
        assertThat(statistics.droppedQueued.sum()).isEqualTo(1);
        for (int id = 1; id <= 5; id++) {
            session.acknowledged(second, new PubAck(id));
        }
        for (int i = 0; i < 6; i++) {
            session.deliver(message("x".repeat(35), AT_LEAST_ONCE), AT_LEAST_ONCE);
        }
        assertThat(second.cuts).containsExactly("it is too slow: its queue is full");
    }

    @Nested
    @DisplayName("has room for more")
    class Room {

        @Test
        @DisplayName("while its client is there, its link has room, and no more than half of what is kept is used")
        void room() {
            Session session = connected(false);
            assertThat(session.hasRoom()).isTrue();
            link.room = false;
            assertThat(session.hasRoom()).isFalse();
            link.room = true;
            session.deliver(message("x".repeat((int) SESSION_BYTES / 2), AT_LEAST_ONCE), AT_LEAST_ONCE);
            assertThat(session.hasRoom()).isFalse();
            session.acknowledged(link, new PubAck(1));
            assertThat(session.hasRoom()).isTrue();
            sessions.leave(session, link);
            assertThat(session.hasRoom()).isFalse();
        }

        @Test
        @DisplayName("and whoever waits for it goes on when its link has room again, when it acknowledges, or when it goes")
        void await() throws Exception {
            Session session = connected(false);
            link.room = false;
            CompletableFuture<Boolean> byLink = waiting(session);
            link.room = true;
            session.roomWasMade();
            assertThat(byLink.get(5, TimeUnit.SECONDS)).isTrue();

            session.deliver(message("x".repeat((int) SESSION_BYTES / 2), AT_LEAST_ONCE), AT_LEAST_ONCE);
            CompletableFuture<Boolean> byAcknowledgement = waiting(session);
            session.acknowledged(link, new PubAck(1));
            assertThat(byAcknowledgement.get(5, TimeUnit.SECONDS)).isTrue();

            link.room = false;
            CompletableFuture<Boolean> byGoing = waiting(session);
            sessions.leave(session, link);
            assertThat(byGoing.get(5, TimeUnit.SECONDS)).isFalse();
        }

        /** Somebody who waits; to be sure of it, the answer must not be there when the waiting has begun. */
        private CompletableFuture<Boolean> waiting(Session session) {
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            Thread waiter = Thread.ofPlatform().start(() -> {
                try {
                    answer.complete(session.awaitRoom());
                } catch (InterruptedException e) {
                    answer.completeExceptionally(e);
                }
            });
            while (waiter.getState() != Thread.State.WAITING && waiter.isAlive()) {
                Thread.onSpinWait();
            }
            assertThat(answer).isNotDone();
            return answer;
        }
    }

    private static void inAnotherThread(Runnable action) {
        CompletableFuture.runAsync(action).orTimeout(5, TimeUnit.SECONDS).join();
    }
}
