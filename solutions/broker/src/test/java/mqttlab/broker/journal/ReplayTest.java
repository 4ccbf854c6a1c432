package mqttlab.broker.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.Message;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("what is replayed is what was")
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
                world.journal.compact(world::retell);
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
            world.journal.compact(world::retell);
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
    @DisplayName("after a crash in the middle of a compaction, and after one before its last step")
    void crashInCompaction() throws IOException {
        Path folder = temporary.resolve("folder");
        Path middle = temporary.resolve("middle");
        List<String> before;
        World[] world = new World[1];
        world[0] = world(folder);
        try {
            new Life(world[0], "ana", SEED).go(500);
            new Life(world[0], "eva", SEED).go(500);
            before = world[0].state();
        } finally {
            world[0].journal.close();
        }
        Path old = folder.resolve("1.journal");
        byte[] oldBytes = Files.readAllBytes(old);
        FolderJournal journal = new FolderJournal(Folder.open(folder), Disk.REAL);
        world[0] = new World(journal);
        try {
            journal.compact(() -> {
                world[0].sessions.retell();
                copy(journal, folder, middle);
                world[0].router.retell();
            });
        } finally {
            journal.close();
        }
        assertThat(middle.resolve("1.journal")).exists();
        assertThat(middle.resolve("2.journal")).exists();
        assertThat(state(middle)).as("-Dseed=" + SEED).containsExactlyInAnyOrderElementsOf(before);
        Files.write(old, oldBytes);
        assertThat(state(folder)).as("-Dseed=" + SEED).containsExactlyInAnyOrderElementsOf(before);
        assertThat(old).doesNotExist();
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
    private static void copy(Journal journal, Path from, Path to) {
        try (Stream<Path> files = Files.list(from)) {
            journal.awaitDurable(journal.position());
            Files.createDirectory(to);
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
