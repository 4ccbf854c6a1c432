package mqttlab.suites;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/**
 * A normative statement of MQTT 3.1.1, as the list in the resources has it.
 *
 * @param testable whether a client can find out if a server obeys it
 */
public record Statement(String id, String paraphrase, boolean testable) {

    /** All there are, in the order of the standard. */
    public static List<Statement> all() {
        CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
        try (CSVParser rows = format.parse(new InputStreamReader(
                Statement.class.getResourceAsStream("mqtt-3.1.1-statements.csv"), UTF_8))) {
            return rows.stream().map(row -> new Statement(row.get("id"), row.get("paraphrase"),
                    row.get("blackbox_testable_on_server").equals("y"))).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
