package mqttlab.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A student's result without what a run measures. */
public final class Unmeasured {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Unmeasured() {
    }

    public static String result(Path file) throws IOException {
        JsonNode result = JSON.readTree(file.toFile());
        for (JsonNode check : result.findValue("checks")) {
            ((ObjectNode) check).remove(List.of("milliseconds", "evidence"));
            if (check.get("verdict").asText().equals("passed")) {
                ((ObjectNode) check).remove("message");
            }
        }
        return result.toPrettyString();
    }

    /** All files of a run, by their paths, to the last byte; but for the minute in which grading began. */
    static Map<String, String> files(Path out) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                texts.put(SlashedPath.of(out.relativize(file)), bytes.replaceAll("20[0-9]{2}-[0-9-]{5}[ T][0-9:]{5,8}", "WHEN"));
            }
        }
        return texts;
    }
}
