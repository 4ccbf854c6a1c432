package mqttlab.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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
}
