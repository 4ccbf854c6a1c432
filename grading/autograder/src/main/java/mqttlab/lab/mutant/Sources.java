package mqttlab.lab.mutant;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.checkout.Track;
import mqttlab.lab.marker.Marker;
import mqttlab.lab.marker.Position;
import mqttlab.lab.snapshot.Snapshot;
import mqttlab.testkit.InfrastructureException;

/**
 * Code as somebody could hand it in.
 *
 * @param files what is in each file, by its path in the lab's folder, such as {@code src/main/java/…}
 */
public record Sources(SortedMap<Path, byte[]> files) {

    /** A solution without its markers; of a stage, the broker as it is after that stage. */
    public static Sources solution(Checkout checkout, LabDefinition lab) {
        return lab.track() == Track.BROKER ? snapshot(checkout, lab.slug()) : below(lab.solution());
    }

    public static Sources snapshot(Checkout checkout, String stage) {
        return new Sources(Snapshot.of(checkout, stage).files());
    }

    public static Sources starter(LabDefinition lab) {
        return below(lab.folder());
    }

    private static Sources below(Path lab) {
        SortedMap<Path, byte[]> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(lab.resolve("src/main"))) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                byte[] content = Files.readAllBytes(file);
                files.put(lab.relativize(file), file.toString().endsWith(".java") ? withoutMarkers(file, content) : content);
            }
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + lab + ": " + e.getMessage(), e);
        }
        return new Sources(files);
    }

    private static byte[] withoutMarkers(Path file, byte[] content) {
        return new String(content, UTF_8).lines().filter(line -> Marker.of(new Position(file.toString(), 0), line).isEmpty())
                .collect(Collectors.joining("\n", "", "\n")).getBytes(UTF_8);
    }

    /** Where the package of the lab's main class is. */
    static Path folderOf(LabDefinition lab) {
        String main = lab.main();
        return Path.of("src/main/java", main.substring(0, main.lastIndexOf('.')).split("\\."));
    }

    /** What is in a file that must be there. */
    public String text(Path file) {
        byte[] content = files.get(file);
        if (content == null) {
            throw new BadInput("the solution has no file " + file);
        }
        return new String(content, UTF_8);
    }

    Sources with(Path file, String text) {
        SortedMap<Path, byte[]> changed = new TreeMap<>(files);
        changed.put(file, text.getBytes(UTF_8));
        return new Sources(changed);
    }

    public void write(Path folder) {
        write(folder, files.keySet());
    }

    void write(Path folder, Collection<Path> wanted) {
        try {
            for (Path file : wanted) {
                Path target = folder.resolve(file);
                Files.createDirectories(target.getParent());
                Files.write(target, files.get(file));
            }
        } catch (IOException e) {
            throw new InfrastructureException("cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }
}
