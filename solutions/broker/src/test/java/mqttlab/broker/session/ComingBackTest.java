package mqttlab.broker.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.ConnectReturn;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client that comes back in the moment in which its session is to end")
class ComingBackTest {

    private final Subscriptions subscriptions = new Subscriptions();
    private boolean ends;
    private final Sessions<Session> sessions = new Sessions<>(this::choose);

    private Session choose(Optional<Session> known, Connect connect) {
        if (ends) {
            assertThat(sessions.removeAbsent(session -> true)).isEmpty();
        }
        return known.orElseGet(() -> new PersistentSession(connect.clientId(), false, subscriptions, new Outgoing(1, 1)));
    }

    @Test
    @DisplayName("keeps it")
    void keepsIt() {
        Connect connect = new Connect("ana", false, 0, Optional.empty(), Optional.empty());
        FakeLink first = new FakeLink();
        sessions.leave(sessions.open(connect, first).orElseThrow(), first);
        ends = true;
        FakeLink second = new FakeLink();
        sessions.open(connect, second);
        assertThat(second.sent).containsExactly(new ConnAck(true, ConnectReturn.ACCEPTED));
        ends = false;
        assertThat(sessions.removeAbsent(session -> true)).isEmpty();
    }
}
