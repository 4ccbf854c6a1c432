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
import mqttlab.broker.codec.ConnectReturn;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Packet.Login;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Packet.PubComp;
import mqttlab.broker.codec.Packet.PubRec;
import mqttlab.broker.codec.Packet.PubRel;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.health.Limits;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.journal.Journal;
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
    private final Sessions<OwnedSession> sessions =
            new Sessions<>(new CountingSessions(subscriptions, Access.open(), Journal.none(), LIMITS, statistics));
    private final FakeLink link = new FakeLink();
    private final FakeLink second = new FakeLink();

    private static Connect connect(String clientId, boolean clean) {
        return new Connect(clientId, clean, 0, Optional.empty(), Optional.empty());
    }

    private OwnedSession open(boolean clean, FakeLink over) {
        return sessions.open(connect("ana", clean), over).orElseThrow();
    }

    /** A connected one that has been told so. */
    private OwnedSession connected(boolean clean) {
        OwnedSession session = open(clean, link);
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
            OwnedSession old = connected(before);
            old.subscribe("t", AT_LEAST_ONCE);
            sessions.leave(old, link);

            OwnedSession session = open(now, second);
            assertThat(second.news()).containsExactly(accepted(present));
            assertThat(session == old).isEqualTo(present);
            publishToSubscribers(message("m", AT_LEAST_ONCE));
            assertThat(second.news()).hasSize(present ? 1 : 0);
        }

        @ParameterizedTest(name = "clean before {0}, clean now {1}")
        @CsvSource({"true, true", "true, false", "false, true", "false, false"})
        @DisplayName("while another client is connected with its identifier cuts that one off [MQTT-3.1.4-2], and stays")
        void takeover(boolean before, boolean now) {
            OwnedSession old = connected(before);
            old.subscribe("t", AT_LEAST_ONCE);
            link.end = () -> sessions.leave(old, link);
            OwnedSession session = open(now, second);
            assertThat(link.cuts).containsExactly("another client has connected as ana");
            assertThat(second.cuts).isEmpty();

            session.subscribe("t", AT_LEAST_ONCE);
            second.news();
            publishToSubscribers(message("m", AT_LEAST_ONCE));
            assertThat(second.news()).containsExactly(publish("m", AT_LEAST_ONCE, 1, false));
            assertThat(link.news()).isEmpty();

            sessions.leave(session, second);
            open(false, link);
            assertThat(link.news().getFirst()).isEqualTo(accepted(!now));
        }

        @Test
        @DisplayName("while another client is connected with its identifier gets its CONNACK when that one has done its last")
        void lastWords() {
            OwnedSession old = connected(false);
            link.end = () -> {
                assertThat(second.sent).isEmpty();
                old.deliver(message("last words", AT_LEAST_ONCE), AT_LEAST_ONCE);
                sessions.leave(old, link);
            };
            open(false, second);
            assertThat(second.news()).containsExactly(accepted(true), publish("last words", AT_LEAST_ONCE, 1, true));
        }

        @Test
        @DisplayName("by a client that has gone without a goodbye and is back at once: its own will is out before it gets its CONNACK")
        void ownWill() {
            OwnedSession session = connected(false);
            link.ends = false;
            sessions.leave(session, link);
            link.end = () -> {
                assertThat(second.sent).isEmpty();
                session.deliver(message("last words", AT_LEAST_ONCE), AT_LEAST_ONCE);
            };
            open(false, second);
            assertThat(second.news()).containsExactly(accepted(true), publish("last words", AT_LEAST_ONCE, 1, false));
        }

        @Test
        @DisplayName("is not when a third client has come with its identifier meanwhile, which is let in")
        void overtaken() {
            OwnedSession old = connected(true);
            FakeLink third = new FakeLink();
            List<Optional<OwnedSession>> thirds = new ArrayList<>();
            link.end = () -> {
                sessions.leave(old, link);
                thirds.add(sessions.open(connect("ana", true), third));
            };
            assertThat(sessions.open(connect("ana", true), second)).isEmpty();
            assertThat(second.news()).isEmpty();
            assertThat(second.cuts).hasSize(1);
            assertThat(third.news()).containsExactly(accepted(false));
            assertThat(thirds.getFirst()).isPresent();
        }

        @Test
        @DisplayName("by another user than the one whose client had its identifier is a new one, and the old one stays")
        void otherUser() {
            OwnedSession ana = sessions.open(connectAs("ana"), link).orElseThrow();
            ana.subscribe("t", AT_LEAST_ONCE);
            link.end = () -> sessions.leave(ana, link);
            OwnedSession luis = sessions.open(connectAs("luis"), second).orElseThrow();
            assertThat(link.cuts).containsExactly("another client has connected as reader");
            publishToSubscribers(message("m", AT_LEAST_ONCE));
            assertThat(second.news()).containsExactly(accepted(false));

            sessions.leave(luis, second);
            link.news();
            assertThat(sessions.open(connectAs("ana"), link)).containsSame(ana);
            assertThat(link.news()).containsExactly(accepted(true), publish("m", AT_LEAST_ONCE, 1, false));
        }

        private static Connect connectAs(String user) {
            return new Connect("reader", false, 0, Optional.empty(), Optional.of(new Login(user, Optional.empty())));
        }

        @Test
        @DisplayName("gets its CONNACK before anything else, also before a message that comes at the same time [MQTT-3.2.0-1]")
        void connAckFirst() {
            OwnedSession session = connected(false);
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
            OwnedSession session = connected(true);
            session.subscribe("t", AT_MOST_ONCE);
            session.subscribe("+", EXACTLY_ONCE);
            session.subscribe("#", AT_LEAST_ONCE);
            publishToSubscribers(message("m", EXACTLY_ONCE));
            assertThat(link.news()).containsExactly(publish("m", EXACTLY_ONCE, 1, false));

            session.unsubscribe("+");
            publishToSubscribers(message("m", EXACTLY_ONCE));
            assertThat(link.news()).containsExactly(publish("m", AT_LEAST_ONCE, 2, false));
        }

        @Test
        @DisplayName("with the QoS of the newer subscription with the same filter [MQTT-3.8.4-3], until it is gone")
        void replaced() {
            OwnedSession session = connected(true);
            session.subscribe("t", AT_LEAST_ONCE);
            session.subscribe("t", AT_MOST_ONCE);
            publishToSubscribers(message("m", EXACTLY_ONCE));
            assertThat(link.news()).containsExactly(publish("m", AT_MOST_ONCE, 0, false));

            session.unsubscribe("t");
            session.unsubscribe("never subscribed");
            publishToSubscribers(message("m", EXACTLY_ONCE));
            assertThat(link.news()).isEmpty();
        }

        @Test
        @DisplayName("to each of those who have the same subscription")
        void others() {
            connected(true).subscribe("t", AT_LEAST_ONCE);
            OwnedSession other = sessions.open(connect("luis", true), second).orElseThrow();
            other.subscribe("t", AT_MOST_ONCE);
            second.news();
            publishToSubscribers(message("m", AT_LEAST_ONCE));
            assertThat(link.news()).containsExactly(publish("m", AT_LEAST_ONCE, 1, false));
            assertThat(second.news()).containsExactly(publish("m", AT_MOST_ONCE, 0, false));
            other.unsubscribe("t");
            publishToSubscribers(message("m", AT_LEAST_ONCE));
            assertThat(link.news()).hasSize(1);
            assertThat(second.news()).isEmpty();
        }

        @Test
        @DisplayName("nothing that its client may not receive")
        void mayNot(@TempDir Path folder) throws IOException {
            Path acl = Files.writeString(folder.resolve("acl"), "topic read t\n");
            Access access = Access.of(Optional.empty(), Optional.of(acl));
            OwnedSession session =
                    new Sessions<>(new CountingSessions(subscriptions, access, Journal.none(), LIMITS, statistics))
                            .open(connect("ana", true), link).orElseThrow();
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
            OwnedSession session = connected(false);
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
            OwnedSession session = connected(false);
            session.deliver(message("one", AT_LEAST_ONCE), EXACTLY_ONCE);
            session.deliver(message("two", EXACTLY_ONCE), EXACTLY_ONCE);
            session.acknowledged(new PubRec(2));
            sessions.leave(session, link);

            open(false, second);
            assertThat(second.news())
                    .containsExactly(accepted(true), publish("one", AT_LEAST_ONCE, 1, true), new PubRel(2));
            session.acknowledged(new PubComp(2));
            session.acknowledged(new PubAck(1));
            sessions.leave(session, second);
            link.news();
            open(false, link);
            assertThat(link.news()).containsExactly(accepted(true));
        }

        @Test
        @DisplayName("drops what is too much, and counts it")
        void full() {
            OwnedSession session = connected(false);
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
        OwnedSession session = connected(false);
        for (int i = 0; i < 10; i++) {
            session.deliver(message("x".repeat(35), AT_LEAST_ONCE), AT_LEAST_ONCE);
        }
        assertThat(link.cuts).isEmpty();
        session.deliver(message("x".repeat(35), AT_LEAST_ONCE), AT_LEAST_ONCE);
        assertThat(link.cuts).containsExactly("there is no room for its messages");
        assertThat(statistics.droppedQueued.sum()).isEqualTo(1);
        assertThat(link.news()).as("the window").hasSize(2);
    }

    @Test
    @DisplayName("knows the QoS 2 messages that it has been sent until they are released, over connections, too [MQTT-4.3.3-2]")
    void unreleased() {
        OwnedSession session = connected(false);
        assertThat(session.isNew(7)).isTrue();
        assertThat(session.isNew(7)).isFalse();
        assertThat(session.isNew(8)).isTrue();
        sessions.leave(session, link);
        open(false, second);
        assertThat(session.isNew(7)).isFalse();
        session.released(7);
        assertThat(session.isNew(7)).isTrue();
        assertThat(session.isNew(8)).isFalse();
    }

    @Test
    @DisplayName("whose client comes back to a full queue is not cut off again before that is half empty")
    void catchesUp() {
        OwnedSession session = connected(false);
        sessions.leave(session, link);
        for (int i = 0; i < 10; i++) {
            session.deliver(message("x".repeat(35), AT_LEAST_ONCE), AT_LEAST_ONCE);
        }
        open(false, second);
        session.deliver(message("x".repeat(35), AT_LEAST_ONCE), AT_LEAST_ONCE);
        assertThat(second.cuts).isEmpty();
        assertThat(statistics.droppedQueued.sum()).isEqualTo(1);
        for (int id = 1; id <= 5; id++) {
            session.acknowledged(new PubAck(id));
        }
        for (int i = 0; i < 6; i++) {
            session.deliver(message("x".repeat(35), AT_LEAST_ONCE), AT_LEAST_ONCE);
        }
        assertThat(second.cuts).containsExactly("there is no room for its messages");
    }

    @Nested
    @DisplayName("has room for more")
    class Room {

        @Test
        @DisplayName("while its client is there, its link has room, and no more than half of what is kept is used")
        void room() {
            OwnedSession session = connected(false);
            assertThat(session.hasRoom()).isTrue();
            link.hasRoom(false);
            assertThat(session.hasRoom()).isFalse();
            link.hasRoom(true);
            session.deliver(message("x".repeat((int) SESSION_BYTES / 2), AT_LEAST_ONCE), AT_LEAST_ONCE);
            assertThat(session.hasRoom()).isFalse();
            session.acknowledged(new PubAck(1));
            assertThat(session.hasRoom()).isTrue();
            sessions.leave(session, link);
            assertThat(session.hasRoom()).isFalse();
        }

        @Test
        @DisplayName("and whoever waits for it goes on when its link has room again, when it acknowledges, or when it goes")
        void await() throws Exception {
            OwnedSession session = connected(false);
            link.hasRoom(false);
            CompletableFuture<Boolean> byLink = waiting(session);
            link.hasRoom(true);
            assertThat(byLink.get(5, TimeUnit.SECONDS)).isTrue();

            session.deliver(message("x".repeat((int) SESSION_BYTES / 2), AT_LEAST_ONCE), AT_LEAST_ONCE);
            CompletableFuture<Boolean> byAcknowledgement = waiting(session);
            session.acknowledged(new PubAck(1));
            assertThat(byAcknowledgement.get(5, TimeUnit.SECONDS)).isTrue();

            link.hasRoom(false);
            CompletableFuture<Boolean> byGoing = waiting(session);
            sessions.leave(session, link);
            link.hasRoom(true);
            assertThat(byGoing.get(5, TimeUnit.SECONDS)).isFalse();
        }

        /** Somebody who waits; to be sure of it, the answer must not be there when the waiting has begun. */
        private CompletableFuture<Boolean> waiting(Session session) {
            CompletableFuture<Boolean> answer = new CompletableFuture<>();
            Thread waiter = Thread.ofPlatform().start(() -> answer.complete(session.awaitRoom()));
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
