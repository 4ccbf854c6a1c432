package mqttlab.broker.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import mqttlab.broker.access.Identity;
import mqttlab.broker.session.Change.Absent;
import mqttlab.broker.session.Change.Opened;
import mqttlab.broker.session.CountingSessions;
import mqttlab.broker.session.OwnedSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("How long a client has been away is known after a restart,")
class AbsenceTest {

    private static final long LONG_AGO = 1_000;

    @TempDir
    private Path folder;
    private World world;

    @BeforeEach
    void start() {
        world = new World(new FolderJournal(Folder.open(folder), Disk.REAL));
    }

    @AfterEach
    void stop() {
        world.journal.close();
    }

    private void restart() {
        stop();
        start();
    }

    private void begin(long number, String clientId) {
        world.journal.add(new Opened(number, Identity.anonymous(clientId)));
    }

    private List<String> expired(long since) {
        return CountingSessions.expire(world.sessions, since).stream().map(OwnedSession::clientId).toList();
    }

    @Test
    @DisplayName("so that its session ends in time, and for good")
    void expires() {
        begin(1, "ana");
        world.journal.add(new Absent(1, LONG_AGO));
        begin(2, "eva");
        world.journal.add(new Absent(2, LONG_AGO + 1));
        restart();
        assertThat(expired(LONG_AGO - 1)).isEmpty();
        assertThat(expired(LONG_AGO)).containsExactly("ana");
        restart();
        assertThat(expired(Absent.PRESENT)).containsExactly("eva");
    }

    @Test
    @DisplayName("also if its journal is compacted")
    void compacted() {
        begin(1, "ana");
        world.journal.add(new Absent(1, LONG_AGO));
        restart();
        world.journal.compact(world::recordState);
        restart();
        assertThat(expired(LONG_AGO)).containsExactly("ana");
    }

    @Test
    @DisplayName("and is no longer than that if it was there, or if nothing is known")
    void wasThere() {
        long before = System.currentTimeMillis();
        begin(1, "ana");
        world.journal.add(new Absent(1, LONG_AGO));
        world.journal.add(new Absent(1, Absent.PRESENT));
        begin(2, "eva");
        restart();
        assertThat(expired(before - 1)).isEmpty();
        assertThat(expired(System.currentTimeMillis())).containsExactlyInAnyOrder("ana", "eva");
    }

    @Test
    @DisplayName("and ends when it comes")
    void comes() {
        begin(1, "ana");
        world.journal.add(new Absent(1, LONG_AGO));
        restart();
        open("ana", new Inbox());
        assertThat(expired(Absent.PRESENT)).isEmpty();
        restart();
        assertThat(expired(LONG_AGO)).isEmpty();
    }

    @Test
    @DisplayName("and begins when it goes")
    void goes() {
        long before = System.currentTimeMillis();
        Inbox ana = new Inbox();
        world.sessions.leave(open("ana", ana), ana);
        long after = System.currentTimeMillis();
        while (System.currentTimeMillis() == after) {
            Thread.onSpinWait();
        }
        restart();
        assertThat(expired(before - 1)).isEmpty();
        assertThat(expired(after)).containsExactly("ana");
    }

    private OwnedSession open(String clientId, Inbox inbox) {
        return world.sessions.open(World.connect(clientId, Optional.empty(), false), inbox).orElseThrow();
    }
}
