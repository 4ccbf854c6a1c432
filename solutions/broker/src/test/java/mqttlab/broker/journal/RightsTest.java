package mqttlab.broker.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import mqttlab.broker.access.Access;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.Message;
import mqttlab.broker.session.OwnedSession;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A session that was restored")
class RightsTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("keeps for its user what that user may read, and nothing else")
    void keepsItsUser() throws IOException {
        Path acl = Files.writeString(folder.resolve("acl"), "user ana\ntopic read news/open\n");
        Access access = Access.of(Optional.empty(), Optional.of(acl));
        Connect ana = World.connect("reader", Optional.of("ana"), false);
        World before = world(access);
        Inbox gone = new Inbox();
        OwnedSession session = before.sessions.open(ana, gone).orElseThrow();
        session.subscribe("news/#", QoS.AT_LEAST_ONCE);
        before.sessions.leave(session, gone);
        before.journal.close();

        World after = world(access);
        after.router.publish(news("news/open"));
        after.router.publish(news("news/secret"));

        Inbox inbox = new Inbox();
        after.sessions.open(ana, inbox);
        assertThat(inbox.topics()).containsExactly("news/open");
        after.journal.close();
    }

    private World world(Access access) {
        return new World(new FolderJournal(Folder.open(folder.resolve("journal")), Disk.REAL), access);
    }

    private static Message news(String topic) {
        return new Message(topic, Payload.of("news"), QoS.AT_LEAST_ONCE, false);
    }
}
