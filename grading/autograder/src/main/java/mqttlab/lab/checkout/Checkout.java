package mqttlab.lab.checkout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.testkit.InfrastructureException;

/**
 * A checkout of the course.
 *
 * @param all its labs in their order, and then the stages of the broker in theirs
 */
public record Checkout(Path root, List<LabDefinition> all) {

    private static final Pattern SLUG = Pattern.compile("(\\d\\d-[a-z0-9-]+)(\\.yaml)?");

    public static Checkout at(Path root) {
        if (!Files.isDirectory(root.resolve("labs"))) {
            throw new BadInput(root + " is not a checkout of the course: it has no folder labs");
        }
        return new Checkout(root, Stream.of(Track.values()).flatMap(track -> of(track, root)).toList());
    }

    private static Stream<LabDefinition> of(Track track, Path root) {
        return slugs(root.resolve(track.manifest("")).getParent())
                .filter(slug -> Files.exists(root.resolve(track.manifest(slug))))
                .map(slug -> new LabDefinition(track, slug, root, Manifest.read(root.resolve(track.manifest(slug)))));
    }

    private static Stream<String> slugs(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(each -> SLUG.matcher(each.getFileName().toString())).filter(Matcher::matches)
                    .map(each -> each.group(1)).sorted().toList().stream();
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }

    public List<LabDefinition> labs() {
        return all(Track.LABS);
    }

    public List<LabDefinition> stages() {
        return all(Track.BROKER);
    }

    public List<LabDefinition> all(Track track) {
        return all.stream().filter(each -> each.track() == track).toList();
    }

    /** The lab that somebody calls {@code 01}, {@code 1} or {@code 01-publish-subscribe}. */
    public LabDefinition lab(String wanted) {
        return find(Track.LABS, wanted);
    }

    /** The stage that somebody calls {@code 03}, {@code 3} or {@code 03-filters}. */
    public LabDefinition stage(String wanted) {
        return find(Track.BROKER, wanted);
    }

    /**
     * What somebody calls in one argument {@code 01}, {@code broker 02} or {@code broker-02-name}, or all of the {@code broker}.
     */
    public List<LabDefinition> named(String wanted) {
        String[] words = wanted.split("[ -]", 2);
        Optional<Track> track = Track.named(words[0]);
        return track.isEmpty() ? List.of(lab(wanted)) : words.length == 1 ? all(track.get()) : List.of(stage(words[1]));
    }

    private LabDefinition find(Track track, String wanted) {
        return all(track).stream()
                .filter(each -> Set.of(each.slug(), each.number()).contains(wanted) || ("0" + wanted).equals(each.number()))
                .findFirst()
                .orElseThrow(() -> new BadInput("there is no " + track.noun() + " '" + wanted + "'. There are: "
                        + all(track).stream().map(LabDefinition::slug).collect(Collectors.joining(", "))));
    }

    /** Where stages are cut from. It does not exist in what students get. */
    public Path referenceBroker() {
        return root.resolve("solutions/broker");
    }

    /** A path as a person who stands in the checkout would write it. */
    public String display(Path path) {
        return path.startsWith(root) ? root.relativize(path).toString() : path.toString();
    }
}
