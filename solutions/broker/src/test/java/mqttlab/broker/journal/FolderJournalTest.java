package mqttlab.broker.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import mqttlab.broker.codec.Fields;
import mqttlab.broker.session.Change;
import mqttlab.broker.session.Change.Completed;
import mqttlab.broker.session.Change.Opened;
import mqttlab.broker.session.Change.Received;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("the journal in a folder")
class FolderJournalTest {

    @TempDir
    private Path folder;
    private final FakeDisk disk = new FakeDisk();

    @Test
    @DisplayName("tells what was added, in order, after a restart")
    void tellsAgain() throws IOException {
        write(new Opened(1, "ana"), new Received(1, 7));
        write(new Received(1, 8));
        assertThat(read()).containsExactly(new Opened(1, "ana"), new Received(1, 7), new Received(1, 8));
    }

    @Test
    @DisplayName("writes what was added before it is closed, though nobody waits for it")
    void closingWrites() throws IOException {
        try (Journal journal = open(new ArrayList<>())) {
            journal.add(new Opened(1, "ana"));
        }
        assertThat(read()).containsExactly(new Opened(1, "ana"));
    }

    @Test
    @DisplayName("does not take what the replay adds")
    void replayIsNotRecorded() throws IOException {
        write(new Opened(1, "ana"));
        try (Journal journal = journal()) {
            journal.start(journal::add, () -> {
            });
        }
        assertThat(read()).containsExactly(new Opened(1, "ana"));
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
                        journal.together(() -> {
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
        int blocks = 0;
        try (SegmentReader reader = new SegmentReader(file(1))) {
            for (Optional<byte[]> block = reader.next(); block.isPresent(); block = reader.next()) {
                Set<Received> halves = new HashSet<>();
                new ChangeReader().read(new Fields(block.get(), 0, block.get().length), change -> {
                    switch (change) {
                        case Received received -> halves.add(received);
                        case Completed completed -> halves.remove(new Received(completed.session(), completed.packetId()));
                        case Change other -> throw new AssertionError(other);
                    }
                });
                assertThat(halves).as("block " + ++blocks).isEmpty();
            }
        }
        assertThat(blocks).isGreaterThan(1);
    }

    @Nested
    @DisplayName("that was cut short")
    class Torn {

        @Test
        @DisplayName("has everything before the last block, wherever in that the end is")
        void everyByte() throws IOException {
            write(new Opened(1, "ana"));
            long whole = Files.size(file(1));
            write(new Received(1, 7));
            byte[] bytes = Files.readAllBytes(file(1));
            for (int end = (int) whole; end < bytes.length; end++) {
                Files.write(file(1), Arrays.copyOf(bytes, end));
                assertThat(read()).as("cut at byte " + end).containsExactly(new Opened(1, "ana"));
                assertThat(Files.size(file(1))).isEqualTo(whole);
            }
        }

        @Test
        @DisplayName("has everything before a block of which some bytes were never written")
        void holes() throws IOException {
            write(new Opened(1, "ana"));
            int whole = (int) Files.size(file(1));
            write(new Received(1, 7));
            byte[] bytes = Files.readAllBytes(file(1));
            // The first three bytes of its length are zeros in any case.
            for (int hole = whole + 3; hole < bytes.length; hole++) {
                byte[] holed = bytes.clone();
                Arrays.fill(holed, whole, hole + 1, (byte) 0);
                Files.write(file(1), holed);
                assertThat(read()).as("zeros to byte " + hole).containsExactly(new Opened(1, "ana"));
            }
        }

        @Test
        @DisplayName("goes on behind what is whole")
        void goesOn() throws IOException {
            write(new Opened(1, "ana"));
            write(new Received(1, 7));
            byte[] bytes = Files.readAllBytes(file(1));
            Files.write(file(1), Arrays.copyOf(bytes, bytes.length - 1));
            write(new Received(1, 9));
            assertThat(read()).containsExactly(new Opened(1, "ana"), new Received(1, 9));
        }

        @Test
        @DisplayName("before its first byte is empty")
        void atTheVeryBeginning() throws IOException {
            Files.createFile(file(1));
            assertThat(read()).isEmpty();
            write(new Opened(1, "ana"));
            assertThat(read()).containsExactly(new Opened(1, "ana"));
        }
    }

    @Nested
    @DisplayName("refuses to start")
    class Refuses {

        @Test
        @DisplayName("when any bit is wrong before the last block, and names the byte at which that block begins")
        void flippedBits() throws IOException {
            write(new Opened(1, "ana"));
            int start = (int) Files.size(file(1));
            write(new Received(1, 7));
            int end = (int) Files.size(file(1));
            write(new Received(1, 8));
            byte[] good = Files.readAllBytes(file(1));
            for (int bit = 8 * start; bit < 8 * end; bit++) {
                byte[] bad = good.clone();
                bad[bit / 8] ^= (byte) (1 << bit % 8);
                Files.write(file(1), bad);
                assertThatThrownBy(FolderJournalTest.this::read).as("bit " + bit).isInstanceOf(UnusableJournal.class)
                        .hasMessageContaining(file(1) + ": is damaged at byte " + start)
                        .hasMessageContaining("what was written well goes on at byte " + end);
                assertThat(file(1)).hasBinaryContent(bad);
            }
        }

        @Test
        @DisplayName("when a file is missing")
        void missingFile() throws IOException {
            Files.writeString(folder.resolve("first"), "2\n");
            Files.createFile(file(3));
            assertThatThrownBy(FolderJournalTest.this::read).hasMessageContaining("all from 2.journal to 3.journal");
        }

        @Test
        @DisplayName("when another broker has the folder")
        void locked() {
            try (Journal mine = open(new ArrayList<>())) {
                assertThatThrownBy(() -> Journal.open(folder)).isInstanceOf(UnusableJournal.class)
                        .hasMessageContaining("another broker uses this folder");
                assertThat(mine.isBroken()).isFalse();
            }
            assertThatCode(() -> Journal.open(folder).close()).doesNotThrowAnyException();
        }

        @Test
        @DisplayName("when its folder is a file")
        void noFolder() throws IOException {
            Path file = Files.createFile(folder.resolve("file"));
            assertThatThrownBy(() -> Journal.open(file)).isInstanceOf(UnusableJournal.class)
                    .hasMessageContaining("cannot be used as the broker's folder");
        }

        @Test
        @DisplayName("with a file of somebody else")
        void foreignFile() throws IOException {
            Files.writeString(file(1), "Dear diary, today");
            assertThatThrownBy(FolderJournalTest.this::read).hasMessageContaining("is no journal of this version");
            assertThat(file(1)).hasContent("Dear diary, today");
        }
    }

    @Nested
    @DisplayName("on a disk that refuses")
    class Failing {

        @Test
        @DisplayName("says so to all who wait, then and later, and keeps what was written before")
        void full() throws IOException {
            try (Journal journal = open(new ArrayList<>())) {
                journal.add(new Opened(1, "ana"));
                journal.awaitDurable(journal.position());
                long before = journal.position();
                disk.full = true;
                journal.add(new Received(1, 7));
                assertThatThrownBy(() -> journal.awaitDurable(journal.position())).isInstanceOf(IOException.class);
                assertThat(journal.isBroken()).isTrue();
                disk.full = false;
                journal.add(new Received(1, 8));
                assertThatThrownBy(() -> journal.awaitDurable(journal.position())).isInstanceOf(IOException.class);
                assertThatCode(() -> journal.awaitDurable(before)).doesNotThrowAnyException();
            }
            assertThat(read()).containsExactly(new Opened(1, "ana"));
        }

        @Test
        @DisplayName("promises nothing more, though nobody had been waiting when it refused")
        void fullWhileNobodyWaits() throws IOException {
            FolderJournal journal = (FolderJournal) open(new ArrayList<>());
            try (journal) {
                journal.add(new Opened(1, "ana"));
                journal.awaitDurable(journal.position());
                disk.full = true;
                journal.compact(() -> {
                });
                assertThat(journal.isBroken()).isTrue();
                journal.add(new Received(1, 7));
                assertThatThrownBy(() -> journal.awaitDurable(journal.position())).isInstanceOf(IOException.class);
            }
        }

        @Test
        @DisplayName("does not believe in a force after one that failed")
        void force() throws IOException {
            try (Journal journal = open(new ArrayList<>())) {
                disk.failsToForce = true;
                journal.add(new Opened(1, "ana"));
                assertThatThrownBy(() -> journal.awaitDurable(journal.position())).isInstanceOf(IOException.class);
                disk.failsToForce = false;
                assertThatThrownBy(() -> journal.awaitDurable(journal.position())).isInstanceOf(IOException.class);
            }
        }
    }

    private Path file(int number) {
        return folder.resolve(number + ".journal");
    }

    private Journal journal() {
        return new FolderJournal(Folder.open(folder), disk);
    }

    private Journal open(List<Change> told) {
        Journal journal = journal();
        try {
            journal.start(told::add, () -> {
            });
            return journal;
        } catch (UnusableJournal e) {
            journal.close();
            throw e;
        }
    }

    /** One block. */
    private void write(Change... changes) throws IOException {
        try (Journal journal = open(new ArrayList<>())) {
            journal.together(() -> List.of(changes).forEach(journal::add));
            journal.awaitDurable(journal.position());
        }
    }

    private List<Change> read() {
        List<Change> told = new ArrayList<>();
        open(told).close();
        return told;
    }
}
