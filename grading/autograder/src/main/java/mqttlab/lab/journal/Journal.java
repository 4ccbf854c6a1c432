package mqttlab.lab.journal;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import mqttlab.lab.BadInput;
import mqttlab.lab.WholeFile;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.grading.Checklist;
import mqttlab.lab.grading.Earlier;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.submission.HandedIn;
import mqttlab.lab.submission.Shard;
import mqttlab.testkit.InfrastructureException;

/**
 * A file for each student and lab that was graded, named by all that the result follows from: the files, the checks, the
 * course, the broker, the seed. A run that was killed goes on with it; after a correction of the course, only what it is about
 * is graded again. No file is ever half written, and so none needs to be in any order.
 */
public final class Journal implements Earlier {

    private static final String FOLDER = "journal";
    private static final String RUN = "run";
    private static final String RESULTS = "*.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Versions versions;
    /** Broker and seed, which may differ from run to run while the course stays as it is. */
    private final String circumstances;
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final Set<String> found = ConcurrentHashMap.newKeySet();

    /** A run as it was begun; what is taken up again is the same run. */
    public record Run(long seed, String start, Shard shard) {

        public Run {
            // Older versions of the tool knew of no shards.
            shard = shard == null ? Shard.WHOLE : shard;
        }

        public static Run begun(long seed, Shard shard) {
            return new Run(seed, LocalDateTime.now().withNano(0).toString(), shard);
        }

        public LocalDateTime when() {
            return LocalDateTime.parse(start);
        }
    }

    /**
     * What a result was made of: two words, each of which is another one when any of that is.
     *
     * @param lab    the name of its folder
     * @param code   of the files of the student's
     * @param course of the checks, and of all else that is the course's
     */
    public record Origin(String student, String lab, String code, String course) {
    }

    private Journal(Path folder, Versions versions, String circumstances) {
        this.folder = folder;
        this.versions = versions;
        this.circumstances = circumstances;
    }

    /** The run whose results are in the folder, complete or not; empty if there is none, or it was killed before it began. */
    public static Optional<Run> runIn(Path out) {
        try {
            Run run = JSON.readValue(out.resolve(FOLDER).resolve(RUN).toFile(), Run.class);
            return Optional.of(run).filter(each -> each.when() != null);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Begins a run, or takes it up again.
     *
     * @param resume whether what is there is of use
     * @param broker kind and version of the one that clients are graded with
     */
    public static Journal open(Path out, Run run, boolean resume, Checkout course, List<Checklist> labs, String broker) {
        Versions versions = Versions.of(course, labs);
        return new Journal(begun(out, run, resume), versions, new Digest().add(broker).add("" + run.seed()).hex());
    }

    private static Path begun(Path out, Run run, boolean resume) {
        Path folder = out.resolve(FOLDER);
        try {
            Files.createDirectories(folder);
            WholeFile.removeDrafts(folder);
            if (!resume) {
                // First, so that nobody takes up what is half gone.
                Files.deleteIfExists(folder.resolve(RUN));
                WholeFile.remove(folder, RESULTS);
            }
            WholeFile.write(folder.resolve(RUN), JSON.writeValueAsBytes(run));
            return folder;
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }

    /** Keeps what the runs of all shards have kept, as if it had been this one run. */
    static void join(Path out, Run run, List<Path> parts) {
        Path folder = begun(out, run, false);
        for (Path part : parts) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(part.resolve(FOLDER), RESULTS)) {
                for (Path file : files) {
                    WholeFile.write(folder.resolve(file.getFileName()), Files.readAllBytes(file));
                }
            } catch (IOException e) {
                throw cannotWrite(folder, e);
            }
        }
    }

    private static BadInput cannotWrite(Path folder, IOException e) {
        return new BadInput("cannot write to " + folder + ": " + e);
    }

    /** What the results in the folder of a run were made of; not of those that were lost to something of ours. */
    public static List<Origin> origins(Path out) {
        List<Origin> origins = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(out.resolve(FOLDER), RESULTS)) {
            for (Path file : files) {
                Kept.origin(Files.readAllBytes(file)).ifPresent(origins::add);
            }
        } catch (IOException e) {
            // An older version of the tool has kept none.
        }
        return origins;
    }

    @Override
    public Optional<LabResult> find(String student, Checklist lab, HandedIn files) {
        Path file = file(origin(student, lab, files));
        try {
            Optional<LabResult> result = Files.isRegularFile(file) ? Kept.read(Files.readAllBytes(file), lab) : Optional.empty();
            result.ifPresent(each -> found.add(file.getFileName().toString()));
            return result;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** What failed for want of something of ours is not kept: it has to be tried again. */
    @Override
    public void keep(String student, Checklist lab, HandedIn files, LabResult result) {
        if (!result.isConclusive()) {
            return;
        }
        Origin origin = origin(student, lab, files);
        Path file = file(origin);
        try {
            WholeFile.write(file, Kept.of(origin, result).json());
        } catch (IOException e) {
            throw new InfrastructureException("cannot write " + file + ": " + e, e);
        }
    }

    private Origin origin(String student, Checklist lab, HandedIn files) {
        Digest code = new Digest();
        files.files().forEach((name, content) -> code.add(name).add(content));
        return new Origin(student, lab.lab().name(), code.hex(), versions.of(lab));
    }

    private Path file(Origin origin) {
        String name = new Digest().add(origin.student()).add(origin.lab()).add(origin.code()).add(origin.course())
                .add(circumstances)
                .hex() + RESULTS.substring(1);
        used.add(name);
        return folder.resolve(name);
    }

    /** Of the course that results are kept for. */
    public Versions versions() {
        return versions;
    }

    /** How many results were there already. */
    public int found() {
        return found.size();
    }

    /** When all are graded, what is left is of submissions or checks that are no longer there. */
    public void removeOthers() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, RESULTS)) {
            for (Path file : files) {
                if (!used.contains(file.getFileName().toString())) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            throw cannotWrite(folder, e);
        }
    }
}
