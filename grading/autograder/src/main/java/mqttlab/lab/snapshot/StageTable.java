package mqttlab.lab.snapshot;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.lab.marker.Position;
import mqttlab.lab.snapshot.Stage.Entry;
import mqttlab.lab.snapshot.Stage.Origin;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.WrittenText;

/** Reads {@code stages.yaml}, token by token: data binding would lose the line that a complaint has to name. */
final class StageTable {

    private static final Pattern STAGE = Pattern.compile("\\d\\d-[a-z0-9-]+");

    private final Path file;
    private final JsonParser yaml;
    private final List<Stage> stages = new ArrayList<>();

    private StageTable(Path file, JsonParser yaml) {
        this.file = file;
        this.yaml = yaml;
    }

    /** The rows, of which the first is the starter's. */
    static List<Stage> read(Path file) {
        try (JsonParser yaml = new YAMLFactory().createParser(WrittenText.read(file))) {
            return new StageTable(file, yaml).rows();
        } catch (JsonProcessingException e) {
            String problem = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new BadInput(file + ":" + e.getLocation().getLineNr() + ": this is not YAML: " + problem);
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private List<Stage> rows() throws IOException {
        if (yaml.nextToken() != JsonToken.START_OBJECT) {
            throw here().wrong("expected rows such as 'starter:'");
        }
        while (yaml.nextToken() == JsonToken.FIELD_NAME) {
            stages.add(row(yaml.currentName()));
        }
        return List.copyOf(stages);
    }

    private void requireInOrder(Stage row) {
        if (row.isStarter() != stages.isEmpty()) {
            throw here().wrong("the first row, and no other, is the starter's");
        }
        if (stages.size() > 1 && stages.getLast().number() >= row.number()) {
            throw here().wrong("the row '" + row.name() + "' must come before '" + stages.getLast().name() + "'");
        }
    }

    private Stage row(String name) throws IOException {
        if (!name.equals(Stage.STARTER) && !STAGE.matcher(name).matches()) {
            throw here().wrong("a row is 'starter' or a stage such as 03-filters, and not '" + name + "'");
        }
        requireInOrder(new Stage(name, List.of()));
        if (yaml.nextToken() != JsonToken.START_OBJECT) {
            throw here().wrong("the row '" + name + "' must have 'early: [...]' or 'reference: [...]', or both");
        }
        List<Entry> entries = new ArrayList<>();
        while (yaml.nextToken() == JsonToken.FIELD_NAME) {
            entries.addAll(entries(origin(yaml.currentName())));
        }
        return new Stage(name, List.copyOf(entries));
    }

    private Origin origin(String field) {
        return Stream.of(Origin.values()).filter(each -> each.name().toLowerCase(Locale.ROOT).equals(field)).findFirst()
                .orElseThrow(() -> here().wrong("files are 'early' or 'reference', and not '" + field + "'"));
    }

    private List<Entry> entries(Origin origin) throws IOException {
        List<Entry> entries = new ArrayList<>();
        if (yaml.nextToken() == JsonToken.VALUE_STRING && yaml.getText().equals(Stage.ALL) && origin == Origin.REFERENCE) {
            entries.add(new Entry(origin, Stage.ALL, here()));
            return entries;
        }
        if (yaml.currentToken() != JsonToken.START_ARRAY) {
            throw here().wrong("expected a list of files such as [Main.java], or 'reference: all'");
        }
        while (yaml.nextToken() != JsonToken.END_ARRAY) {
            if (!yaml.currentToken().isScalarValue()) {
                throw here().wrong("expected a file such as Main.java");
            }
            entries.add(new Entry(origin, yaml.getText(), here()));
        }
        return entries;
    }

    private Position here() {
        return new Position(file.toString(), yaml.currentTokenLocation().getLineNr());
    }
}
