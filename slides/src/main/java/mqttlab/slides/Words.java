package mqttlab.slides;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * The words that demos and decks share, as attributes of AsciiDoc, one file a language: {@code demo-01-reader-subscribes} for the
 * title of a step, and the names of a packet's fields.
 */
final class Words {

    static final List<String> LANGUAGES = List.of("en", "es");

    private Words() {
    }

    static void write(Path demos, Path folder) throws IOException {
        for (String language : LANGUAGES) {
            StringJoiner attributes = new StringJoiner("\n", "", "\n");
            for (Path file : files(demos)) {
                JsonNode yaml = new YAMLMapper().readTree(file.toFile());
                String name = file.getFileName().toString();
                if (yaml.has("steps")) {
                    yaml.get("steps").forEach(step -> attributes.add(":demo-%s-%s: %s".formatted(
                            name.substring(0, 2), step.get("name").asText(), step.get("title").get(language).asText())));
                } else {
                    for (Map.Entry<String, JsonNode> word : yaml.properties()) {
                        attributes.add(":%s: %s".formatted(word.getKey(), word.getValue().get(language).asText()));
                    }
                }
            }
            Files.writeString(folder.resolve("words-" + language + ".adoc"), attributes.toString());
        }
    }

    private static List<Path> files(Path demos) throws IOException {
        if (!Files.isDirectory(demos)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(demos)) {
            return files.sorted().toList();
        }
    }
}
