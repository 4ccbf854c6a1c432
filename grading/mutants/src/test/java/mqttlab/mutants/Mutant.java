package mqttlab.mutants;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.testkit.InfrastructureException;

/**
 * The solution of a lab with one mistake in it, and what the checks are to make of it.
 *
 * @param folder  holds the files that differ from the solution, at the same paths, and {@code mutant.yaml}
 * @param mistake what is wrong, as a teacher would say it
 * @param fails   the checks that must fail, time out or crash; no others may
 * @param score   the points that are left
 */
record Mutant(Path folder, String mistake, Set<String> fails, int score) {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES,
                    DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES, DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private record Manifest(String mistake, List<String> fails, int score) {
    }

    /** All mutants of a lab, by name. */
    static List<Mutant> of(Checkout checkout, LabDefinition lab) {
        Path mutants = checkout.root().resolve("grading/mutants").resolve(lab.name());
        if (!Files.isDirectory(mutants)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(mutants)) {
            return folders.sorted().map(Mutant::read).toList();
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + mutants + ": " + e.getMessage(), e);
        }
    }

    static Mutant read(Path folder) {
        Path file = folder.resolve("mutant.yaml");
        Manifest manifest = manifest(file);
        if (manifest.mistake.isBlank() || !manifest.mistake.endsWith(".")) {
            throw new BadInput(file + ": 'mistake' must be a sentence that ends with a full stop");
        }
        if (manifest.fails.isEmpty() || Set.copyOf(manifest.fails).size() < manifest.fails.size()) {
            throw new BadInput(file + ": 'fails' must name the checks that fail, each of them once");
        }
        Mutant mutant = new Mutant(folder, manifest.mistake, new TreeSet<>(manifest.fails), manifest.score);
        if (mutant.files().isEmpty()) {
            throw new BadInput(folder + ": there is no changed file under src/main beside mutant.yaml");
        }
        return mutant;
    }

    private static Manifest manifest(Path file) {
        try {
            return YAML.readValue(file.toFile(), Manifest.class);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new BadInput(file + ":" + line + ": " + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new BadInput("cannot read " + file + ": " + e.getMessage());
        }
    }

    String name() {
        return folder.getFileName().toString();
    }

    /** The files that differ from the solution, relative to the folder. */
    List<Path> files() {
        Path changed = folder.resolve("src/main");
        if (!Files.isDirectory(changed)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(changed)) {
            return files.filter(Files::isRegularFile).map(folder::relativize).sorted().toList();
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + changed + ": " + e.getMessage(), e);
        }
    }
}
