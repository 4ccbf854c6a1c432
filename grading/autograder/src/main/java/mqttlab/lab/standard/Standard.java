package mqttlab.lab.standard;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mqttlab.lab.Near;

/** The standard, read once from a resource of the tool. */
public final class Standard {

    public static final String PAGE = "https://docs.oasis-open.org/mqtt/mqtt/v3.1.1/os/mqtt-v3.1.1-os.html";

    private static final String RESOURCE = "mqtt-3.1.1.yaml";

    /** As the resource has it. */
    private record Text(Map<String, Heading> sections, Map<String, String> clauses) {
        record Heading(String title, String anchor) {
        }
    }

    /** Read when it is asked for: most commands need none of it. */
    private static final class Once {
        private static final Map<String, Clause> CLAUSES = read();
    }

    private Standard() {
    }

    /** By their ids, in the order of the standard. */
    public static Map<String, Clause> clauses() {
        return Once.CLAUSES;
    }

    /** Ids of clauses that somebody may have meant: of the same section, if there is one. */
    public static List<String> near(String typed) {
        String id = Clause.canonical(typed);
        List<String> sameSection = clauses().keySet().stream()
                .filter(each -> each.replaceFirst("-\\d+$", "").equals(id.replaceFirst("-\\d*$", ""))).toList();
        // All ids begin alike, which would make everything similar to everything.
        return Near.names(number(id),
                        (sameSection.isEmpty() ? clauses().keySet() : sameSection).stream().map(Standard::number).toList())
                .stream().map(each -> Clause.PREFIX + each).toList();
    }

    private static String number(String id) {
        return id.substring(Clause.PREFIX.length());
    }

    private static Map<String, Clause> read() {
        try (InputStream in = Standard.class.getResourceAsStream(RESOURCE)) {
            Text text = new ObjectMapper(new YAMLFactory()).readValue(in, Text.class);
            Map<String, Clause> clauses = new LinkedHashMap<>();
            text.clauses.forEach((number, words) -> {
                String section = number.replaceFirst("-\\d+$", "").replaceFirst("(\\.0)+$", "");
                Text.Heading heading = text.sections.get(section);
                String id = Clause.PREFIX + number;
                clauses.put(id, new Clause(id, new Clause.Section(section, heading.title, heading.anchor), words));
            });
            return clauses;
        } catch (IOException e) {
            throw new UncheckedIOException("the tool's own " + RESOURCE, e);
        }
    }
}
