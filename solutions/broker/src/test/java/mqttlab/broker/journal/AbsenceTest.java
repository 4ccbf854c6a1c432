package mqttlab.broker.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.LONG;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mqttlab.broker.access.Identity;
import mqttlab.broker.session.Change;
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

    private static final Duration DAY = Duration.ofDays(1);

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

    private void away(long number, Duration since) {
        world.journal.add(new Absent(number, System.currentTimeMillis() - since.toMillis()));
    }

    private List<String> expired(Duration absence) {
        return CountingSessions.expire(world.sessions, absence).stream().map(OwnedSession::clientId).toList();
    }

    @Test
    @DisplayName("so that its session ends in time, and for good")
    void expires() {
        begin(1, "ana");
        away(1, DAY.multipliedBy(3));
        begin(2, "eva");
        away(2, DAY);
        restart();
        assertThat(expired(DAY.multipliedBy(4))).isEmpty();
        assertThat(expired(DAY.multipliedBy(2))).containsExactly("ana");
        restart();
        assertThat(expired(DAY)).containsExactly("eva");
    }

    @Test
    @DisplayName("also if its journal is compacted")
    void compacted() {
        begin(1, "ana");
        away(1, DAY);
        restart();
        world.journal.compact(world::recordState);
        restart();
        assertThat(expired(DAY.multipliedBy(2))).isEmpty();
        assertThat(expired(DAY)).containsExactly("ana");
    }

    @Test
    @DisplayName("and is no longer than that if it was there, or if nothing is known")
    void wasThere() {
        begin(1, "ana");
        away(1, DAY);
        world.journal.add(new Absent(1, Absent.PRESENT));
        begin(2, "eva");
        restart();
        assertThat(expired(DAY)).isEmpty();
        assertThat(expired(Duration.ZERO)).containsExactlyInAnyOrder("ana", "eva");
    }

    @Test
    @DisplayName("and ends when it comes")
    void comes() {
        begin(1, "ana");
        away(1, DAY);
        restart();
        open("ana", new Inbox());
        assertThat(expired(Duration.ZERO)).isEmpty();
        restart();
        assertThat(expired(DAY)).isEmpty();
    }

    @Test
    @DisplayName("and begins when it goes")
    void goes() {
        Inbox ana = new Inbox();
        OwnedSession session = open("ana", ana);
        long before = System.currentTimeMillis();
        world.sessions.leave(session, ana);
        long after = System.currentTimeMillis();
        stop();
        List<Change> changes = new ArrayList<>();
        Journal journal = new FolderJournal(Folder.open(folder), Disk.REAL);
        journal.start(changes::add, () -> { });
        journal.close();
        assertThat(changes).last(type(Absent.class)).extracting(Absent::since, LONG).isBetween(before, after);
    }

    private OwnedSession open(String clientId, Inbox inbox) {
        return world.sessions.open(World.connect(clientId, Optional.empty(), false), inbox).orElseThrow();
    }
}
