package mqttlab.lab.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.snapshot.Stage.Entry;
import mqttlab.lab.snapshot.Stage.Origin;
import mqttlab.testkit.InfrastructureException;

/**
 * The reference broker, and the table that cuts it into stages. A stage without a row brings no file.
 *
 * @param rows the starter's first
 */
record BrokerSource(Path folder, List<Stage> rows) {

    private static final Path MAIN = Path.of("src/main");
    private static final Path TEST = Path.of("src/test");
    private static final Path YOURS = Path.of("src/yours");
    private static final Path PACKAGE = Path.of("java/mqttlab/broker");
    /** An early class is compiled together with the one that replaces it, so there it needs a name of its own. */
    private static final Pattern EARLY = Pattern.compile("\\bEarly(?=[A-Z])");

    static BrokerSource of(Checkout checkout) {
        Path folder = checkout.referenceBroker();
        Path table = folder.resolve("stages.yaml");
        if (!Files.exists(table)) {
            throw new BadInput("there is no reference broker to take a stage from: " + table + " is missing");
        }
        BrokerSource source = new BrokerSource(folder, withAll(checkout.stages(), table));
        // Whichever stage is wanted: a table that names what is not there is wrong.
        source.filesAfter(source.rows().getLast());
        return source;
    }

    private static List<Stage> withAll(List<LabDefinition> stages, Path table) {
        List<Stage> rows = new ArrayList<>(StageTable.read(table));
        for (LabDefinition stage : stages) {
            Optional<Stage> row = rows.stream().filter(each -> each.isCalled(stage.number())).findFirst();
            if (row.isEmpty()) {
                rows.add(new Stage(stage.slug(), List.of()));
            } else if (!row.get().name().equals(stage.slug())) {
                throw new BadInput(table + " has a row '" + row.get().name() + "', and the manifest of that stage is "
                        + stage.slug() + ".yaml: they must have the same name");
            }
        }
        return rows.stream().sorted(Comparator.comparing(Stage::isStarter).reversed().thenComparing(Stage::name)).toList();
    }

    Stage starter() {
        return rows.getFirst();
    }

    List<Stage> stages() {
        return rows.subList(1, rows.size());
    }

    Stage stage(String wanted) {
        return stages().stream().filter(each -> each.isCalled(wanted)).findFirst()
                .orElseThrow(() -> new BadInput("there is no stage '" + wanted + "' of the broker. There are: "
                        + stages().stream().map(Stage::name).collect(Collectors.joining(", "))));
    }

    /** Where each file comes from that there is after a stage, by its path in a project. */
    SortedMap<Path, Path> filesAfter(Stage last) {
        SortedMap<Path, Path> files = new TreeMap<>();
        filesBelow(MAIN.resolve("resources")).forEach(file -> files.put(file, file));
        for (Stage row : rows) {
            row.entries().forEach(entry -> bring(entry, files));
            if (row.equals(last)) {
                break;
            }
        }
        return files;
    }

    private void bring(Entry entry, SortedMap<Path, Path> files) {
        if (entry.isAll()) {
            filesBelow(MAIN).forEach(file -> files.put(file, file));
            return;
        }
        Path place = place(entry.path());
        if (entry.origin() == Origin.EARLY) {
            bring(entry, place, TEST.resolve(PACKAGE.resolve(entry.path())).resolveSibling("Early" + place.getFileName()), files);
        } else if (Files.isDirectory(folder.resolve(place))) {
            filesBelow(place).forEach(file -> bring(entry, file, file, files));
        } else {
            bring(entry, place, place, files);
        }
    }

    private void bring(Entry entry, Path place, Path origin, SortedMap<Path, Path> files) {
        if (!Files.isRegularFile(folder.resolve(origin))) {
            throw entry.position().wrong("there is no file " + folder.resolve(origin));
        }
        Path replaced = files.put(place, origin);
        if (replaced != null && !(replaced.startsWith(TEST) && entry.origin() == Origin.REFERENCE)) {
            throw entry.position().wrong(MAIN.resolve(PACKAGE).relativize(place)
                    + " is there already; only the reference's replaces an early one");
        }
    }

    /** What makes room in a stage for a class of a student's, by its path in a project. */
    SortedMap<Path, byte[]> yours(Stage stage) {
        SortedMap<Path, byte[]> files = new TreeMap<>();
        for (Path part : List.of(YOURS.resolve("shared"), YOURS.resolve(stage.name()))) {
            filesBelow(part).forEach(file -> files.put(MAIN.resolve(part.relativize(file)), read(file)));
        }
        return files;
    }

    /** Where a file of the broker's package is in a project. */
    static Path place(String file) {
        return MAIN.resolve(PACKAGE).resolve(file);
    }

    /** Relative to the folder. */
    private List<Path> filesBelow(Path part) {
        try (Stream<Path> files = Files.walk(folder.resolve(part))) {
            return files.filter(Files::isRegularFile).map(folder::relativize).sorted().toList();
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + folder.resolve(part) + ": " + e.getMessage(), e);
        }
    }

    byte[] read(Path file) {
        try {
            byte[] content = Files.readAllBytes(folder.resolve(file));
            return file.startsWith(TEST) ? EARLY.matcher(new String(content, UTF_8)).replaceAll("").getBytes(UTF_8) : content;
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + folder.resolve(file) + ": " + e.getMessage(), e);
        }
    }
}
