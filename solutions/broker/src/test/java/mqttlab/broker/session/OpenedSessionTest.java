package mqttlab.broker.session;

import static mqttlab.broker.codec.QoS.AT_LEAST_ONCE;
import static mqttlab.broker.codec.QoS.AT_MOST_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Packet.Login;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A session that is opened")
class OpenedSessionTest extends WithSessions {

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
    @DisplayName("by a client that has gone without a goodbye and is back at once: its own will is out before it gets its "
            + "CONNACK")
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

    private static void inAnotherThread(Runnable action) {
        CompletableFuture.runAsync(action).orTimeout(5, TimeUnit.SECONDS).join();
    }
}
