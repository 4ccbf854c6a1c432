package mqttlab.broker.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import mqttlab.broker.access.Identity;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.Change.Discarded;
import mqttlab.broker.session.Change.Opened;
import mqttlab.broker.session.Change.Subscribed;
import mqttlab.broker.session.Message;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("what is replayed is what was")
@ProvedOnce(reads = {})
class ReplayTest {

    private static final long SEED = Long.getLong("seed", System.nanoTime());

    @TempDir
    private Path temporary;

    @Test
    @DisplayName("whatever a client did")
    void afterAnything() throws IOException {
        for (long seed = SEED; seed < SEED + 200; seed++) {
            Path folder = Files.createDirectory(temporary.resolve("seed-" + seed));
            List<String> before;
            World world = world(folder);
            try {
                new Life(world, "ana", seed).go(100);
                new Life(world, "eva", seed).go(200);
                before = world.state();
            } finally {
                world.journal.close();
            }
            assertThat(state(folder)).as("-Dseed=" + seed).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("while clients go on, and the journal is compacted again and again")
    void concurrently() throws Exception {
        Path folder = temporary.resolve("folder");
        List<String> before;
        World world = world(folder);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> lives = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                // Two of them each are after the same session.
                Life life = new Life(world, "client-" + i / 2, SEED + i);
                lives.add(threads.submit(() -> life.go(5_000)));
            }
            int compactions = 0;
            while (!lives.stream().allMatch(Future::isDone)) {
                world.journal.compact(world::recordState);
                compactions++;
            }
            for (Future<?> life : lives) {
                life.get();
            }
            assertThat(compactions).isPositive();
            before = world.state();
        } finally {
            world.journal.close();
        }
        assertThat(state(folder)).as("-Dseed=" + SEED).containsExactlyInAnyOrderElementsOf(before);
    }

    @Test
    @DisplayName("after a compaction, which leaves less")
    void compaction() throws IOException {
        Path folder = temporary.resolve("folder");
        List<String> before;
        World world = world(folder);
        try {
            new Life(world, "ana", SEED).go(500);
            for (int i = 0; i < 1_000; i++) {
                world.router.publish(new Message("retained", Payload.of("number " + i), QoS.AT_LEAST_ONCE, true));
            }
            world.journal.awaitDurable(world.journal.position());
            long size = size(folder);
            world.journal.compact(world::recordState);
            before = world.state();
            world.journal.close();
            assertThat(size(folder)).isLessThan(size / 2);
        } finally {
            world.journal.close();
        }
        assertThat(folder.resolve("1.journal")).doesNotExist();
        assertThat(state(folder)).isEqualTo(before);
    }

    @Test
    @DisplayName("after a crash anywhere in a compaction")
    void crashInCompaction() throws IOException {
        Path folder = temporary.resolve("folder");
        Path crashed = temporary.resolve("crashed");
        List<String> before;
        World world = world(folder);
        try {
            new Life(world, "ana", SEED).go(300);
            new Life(world, "eva", SEED).go(300);
            before = world.state();
            world.slow = true;
            world.journal.compact(() -> {
                world.recordState();
                copy(folder, crashed);
            });
        } finally {
            world.journal.close();
        }
        byte[] newer = Files.readAllBytes(crashed.resolve("2.more"));
        for (int end = newer.length; end >= 0; end -= 50) {
            Files.write(crashed.resolve("2.more"), Arrays.copyOf(newer, end));
            assertThat(state(crashed)).as("cut at byte %d, -Dseed=%d", end, SEED).containsExactlyInAnyOrderElementsOf(before);
        }
    }

    @Test
    @DisplayName("after a crash between the end of a compaction and the removal of the old files")
    void oldFilesAreLeft() throws IOException {
        Path folder = temporary.resolve("folder");
        List<String> before;
        World world = world(folder);
        try {
            new Life(world, "ana", SEED).go(500);
            before = world.state();
            world.journal.awaitDurable(world.journal.position());
            copy(folder, temporary.resolve("old"));
            world.journal.compact(world::recordState);
        } finally {
            world.journal.close();
        }
        Files.copy(temporary.resolve("old").resolve("1.journal"), folder.resolve("1.journal"));
        assertThat(state(folder)).as("-Dseed=" + SEED).containsExactlyInAnyOrderElementsOf(before);
        assertThat(folder.resolve("1.journal")).doesNotExist();
    }

    @Test
    @DisplayName("when a session tells its history in the moment in which another takes its place")
    void replacedWhileItTells() {
        Identity ana = Identity.anonymous("ana");
        Path folder = temporary.resolve("folder");
        World world = world(folder);
        try {
            List.of(new Opened(2, ana), new Opened(1, ana), new Subscribed(1, "old", QoS.AT_LEAST_ONCE), new Discarded(1),
                    new Subscribed(2, "new", QoS.AT_LEAST_ONCE)).forEach(world.journal::add);
        } finally {
            world.journal.close();
        }
        assertThat(state(folder)).containsExactly(new Opened(2, ana).toString(),
                new Subscribed(2, "new", QoS.AT_LEAST_ONCE).toString());
    }

    private static World world(Path folder) {
        return new World(new FolderJournal(Folder.open(folder), Disk.REAL));
    }

    private static List<String> state(Path folder) {
        World world = world(folder);
        try {
            return world.state();
        } finally {
            world.journal.close();
        }
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    /** What a crash at this moment leaves. */
    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            Files.createDirectory(to);
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
