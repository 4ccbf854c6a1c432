package mqttlab.lab.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.checkout.Manifest.Yours;
import mqttlab.lab.checkout.Track;
import mqttlab.lab.compile.Project;
import mqttlab.lab.starter.Starter;
import mqttlab.lab.starter.Sync;
import mqttlab.testkit.InfrastructureException;

/**
 * The broker as it is after a stage.
 *
 * @param stage such as {@code 03-filters}
 * @param files what is in each file, by its path in a project, such as {@code src/main/java/…}
 */
public record Snapshot(String stage, SortedMap<Path, byte[]> files) {

    /** The stages that there are, in their order. */
    public static List<String> stages(Checkout checkout) {
        return BrokerSource.of(checkout).stages().stream().map(Stage::name).toList();
    }

    /** @param wanted the stage, as {@code 3}, {@code 03} or {@code 03-filters} */
    public static Snapshot of(Checkout checkout, String wanted) {
        BrokerSource source = BrokerSource.of(checkout);
        Stage stage = source.stage(wanted);
        SortedMap<Path, byte[]> files = new TreeMap<>();
        source.filesAfter(stage).forEach((file, origin) -> files.put(file, after(stage, source, origin)));
        return new Snapshot(stage.name(), files);
    }

    /** What solves a lab or a stage. That of a stage is written out first. */
    public static Project solved(Checkout checkout, LabDefinition lab) {
        if (lab.track() == Track.BROKER) {
            of(checkout, lab.number()).refresh(lab.solution());
        }
        return new Project(lab.solution(), lab.libraries());
    }

    /** The same with a class of a student's where its own part was, and nothing left of that. */
    public Snapshot withYours(Checkout checkout, Yours yours) {
        BrokerSource source = BrokerSource.of(checkout);
        SortedMap<Path, byte[]> laidOver = new TreeMap<>(files);
        yours.replaces().forEach(file -> laidOver.remove(BrokerSource.place(file)));
        laidOver.putAll(source.yours(source.stage(stage)));
        return new Snapshot(stage + " with yours", laidOver);
    }

    private static byte[] after(Stage stage, BrokerSource source, Path origin) {
        byte[] content = source.read(origin);
        if (!origin.toString().endsWith(".java")) {
            return content;
        }
        String file = source.folder().resolve(origin).toString();
        return StageText.solved(file, new String(content, UTF_8), stage.number()).getBytes(UTF_8);
    }

    /** Writes it as a project of its own, into a folder that does not exist or is empty. */
    public void write(Path folder) {
        try {
            if (Files.exists(folder) && !isEmpty(folder)) {
                throw new BadInput(folder + " is there already: give a folder that does not exist, or that is empty");
            }
            for (var file : files.entrySet()) {
                Path target = folder.resolve(file.getKey());
                Files.createDirectories(target.getParent());
                Files.write(target, file.getValue());
            }
        } catch (IOException e) {
            throw new InfrastructureException("cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Makes a folder of the tool's own what this says, and touches nothing that is so already. */
    public void refresh(Path folder) {
        new Sync(new Starter("snapshot " + stage, folder, files), true).run();
    }

    private static boolean isEmpty(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
