package mqttlab.broker.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import mqttlab.broker.session.Change;
import mqttlab.broker.session.Change.Completed;
import mqttlab.broker.session.Change.Opened;
import mqttlab.broker.session.Change.Received;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("the journal in a folder")
class FolderJournalTest extends WithFolderJournal {

    @Test
    @DisplayName("tells what was added, in order, after a restart")
    void tellsAgain() throws IOException {
        write(new Opened(1, ANA), new Received(1, 7));
        write(new Received(1, 8));
        assertThat(read()).containsExactly(new Opened(1, ANA), new Received(1, 7), new Received(1, 8));
    }

    @Test
    @DisplayName("writes what was added before it is closed, though nobody waits for it")
    void closingWrites() throws IOException {
        try (Journal journal = open(new ArrayList<>())) {
            journal.add(new Opened(1, ANA));
        }
        assertThat(read()).containsExactly(new Opened(1, ANA));
    }

    @Test
    @DisplayName("does not take what the replay adds")
    void replayIsNotRecorded() throws IOException {
        write(new Opened(1, ANA));
        try (Journal journal = journal()) {
            journal.start(journal::add, () -> {
            });
        }
        assertThat(read()).containsExactly(new Opened(1, ANA));
    }

    @Test
    @DisplayName("visits the disk once for all who wait at the same time")
    void groupCommit() throws Exception {
        int many = 1_000;
        try (Journal journal = open(new ArrayList<>()); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            disk.forces.set(0);
            CountDownLatch added = new CountDownLatch(many);
            List<Future<?>> waiting = new ArrayList<>();
            disk.brake.lock();
            try {
                for (int i = 0; i < many; i++) {
                    int id = i + 1;
                    waiting.add(threads.submit(() -> {
                        journal.add(new Received(1, id));
                        added.countDown();
                        journal.awaitDurable(journal.position());
                        return null;
                    }));
                }
                added.await();
            } finally {
                disk.brake.unlock();
            }
            for (Future<?> each : waiting) {
                each.get();
            }
            // One for the first who came, one for all who came while the disk was busy.
            assertThat(disk.forces.get()).isBetween(1, 2);
        }
        assertThat(read()).hasSize(many);
    }

    @Test
    @DisplayName("has in one block what belongs together")
    void together() throws Exception {
        try (Journal journal = open(new ArrayList<>()); ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 1; i <= 8; i++) {
                int session = i;
                threads.submit(() -> {
                    for (int id = 1; id <= 500; id++) {
                        int packetId = id;
                        journal.atomically(() -> {
                            journal.add(new Received(session, packetId));
                            Thread.yield();
                            journal.add(new Completed(session, packetId));
                        });
                        journal.awaitDurable(journal.position());
                    }
                    return null;
                });
            }
        }
        AtomicInteger blocks = new AtomicInteger();
        try (BlockReader reader = new BlockReader(file(1), true)) {
            reader.read(block -> {
                Set<Received> halves = new HashSet<>();
                new ChangeFormat().read(block, change -> {
                    switch (change) {
                        case Received received -> halves.add(received);
                        case Completed completed -> halves.remove(new Received(completed.session(), completed.packetId()));
                        case Change other -> throw new AssertionError(other);
                    }
                });
                assertThat(halves).as("block " + blocks.incrementAndGet()).isEmpty();
            });
        }
        assertThat(blocks).hasValueGreaterThan(1);
    }

    @Nested
    @DisplayName("that was cut short")
    class Torn {

        @Test
        @DisplayName("has everything before the last block, wherever in that the end is")
        void everyByte() throws IOException {
            write(new Opened(1, ANA));
            long whole = Files.size(file(1));
            write(new Received(1, 7));
            byte[] bytes = Files.readAllBytes(file(1));
            for (int end = (int) whole; end < bytes.length; end++) {
                Files.write(file(1), Arrays.copyOf(bytes, end));
                assertThat(read()).as("cut at byte " + end).containsExactly(new Opened(1, ANA));
                assertThat(Files.size(file(1))).isEqualTo(whole);
            }
        }

        @Test
        @DisplayName("has everything before a block of which some bytes were never written")
        void holes() throws IOException {
            write(new Opened(1, ANA));
            int whole = (int) Files.size(file(1));
            write(new Received(1, 7));
            byte[] bytes = Files.readAllBytes(file(1));
            // The first three bytes of its length are zeros in any case.
            for (int hole = whole + 3; hole < bytes.length; hole++) {
                byte[] holed = bytes.clone();
                Arrays.fill(holed, whole, hole + 1, (byte) 0);
                Files.write(file(1), holed);
                assertThat(read()).as("zeros to byte " + hole).containsExactly(new Opened(1, ANA));
            }
        }

        @Test
        @DisplayName("goes on behind what is whole")
        void goesOn() throws IOException {
            write(new Opened(1, ANA));
            write(new Received(1, 7));
            byte[] bytes = Files.readAllBytes(file(1));
            Files.write(file(1), Arrays.copyOf(bytes, bytes.length - 1));
            write(new Received(1, 9));
            assertThat(read()).containsExactly(new Opened(1, ANA), new Received(1, 9));
        }

        @Test
        @DisplayName("before its first byte is empty")
        void atTheVeryBeginning() throws IOException {
            Files.createFile(file(1));
            assertThat(read()).isEmpty();
            write(new Opened(1, ANA));
            assertThat(read()).containsExactly(new Opened(1, ANA));
        }
    }
}
