package mqttlab.broker.session;

import static mqttlab.broker.codec.QoS.AT_LEAST_ONCE;
import static mqttlab.broker.codec.QoS.AT_MOST_ONCE;
import static mqttlab.broker.codec.QoS.EXACTLY_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import mqttlab.broker.access.Access;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Packet.PubComp;
import mqttlab.broker.codec.Packet.PubRec;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.health.Limits;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.journal.Journal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("What is kept for all clients together")
class QueueMemoryTest {

    private static final int PAYLOAD = 500;
    /** Of a message on a topic of one character, and of each session that keeps it. */
    private static final int ONCE = 200 + 2 + PAYLOAD;
    private static final int EACH = 64;
    private static final int MOST = 10 * (ONCE + EACH);
    private static final Limits LIMITS = new Limits(1_000, 2, 1_000_000, 1_000, Duration.ofSeconds(10)).withQueued(MOST);

    private final Statistics statistics = new Statistics();
    private final Sessions<OwnedSession> sessions =
            new Sessions<>(new CountingSessions(new Subscriptions(), Access.open(), Journal.none(), LIMITS, statistics));
    private final FakeLink link = new FakeLink();
    private final Message message = message(AT_LEAST_ONCE);

    private static Message message(QoS qos) {
        return new Message("t", new Payload(new byte[PAYLOAD]), qos, false);
    }

    private static Connect connect(String clientId, boolean clean) {
        return new Connect(clientId, clean, 0, Optional.empty(), Optional.empty());
    }

    private OwnedSession open(String clientId, boolean clean) {
        return sessions.open(connect(clientId, clean), link).orElseThrow();
    }

    private OwnedSession away(String clientId) {
        OwnedSession session = open(clientId, false);
        sessions.leave(session, link);
        return session;
    }

    private void deliver(int messages, OwnedSession session) {
        IntStream.range(0, messages).forEach(i -> session.deliver(message(EXACTLY_ONCE), EXACTLY_ONCE));
    }

    private void assertKept(long bytes) {
        assertThat(statistics.byTopic()).containsEntry("$SYS/broker/queued messages/bytes", bytes);
    }

    private void assertDropped(long messages) {
        assertThat(statistics.droppedQueued.sum()).isEqualTo(messages);
    }

    @Nested
    @DisplayName("has a message once, for as long as anybody keeps it:")
    class Once {

        @Test
        @DisplayName("until the last has acknowledged it")
        void acknowledged() {
            OwnedSession ana = open("ana", false);
            OwnedSession luis = open("luis", true);
            OwnedSession eva = open("eva", false);
            for (OwnedSession each : new OwnedSession[] {ana, luis, eva}) {
                each.deliver(message, EXACTLY_ONCE);
            }
            eva.deliver(message(AT_MOST_ONCE), EXACTLY_ONCE);
            assertKept(ONCE + 3 * EACH);
            ana.acknowledged(new PubAck(1));
            ana.acknowledged(new PubAck(1));
            luis.acknowledged(new PubAck(1));
            assertKept(ONCE + EACH);
            eva.acknowledged(new PubAck(1));
            assertKept(0);
        }

        @Test
        @DisplayName("with QoS 2 until the PUBCOMP")
        void completed() {
            OwnedSession ana = open("ana", true);
            deliver(1, ana);
            ana.acknowledged(new PubRec(1));
            assertKept(ONCE + EACH);
            ana.acknowledged(new PubComp(1));
            assertKept(0);
        }

        @Test
        @DisplayName("until the last session that keeps it has ended, under way or not")
        void ended() {
            OwnedSession ana = open("ana", false);
            OwnedSession luis = open("luis", true);
            for (int i = 0; i < 3; i++) {
                Message next = message(AT_LEAST_ONCE);
                ana.deliver(next, AT_LEAST_ONCE);
                luis.deliver(next, AT_LEAST_ONCE);
            }
            sessions.leave(ana, link);
            assertKept(3 * (ONCE + 2 * EACH));
            sessions.leave(luis, link);
            assertKept(3 * (ONCE + EACH));
            CountingSessions.expire(sessions, Duration.ZERO);
            assertKept(0);
        }

        @Test
        @DisplayName("and goes on when its client takes over, but not when that begins a clean session")
        void takenOver() {
            OwnedSession ana = open("ana", false);
            deliver(3, ana);
            link.end = () -> sessions.leave(ana, link);
            FakeLink second = new FakeLink();
            sessions.open(connect("ana", false), second);
            assertKept(3 * (ONCE + EACH));
            second.end = () -> sessions.leave(ana, second);
            open("ana", true);
            assertKept(0);
        }

        @Test
        @DisplayName("and has none that comes for a session that has just ended")
        void tooLate() {
            OwnedSession ana = away("ana");
            OwnedSession luis = open("luis", true);
            sessions.leave(luis, link);
            CountingSessions.expire(sessions, Duration.ZERO);
            deliver(1, ana);
            deliver(1, luis);
            assertKept(0);
        }
    }

    @Nested
    @DisplayName("has a limit:")
    class Limit {

        @Test
        @DisplayName("the last quarter is left to clients for whom nothing waits, and beyond it nothing is kept")
        void lastQuarter() {
            OwnedSession ana = away("ana");
            deliver(8, ana);
            assertDropped(1);
            assertKept(7 * (ONCE + EACH));
            OwnedSession luis = open("luis", true);
            OwnedSession eva = away("eva");
            deliver(1, luis);
            deliver(2, eva);
            assertDropped(2);
            deliver(1, luis);
            assertDropped(2);
            assertKept(MOST);
            deliver(1, open("jon", true));
            assertDropped(3);
            assertKept(MOST);
        }

        @Test
        @DisplayName("what others keep already needs little room")
        void shared() {
            OwnedSession ana = away("ana");
            ana.deliver(message, AT_LEAST_ONCE);
            deliver(6, ana);
            OwnedSession luis = away("luis");
            luis.deliver(message, AT_LEAST_ONCE);
            luis.deliver(message, AT_LEAST_ONCE);
            assertDropped(0);
            deliver(1, luis);
            assertDropped(1);
            assertKept(7 * ONCE + 9 * EACH);
        }

        @Test
        @DisplayName("a client that comes back while others keep much is not cut off, and those who have more for it wait")
        void comesBack() {
            OwnedSession ana = away("ana");
            deliver(8, ana);
            open("ana", false);
            deliver(1, ana);
            assertThat(link.cuts).isEmpty();
            assertThat(ana.hasRoom()).isFalse();
            OwnedSession luis = open("luis", true);
            assertThat(luis.hasRoom()).isTrue();
            for (int id = 1; id <= 5; id++) {
                ana.acknowledged(new PubRec(id));
                ana.acknowledged(new PubComp(id));
            }
            assertThat(ana.hasRoom()).isTrue();
        }
    }
}
