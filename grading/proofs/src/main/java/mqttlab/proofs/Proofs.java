package mqttlab.proofs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * The verdicts that are known. A file each, in {@code ~/.cache/mqttlab/proofs}; {@code LAB_PROOFS} names another folder, or is
 * {@code off}. Builds that run at the same time may share the folder. A folder that cannot be read or written knows nothing, and
 * says so in the last lines of the build.
 */
public final class Proofs {

    private static final Duration KEPT_UNUSED = Duration.ofDays(30);
    /** A tenth of what is known is proved again, another tenth each day: a verdict that luck had a hand in does not last. */
    private static final int TENTHS = 10;

    private final Optional<Path> folder;
    private final Clock clock;
    private final Notes notes;
    private final AtomicBoolean complained = new AtomicBoolean();

    Proofs(Optional<Path> folder, Clock clock, Notes notes) {
        this.folder = folder;
        this.clock = clock;
        this.notes = notes;
        folder.ifPresent(this::throwOldOnesAway);
    }

    /** Those of this user. */
    public static Proofs known() {
        return Known.PROOFS;
    }

    private static final class Known {
        private static final Proofs PROOFS = new Proofs(Place.of(System.getenv(), System.getProperty("user.home")),
                Clock.systemDefaultZone(), Notes.ofThisBuild());
    }

    /** Empty when it is not known, or when it is its turn to be proved again. */
    public Optional<Proof> find(Key key) {
        if (folder.isEmpty() || isProvedAgainToday(key)) {
            return Optional.empty();
        }
        Path file = file(key);
        try {
            Optional<Proof> proof = Proof.parse(new String(Files.readAllBytes(file), UTF_8));
            Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
            return proof;
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            complain(e);
            return Optional.empty();
        }
    }

    public void keep(Key key, String verdict) {
        if (folder.isEmpty()) {
            return;
        }
        Path file = file(key);
        try {
            Files.createDirectories(file.getParent());
            Path draft = Files.createTempFile(file.getParent(), "draft", "");
            Files.writeString(draft, new Proof(clock.instant(), verdict).text());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            complain(e);
        }
    }

    /** What was proved once and is wrong now. */
    public void forget(Key key) {
        if (folder.isEmpty()) {
            return;
        }
        try {
            Files.deleteIfExists(file(key));
        } catch (IOException e) {
            complain(e);
        }
    }

    boolean isProvedAgainToday(Key key) {
        int chosen = Integer.parseInt(key.hash().substring(0, 4), 16);
        return Math.floorMod(chosen + LocalDate.now(clock).toEpochDay(), TENTHS) == 0;
    }

    private Path file(Key key) {
        return folder.orElseThrow().resolve(key.hash().substring(0, 2)).resolve(key.hash().substring(2));
    }

    /** At most once a day. */
    private void throwOldOnesAway(Path all) {
        Path swept = all.resolve("swept");
        try {
            Files.createDirectories(all);
            if (Files.exists(swept) && isYounger(swept, Duration.ofDays(1))) {
                return;
            }
            Files.writeString(swept, "");
            Files.setLastModifiedTime(swept, FileTime.from(clock.instant()));
            try (Stream<Path> files = Files.walk(all)) {
                for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                    if (!isYounger(file, KEPT_UNUSED)) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        } catch (IOException | UncheckedIOException e) {
            complain(e);
        }
    }

    private boolean isYounger(Path file, Duration age) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isAfter(clock.instant().minus(age));
        } catch (NoSuchFileException e) {
            return true;
        }
    }

    private void complain(Exception e) {
        if (complained.compareAndSet(false, true)) {
            notes.problem("the proofs in %s cannot be used: %s".formatted(folder.orElseThrow(), e));
        }
    }
}
