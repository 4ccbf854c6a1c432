package mqttlab.lab.checkout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.testkit.InfrastructureException;

/**
 * A checkout of the course.
 *
 * @param labs in their order
 */
public record Checkout(Path root, List<LabDefinition> labs) {

    private static final Pattern LAB_FOLDER = Pattern.compile("(\\d\\d)-[a-z0-9-]+");

    public static Checkout at(Path root) {
        Path labs = root.resolve("labs");
        if (!Files.isDirectory(labs)) {
            throw new BadInput(root + " is not a checkout of the course: it has no folder labs");
        }
        try (Stream<Path> folders = Files.list(labs)) {
            return new Checkout(root, folders.sorted().flatMap(Checkout::lab).toList());
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + labs + ": " + e.getMessage(), e);
        }
    }

    private static Stream<LabDefinition> lab(Path folder) {
        Matcher name = LAB_FOLDER.matcher(folder.getFileName().toString());
        Path yaml = folder.resolve("lab.yaml");
        return name.matches() && Files.exists(yaml) ? Stream.of(LabYaml.read(name.group(1), folder, yaml)) : Stream.empty();
    }

    /** The lab that somebody calls {@code 01}, {@code 1} or {@code 01-publish-subscribe}. */
    public LabDefinition lab(String wanted) {
        return labs.stream()
                .filter(each -> wanted.equals(each.name()) || wanted.equals(each.id()) || ("0" + wanted).equals(each.id()))
                .findFirst()
                .orElseThrow(() -> new BadInput("there is no lab '" + wanted + "'. There are: "
                        + labs.stream().map(LabDefinition::name).collect(Collectors.joining(", "))));
    }

    /** A path as a person who stands in the checkout would write it. */
    public String display(Path path) {
        return path.startsWith(root) ? root.relativize(path).toString() : path.toString();
    }
}
