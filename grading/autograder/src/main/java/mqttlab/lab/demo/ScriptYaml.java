package mqttlab.lab.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mqttlab.lab.BadInput;
import mqttlab.lab.demo.Script.Step;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.WrittenText;

/** Reads a demo's script, or a file of words. */
final class ScriptYaml {

    private final Path file;

    private ScriptYaml(Path file) {
        this.file = file;
    }

    /** A file named {@code NN-name.yaml}. */
    static Script script(Path file) {
        return new ScriptYaml(file).script();
    }

    /** A file with one text a line, by their keys. */
    static Map<String, Text> texts(Path file) {
        ScriptYaml yaml = new ScriptYaml(file);
        return yaml.texts(yaml.read(), "");
    }

    private Script script() {
        JsonNode root = read();
        requireOnly(root, "", Set.of("title", "lines", "steps"));
        List<Step> steps = new ArrayList<>();
        for (JsonNode each : root.path("steps")) {
            steps.add(step(each, "steps[%d].".formatted(steps.size())));
        }
        return new Script(file.getFileName().toString().replace(".yaml", ""), text(root, "", "title"),
                texts(root.path("lines"), "lines."), List.copyOf(steps));
    }

    private Step step(JsonNode step, String at) {
        requireOnly(step, at, Set.of("name", "title", "say", "seen"));
        String name = step.path("name").asText();
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
            throw wrong(at + "name", "is needed, in lower case with hyphens");
        }
        return new Step(name, text(step, at, "title"), text(step, at, "say"),
                step.has("seen") ? Optional.of(text(step, at, "seen")) : Optional.empty());
    }

    private Map<String, Text> texts(JsonNode node, String at) {
        Map<String, Text> texts = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(key -> texts.put(key, text(node, at, key)));
        return texts;
    }

    private Text text(JsonNode parent, String at, String key) {
        JsonNode node = parent.path(key);
        String en = node.path("en").asText().strip();
        String es = node.path("es").asText().strip();
        if (node.size() != 2 || en.isEmpty() || es.isEmpty()) {
            throw wrong(at + key, "must have a text in each language: {en: …, es: …}");
        }
        return new Text(en, es);
    }

    private void requireOnly(JsonNode node, String at, Set<String> fields) {
        node.fieldNames().forEachRemaining(each -> {
            if (!fields.contains(each)) {
                throw wrong(at + each, "is not known; there are " + String.join(", ", fields.stream().sorted().toList()));
            }
        });
    }

    private JsonNode read() {
        try {
            return new YAMLMapper().readTree(WrittenText.read(file));
        } catch (JsonProcessingException e) {
            String problem = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new BadInput(file + ":" + e.getLocation().getLineNr() + ": this is not YAML: " + problem);
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private BadInput wrong(String field, String what) {
        return new BadInput(file + ": " + field + " " + what);
    }
}
