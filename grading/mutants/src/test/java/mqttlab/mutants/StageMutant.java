package mqttlab.mutants;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mqttlab.lab.BadInput;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;

/**
 * The broker as it is after a stage, with one mistake in it. It is kept as the words that are replaced, and so stays a mutant of
 * the reference when that changes elsewhere.
 *
 * @param name    what the student did
 * @param mistake what is wrong, as a teacher would say it
 * @param in      the file, relative to {@code src/main/java/mqttlab/broker}
 * @param replace what stands there once, and
 * @param by      what stands there instead; both lines or parts of them, and white space before a line does not matter
 * @param also    what else has to change where a mistake cannot be made in one place; may be missing
 * @param fails   the checks of the stage that must fail, time out or crash; no others may
 * @param score   the points that are left
 */
record StageMutant(String name, String mistake, String in, String replace, String by,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Change> also, Set<String> fails, int score) {

    record Change(String in, String replace, String by) {
    }

    // A field that is missing counts as null, and only 'also' may be.
    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** All mutants of a stage, in their order. */
    static List<StageMutant> of(Checkout checkout, LabDefinition stage) {
        Path file = checkout.root().resolve("grading/mutants").resolve(stage.name() + ".yaml");
        return Files.exists(file) ? read(file) : List.of();
    }

    static List<StageMutant> read(Path file) {
        try {
            List<StageMutant> mutants = YAML.readValue(file.toFile(), new TypeReference<>() { });
            Set<String> names = new HashSet<>();
            for (StageMutant mutant : mutants) {
                require(names.add(mutant.name), file, mutant, "there are two of that name");
                require(mutant.mistake.endsWith("."), file, mutant, "'mistake' must be a sentence that ends with a full stop");
                require(!mutant.fails.isEmpty(), file, mutant, "'fails' must name the checks that fail");
            }
            return mutants;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new BadInput(file + ":" + line + ": " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new BadInput("cannot read " + file + ": " + e.getMessage());
        }
    }

    private static void require(boolean kept, Path file, StageMutant mutant, String rule) {
        if (!kept) {
            throw new BadInput(file + ": mutant " + mutant.name + ": " + rule);
        }
    }

    /** Makes the mistake in a project. */
    void spoil(Path project) {
        make(new Change(in, replace, by), project);
        also.forEach(change -> make(change, project));
    }

    private void make(Change change, Path project) {
        Path file = project.resolve("src/main/java/mqttlab/broker").resolve(change.in);
        try {
            String text = Files.readString(file);
            Matcher found = pattern(change.replace).matcher(text);
            if (!found.find()) {
                throw new BadInput("mutant " + name + ": " + change.in + " has nowhere: " + change.replace);
            }
            int start = found.start();
            int end = found.end();
            if (found.find(start + 1)) {
                throw new BadInput("mutant " + name + ": " + change.in + " has more than once: " + change.replace);
            }
            String spoilt = text.substring(0, start) + change.by.strip() + text.substring(end);
            Files.write(file, spoilt.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BadInput("mutant " + name + ": cannot read or write " + file + ": " + e.getMessage());
        }
    }

    private static Pattern pattern(String lines) {
        return Pattern.compile(lines.strip().lines().map(String::strip).map(Pattern::quote)
                .collect(Collectors.joining("\\h*\\R\\h*")));
    }
}
