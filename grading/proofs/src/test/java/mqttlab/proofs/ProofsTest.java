package mqttlab.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The store of proofs")
class ProofsTest {

    private static final Instant NOON = Instant.parse("2026-11-27T12:00:00Z");

    @TempDir
    private Path folder;

    private Proofs at(Instant time) {
        return new Proofs(Optional.of(folder.resolve("proofs")), Clock.fixed(time, ZoneOffset.UTC), notes());
    }

    private Notes notes() {
        return new Notes(Optional.of(folder.resolve("notes")));
    }

    /** One that is not proved again at noon, nor a month later. */
    private static Key key() {
        return new Key("0000" + "a".repeat(60));
    }

    @Test
    @DisplayName("gives back what was kept, and when it was proved")
    void keeps() {
        at(NOON).keep(key(), "12 of 12\npoints");
        assertThat(at(NOON.plusSeconds(60)).find(key())).contains(new Proof(NOON, "12 of 12\npoints"));
        assertThat(at(NOON).find(key()).orElseThrow().day()).isEqualTo("27 November 2026");
    }

    @Test
    @DisplayName("knows nothing of another key, nor of what it was told to forget")
    void knowsNothing() {
        at(NOON).keep(key(), "killed");
        assertThat(at(NOON).find(new Key("0000" + "b".repeat(60)))).isEmpty();
        at(NOON).forget(key());
        assertThat(at(NOON).find(key())).isEmpty();
    }

    @Test
    @DisplayName("has each proof proved again on one day in ten")
    void again() {
        at(NOON).keep(key(), "killed");
        List<Integer> days = IntStream.range(0, 30)
                .filter(day -> at(NOON.plus(Duration.ofDays(day))).find(key()).isEmpty()).boxed().toList();
        assertThat(days).hasSize(3);
        assertThat(days.get(1) - days.get(0)).isEqualTo(10);
    }

    @Test
    @DisplayName("has a tenth of all proofs proved again on any day")
    void tenth() {
        Proofs proofs = at(NOON);
        assertThat(IntStream.range(0, 1000)
                .filter(each -> proofs.isProvedAgainToday(new Parts("test").text("n", "" + each).key())).count())
                .isBetween(70L, 130L);
    }

    @Test
    @DisplayName("throws away what nobody asked for in 30 days, and nothing else")
    void old() {
        Key used = new Key("0000" + "c".repeat(60));
        at(NOON).keep(key(), "killed");
        at(NOON).keep(used, "killed");
        file(key(), NOON);
        file(used, NOON.plus(Duration.ofDays(2)));

        Proofs later = at(NOON.plus(Duration.ofDays(31)));

        assertThat(Stream.of(key(), used).map(later::find).map(Optional::isPresent)).containsExactly(false, true);
    }

    private void file(Key key, Instant lastUsed) {
        Path file = folder.resolve("proofs").resolve(key.hash().substring(0, 2)).resolve(key.hash().substring(2));
        assertThat(file).isRegularFile();
        assertThat(file.toFile().setLastModified(lastUsed.toEpochMilli())).isTrue();
    }

    @Test
    @DisplayName("takes a damaged proof for none")
    void damaged() throws IOException {
        at(NOON).keep(key(), "killed");
        Path file = folder.resolve("proofs/00").resolve(key().hash().substring(2));
        for (String damage : List.of("", "kil\nled", "proved at noon\nkilled", "proved at " + NOON, "\0\0\0\0")) {
            Files.writeString(file, damage);
            assertThat(at(NOON).find(key())).as(damage).isEmpty();
        }
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThat(at(NOON).find(key())).isEmpty();
        assertThat(folder.resolve("notes")).doesNotExist();
    }

    @Test
    @DisplayName("that cannot be read or written knows nothing, fails nobody, and says so in one line")
    void unusable() throws IOException {
        Files.writeString(folder.resolve("proofs"), "a file, where a folder should be");
        Proofs proofs = at(NOON);
        proofs.keep(key(), "killed");
        proofs.forget(key());
        assertThat(proofs.find(key())).isEmpty();
        assertThat(Files.readAllLines(folder.resolve("notes"))).singleElement().asString()
                .startsWith("PROBLEM\t\tthe proofs in " + folder);
    }

    @Test
    @DisplayName("that is off neither reads nor writes")
    void off() {
        at(NOON).keep(key(), "killed");
        Proofs off = new Proofs(Place.of(Map.of("LAB_PROOFS", "off"), folder.toString()), Clock.systemUTC(), notes());
        assertThat(off.find(key())).isEmpty();
        off.forget(key());
        assertThat(at(NOON).find(key())).isPresent();
    }

    @Test
    @DisplayName("is in the user's cache, or where the user wants it")
    void place() {
        assertThat(Place.of(Map.of(), "/home/ana")).contains(Path.of("/home/ana/.cache/mqttlab/proofs"));
        assertThat(Place.of(Map.of("XDG_CACHE_HOME", "/caches"), "/home/ana")).contains(Path.of("/caches/mqttlab/proofs"));
        assertThat(Place.of(Map.of("XDG_CACHE_HOME", "/caches", "LAB_PROOFS", "mine"), "/home/ana")).contains(Path.of("mine"));
        assertThat(Place.of(Map.of("LAB_PROOFS", "off"), "/home/ana")).isEmpty();
    }

    @Test
    @DisplayName("shows a whole proof, or none, while others write it")
    void shared() throws Exception {
        String verdict = "a line of a verdict\n".repeat(5000);
        CountDownLatch written = new CountDownLatch(2);
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2; i++) {
                writers.submit(() -> {
                    Proofs mine = at(NOON);
                    IntStream.range(0, 100).forEach(each -> mine.keep(key(), verdict));
                    written.countDown();
                });
            }
            Proofs reader = at(NOON);
            while (written.getCount() > 0) {
                reader.find(key()).ifPresent(proof -> assertThat(proof.verdict()).isEqualTo(verdict));
            }
        }
        assertThat(at(NOON).find(key())).isPresent();
    }
}
