package mqttlab.mutants;

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
import java.util.List;
import java.util.Set;
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
 * @param fails   the checks of the stage that must fail, time out or crash; no others may
 * @param score   the points that are left
 */
record StageMutant(String name, String mistake, String in, String replace, String by, Set<String> fails, int score) {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    /** All mutants of a stage, in their order. */
    static List<StageMutant> of(Checkout checkout, LabDefinition stage) {
        Path file = checkout.root().resolve("grading/mutants").resolve(stage.name() + ".yaml");
        try {
            return Files.exists(file) ? YAML.readValue(file.toFile(), new TypeReference<>() { }) : List.of();
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new BadInput(file + ":" + line + ": " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new BadInput("cannot read " + file + ": " + e.getMessage());
        }
    }

    /** Makes the mistake in a project. */
    void spoil(Path project) {
        Path file = project.resolve("src/main/java/mqttlab/broker").resolve(in);
        try {
            String text = Files.readString(file);
            int at = text.indexOf(replace.strip());
            if (at < 0 || text.indexOf(replace.strip(), at + 1) >= 0) {
                throw new BadInput("mutant " + name + ": " + in + (at < 0 ? " has nowhere: " : " has more than once: ") + replace);
            }
            Files.write(file, text.replace(replace.strip(), by.strip()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new BadInput("mutant " + name + ": cannot read or write " + file + ": " + e.getMessage());
        }
    }
}
