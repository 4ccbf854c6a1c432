package mqttlab.broker.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mqttlab.broker.access.Identity;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.Change;
import mqttlab.broker.session.Change.Opened;
import mqttlab.broker.session.Change.Received;
import mqttlab.broker.session.Change.Retained;
import mqttlab.broker.session.Change.Subscribed;
import mqttlab.broker.session.Message;
import mqttlab.testkit.Patience;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("a journal that is short of something")
class ShortageTest {

    private static final Change ANA = new Opened(1, new Identity("ana", Optional.empty()));

    @TempDir
    private Path folder;
    private final FakeDisk disk = new FakeDisk();
    /** What the broker has in memory, as changes that lead there. */
    private final List<Change> state = new CopyOnWriteArrayList<>();

    @Nested
    @DisplayName("on a disk that refuses")
    class Disks {

        @Test
        @DisplayName("says so to all who wait, and has what was written before")
        void full() throws IOException {
            try (FolderJournal journal = open()) {
                change(journal, ANA);
                journal.awaitDurable(journal.position());
                long before = journal.position();
                disk.full = true;
                change(journal, new Received(1, 7));
                assertThatThrownBy(() -> journal.awaitDurable(journal.position())).isInstanceOf(IOException.class);
                assertThat(journal.isBroken()).isTrue();
                assertThatThrownBy(() -> journal.awaitDurable(journal.position())).isInstanceOf(IOException.class);
                assertThatCode(() -> journal.awaitDurable(before)).doesNotThrowAnyException();
            }
            assertThat(read()).containsExactly(ANA);
        }

        @Test
        @DisplayName("promises nothing, though nobody had been waiting when it refused")
        void fullWhileNobodyWaits() throws IOException {
            FolderJournal journal = open();
            try (journal) {
                change(journal, ANA);
                journal.awaitDurable(journal.position());
                disk.full = true;
                journal.add(new Received(1, 6));
            }
            assertThatThrownBy(() -> journal.awaitDurable(journal.position())).isInstanceOf(IOException.class);
            assertThat(read()).containsExactly(ANA);
        }

        @Test
        @DisplayName("goes on by itself when there is room again, with all that happened meanwhile, and promises that, too")
        void roomAgain() throws IOException {
            try (FolderJournal journal = open()) {
                change(journal, ANA);
                disk.full = true;
                change(journal, new Received(1, 7));
                assertThatThrownBy(() -> journal.awaitDurable(journal.position())).isInstanceOf(IOException.class);
                change(journal, new Received(1, 8));
                long meanwhile = journal.position();
                disk.full = false;
                awaitGood(journal);
                assertThatCode(() -> journal.awaitDurable(meanwhile)).doesNotThrowAnyException();
                change(journal, new Received(1, 9));
                journal.awaitDurable(journal.position());
            }
            assertThat(read()).containsExactlyElementsOf(state);
            assertThat(names()).containsExactlyInAnyOrder("2.journal", "lock");
        }

        @Test
        @DisplayName("does not believe in a file after a force that failed, and goes on in another")
        void force() throws IOException {
            try (FolderJournal journal = open()) {
                disk.failsToForce = true;
                change(journal, ANA);
                assertThatThrownBy(() -> journal.awaitDurable(journal.position())).isInstanceOf(IOException.class);
                disk.failsToForce = false;
                awaitGood(journal);
                assertThat(names()).containsExactlyInAnyOrder("2.journal", "lock");
            }
            assertThat(read()).containsExactlyElementsOf(state);
        }

        @Test
        @DisplayName("counts no file that has not everything, and leaves none behind")
        void notEverything() throws IOException {
            Path crashed = folder.resolve("crashed");
            List<Change> before;
            try (FolderJournal journal = open()) {
                change(journal, ANA);
                journal.awaitDurable(journal.position());
                before = List.copyOf(state);
                disk.full = true;
                change(journal, new Received(1, 7));
                assertThatThrownBy(() -> journal.awaitDurable(journal.position())).isInstanceOf(IOException.class);
                disk.full = false;
                journal.compact(() -> {
                    state.forEach(journal::add);
                    copyTo(crashed);
                    disk.full = true;
                });
                assertThat(journal.isBroken()).isTrue();
                assertThat(names()).containsExactlyInAnyOrder("1.journal", "lock", "crashed");
            }
            assertThat(crashed.resolve("2.new")).exists();
            assertThat(read(crashed)).containsExactlyElementsOf(before);
            assertThat(read()).containsExactlyElementsOf(before);
        }

        @Test
        @DisplayName("uses the last of its room for what has happened, and not for room ahead")
        void lastRoom() throws IOException {
            try (FolderJournal journal = open()) {
                disk.room = 1_000;
                for (int id = 1; id <= 30; id++) {
                    change(journal, new Received(1, id));
                    journal.awaitDurable(journal.position());
                }
            }
            assertThat(read()).containsExactlyElementsOf(state);
        }
    }

    @Test
    @DisplayName("goes on in the old file while the next cannot be begun, for want of a file descriptor, say")
    void noDescriptors() throws IOException {
        try (FolderJournal journal = open()) {
            change(journal, ANA);
            disk.failsToOpen = true;
            journal.compact(() -> state.forEach(journal::add));
            change(journal, new Received(1, 7));
            journal.awaitDurable(journal.position());
            assertThat(names()).containsExactlyInAnyOrder("1.journal", "lock");
            disk.failsToOpen = false;
            journal.compact(() -> state.forEach(journal::add));
            assertThat(names()).containsExactlyInAnyOrder("2.journal", "lock");
        }
        assertThat(read()).containsExactlyElementsOf(state);
    }

    @Nested
    @DisplayName("in the middle of a change")
    class Middle {

        private final CompletableFuture<Throwable> uncaught = new CompletableFuture<>();

        @Test
        @DisplayName("has nothing of changes that belong together, takes no more, and says that it is the end")
        void half() throws Exception {
            endsWith(OutOfMemoryError.class, journal -> journal.atomically(() -> {
                journal.add(new Received(1, 7));
                throw new OutOfMemoryError("in a test");
            }));
            assertThat(read()).containsExactly(ANA);
        }

        @Test
        @DisplayName("has nothing of one that comes to no end while it is put into bytes")
        void halfInBytes() throws Exception {
            endsWith(NullPointerException.class, journal -> journal.add(new Subscribed(2, "news", null)));
            assertThat(read()).containsExactly(ANA);
        }

        private void endsWith(Class<? extends Throwable> thrown, Consumer<Journal> changing) throws Exception {
            Thread.UncaughtExceptionHandler usual = Thread.getDefaultUncaughtExceptionHandler();
            Thread.setDefaultUncaughtExceptionHandler((thread, e) -> uncaught.complete(e));
            try (FolderJournal journal = open()) {
                change(journal, ANA);
                journal.awaitDurable(journal.position());
                assertThatThrownBy(() -> changing.accept(journal)).isInstanceOf(thrown);
                journal.add(new Received(1, 8));
                assertThatThrownBy(() -> journal.awaitDurable(journal.position())).isInstanceOf(IOException.class);
                assertThat(uncaught.get(Patience.usual().toMillis(), TimeUnit.MILLISECONDS)).isInstanceOf(LostChange.class)
                        .hasCauseInstanceOf(thrown).hasMessageContaining("Start the broker again");
            } finally {
                Thread.setDefaultUncaughtExceptionHandler(usual);
            }
        }

        @Test
        @DisplayName("but not before its first change goes on")
        void refused() throws IOException {
            RuntimeException thrown = new IllegalStateException("in a test");
            try (FolderJournal journal = open()) {
                change(journal, ANA);
                assertThatThrownBy(() -> journal.atomically(() -> {
                    throw thrown;
                })).isSameAs(thrown);
                change(journal, new Received(1, 7));
                journal.awaitDurable(journal.position());
            }
            assertThat(read()).containsExactlyElementsOf(state);
        }
    }

    @Test
    @DisplayName("needs no more memory when it is read than the messages that there were at any moment when it was written")
    void memory() throws IOException {
        int messages = 100;
        try (FolderJournal journal = open()) {
            for (int i = 0; i < messages; i++) {
                journal.add(new Retained(new Message("news", Payload.of("number " + i), QoS.AT_LEAST_ONCE, true)));
            }
        }
        ChangeFormat format = new ChangeFormat();
        List<Integer> held = new ArrayList<>();
        JournalReader.read(List.of(folder.resolve("1.journal")), format,
                change -> assertThat(format).extracting("messages").asInstanceOf(InstanceOfAssertFactories.MAP)
                        .satisfies(map -> held.add(map.size())));
        assertThat(held).hasSize(messages).containsOnly(0);
    }

    private FolderJournal open() {
        return open(folder, new ArrayList<>());
    }

    private FolderJournal open(Path where, List<Change> told) {
        FolderJournal journal = new FolderJournal(Folder.open(where), disk);
        journal.start(told::add, () -> state.forEach(journal::add));
        return journal;
    }

    private void change(Journal journal, Change change) {
        state.add(change);
        journal.add(change);
    }

    private List<Change> read() {
        return read(folder);
    }

    private List<Change> read(Path where) {
        disk.full = false;
        List<Change> told = new ArrayList<>();
        open(where, told).close();
        return told;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private void copyTo(Path copy) {
        try {
            Files.createDirectory(copy);
            for (String name : List.of("1.journal", "2.new")) {
                Files.copy(folder.resolve(name), copy.resolve(name));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void awaitGood(Journal journal) {
        long deadline = System.nanoTime() + Patience.usual().toNanos();
        while (journal.isBroken()) {
            assertThat(System.nanoTime()).as("it is still broken").isLessThan(deadline);
            LockSupport.parkNanos(1_000_000);
        }
    }
}
