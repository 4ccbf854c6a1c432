package mqttlab.broker.session;

import static mqttlab.broker.codec.QoS.AT_LEAST_ONCE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mqttlab.broker.codec.Packet.PubAck;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session has room for more")
class SessionRoomTest extends WithSessions {

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
