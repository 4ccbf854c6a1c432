package mqttlab.broker.session;

import static mqttlab.broker.codec.QoS.AT_LEAST_ONCE;
import static mqttlab.broker.codec.QoS.AT_MOST_ONCE;
import static mqttlab.broker.codec.QoS.EXACTLY_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mqttlab.broker.access.Access;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Packet.PubComp;
import mqttlab.broker.codec.Packet.PubRec;
import mqttlab.broker.codec.Packet.PubRel;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.journal.Journal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A session")
class SessionTest extends WithSessions {

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
}
