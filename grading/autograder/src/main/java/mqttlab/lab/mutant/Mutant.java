package mqttlab.lab.mutant;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import org.apache.commons.text.similarity.LevenshteinDistance;

/**
 * The solution of a lab or stage with one mistake in it. It is kept as the words that are replaced, and so stays a mutant of the
 * solution when that changes elsewhere.
 *
 * @param name    what the student did; no two mutants of the course share one
 * @param mistake what is wrong, as a teacher would say it
 * @param changes in the solution's files
 * @param fails   the checks that must fail, time out or crash; no others may
 * @param score   the points that are left
 */
public record Mutant(LabDefinition lab, String name, String mistake, List<Change> changes, Set<String> fails, int score) {

    /** As the list has it; {@code also} may be missing. */
    private record Entry(String name, String mistake, String in, String replace, String by,
            @JsonSetter(nulls = Nulls.AS_EMPTY) List<Change> also, Set<String> fails, int score) {

        private Mutant of(LabDefinition lab) {
            List<Change> changes = Stream.concat(Stream.of(new Change(in, replace, by)), also.stream()).toList();
            return new Mutant(lab, name, mistake, changes, fails, score);
        }
    }

    // A field that is missing counts as null, and only 'also' may be.
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** All of the course, those of the labs first. */
    public static List<Mutant> all(Checkout checkout) {
        Path folder = checkout.root().resolve("grading/mutants");
        if (!Files.isDirectory(folder)) {
            throw new BadInput("there are no mutants here: what students get does not include grading/mutants");
        }
        Set<String> names = new HashSet<>();
        List<Mutant> all = checkout.all().stream()
                .flatMap(lab -> read(folder.resolve(lab.name() + ".yaml"), lab).stream()).toList();
        all.forEach(each -> require(names.add(each.name), each, "there are two of that name"));
        return all;
    }

    /**
     * The one of that name, as {@code published-with-qos-0} or with its lab, {@code 01-publish-subscribe/published-with-qos-0}.
     */
    public static Mutant named(Checkout checkout, String wanted) {
        List<Mutant> all = all(checkout);
        return all.stream()
                .filter(each -> wanted.equals(each.name) || wanted.equals(each.lab.name() + "/" + each.name)).findFirst()
                .orElseThrow(() -> new BadInput("there is no mutant '%s' (did you mean '%s'?); 'lab mutant' lists them all"
                        .formatted(wanted, nearest(all, wanted))));
    }

    private static String nearest(List<Mutant> all, String wanted) {
        return all.stream().map(Mutant::name)
                .min(Comparator.comparingInt(name -> LevenshteinDistance.getDefaultInstance().apply(name, wanted))).orElse("");
    }

    /** All mutants of a lab or stage, in the order of its list. */
    static List<Mutant> read(Path file, LabDefinition lab) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            List<Entry> entries = YAML.readValue(file.toFile(), new TypeReference<>() { });
            List<Mutant> mutants = entries.stream().map(entry -> entry.of(lab)).toList();
            for (Mutant mutant : mutants) {
                require(mutant.mistake.endsWith("."), mutant, "'mistake' must be a sentence that ends with a full stop");
                require(!mutant.fails.isEmpty(), mutant, "'fails' must name the checks that fail");
            }
            return mutants;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new BadInput(file + ":" + line + ": " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new BadInput("cannot read " + file + ": " + e.getMessage());
        }
    }

    private static void require(boolean kept, Mutant mutant, String rule) {
        if (!kept) {
            throw new BadInput("grading/mutants/%s.yaml: mutant %s: %s".formatted(mutant.lab.name(), mutant.name, rule));
        }
    }

    /** The solution with the mistake in it. */
    public Sources spoil(Sources solution) {
        Sources spoilt = solution;
        for (Change change : changes) {
            Path file = Sources.folderOf(lab).resolve(change.in());
            try {
                spoilt = spoilt.with(file, change.applyTo(spoilt.text(file)));
            } catch (BadInput e) {
                throw new BadInput("mutant " + name + ": " + e.getMessage());
            }
        }
        return spoilt;
    }

    /** The files that the mistake is in. */
    public List<Path> files() {
        return changes.stream().map(change -> Sources.folderOf(lab).resolve(change.in())).distinct().toList();
    }
}
