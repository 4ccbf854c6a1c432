package mqttlab.lab.checkout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.testkit.InfrastructureException;

/**
 * A checkout of the course.
 *
 * @param labs   in their order
 * @param stages of the broker from scratch, in their order
 */
public record Checkout(Path root, List<LabDefinition> labs, List<LabDefinition> stages) {

    private static final Pattern LAB_FOLDER = Pattern.compile("(\\d\\d)-[a-z0-9-]+");
    private static final Pattern STAGE_FILE = Pattern.compile("(\\d\\d-[a-z0-9-]+)\\.yaml");

    public static Checkout at(Path root) {
        Path labs = root.resolve("labs");
        if (!Files.isDirectory(labs)) {
            throw new BadInput(root + " is not a checkout of the course: it has no folder labs");
        }
        return new Checkout(root, inFolder(labs, Checkout::lab), inFolder(root.resolve("broker-from-scratch/stages"), Checkout::stage));
    }

    private static List<LabDefinition> inFolder(Path folder, Function<Path, Stream<LabDefinition>> reader) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().flatMap(reader).toList();
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    private static Stream<LabDefinition> lab(Path folder) {
        Matcher name = LAB_FOLDER.matcher(folder.getFileName().toString());
        Path yaml = folder.resolve("lab.yaml");
        return name.matches() && Files.exists(yaml)
                ? Stream.of(LabDefinition.lab(name.group(1), folder, LabYaml.read(yaml))) : Stream.empty();
    }

    private static Stream<LabDefinition> stage(Path yaml) {
        Matcher name = STAGE_FILE.matcher(yaml.getFileName().toString());
        return name.matches()
                ? Stream.of(LabDefinition.stage(name.group(1), yaml.getParent().getParent(), LabYaml.read(yaml))) : Stream.empty();
    }

    /** The lab that somebody calls {@code 01}, {@code 1} or {@code 01-publish-subscribe}. */
    public LabDefinition lab(String wanted) {
        return labs.stream()
                .filter(each -> wanted.equals(each.name()) || wanted.equals(each.id()) || ("0" + wanted).equals(each.id()))
                .findFirst()
                .orElseThrow(() -> new BadInput("there is no lab '" + wanted + "'. There are: "
                        + labs.stream().map(LabDefinition::name).collect(Collectors.joining(", "))));
    }

    /** The stage that somebody calls {@code 03}, {@code 3} or {@code 03-filters}. */
    public LabDefinition stage(String wanted) {
        return stages.stream()
                .filter(each -> Set.of("broker " + wanted, "broker 0" + wanted).contains(each.id()) || each.name().equals("broker-" + wanted))
                .findFirst()
                .orElseThrow(() -> new BadInput("there is no stage '" + wanted + "'. There are: "
                        + stages.stream().map(each -> each.name().substring("broker-".length())).collect(Collectors.joining(", "))));
    }

    /** A path as a person who stands in the checkout would write it. */
    public String display(Path path) {
        return path.startsWith(root) ? root.relativize(path).toString() : path.toString();
    }
}
