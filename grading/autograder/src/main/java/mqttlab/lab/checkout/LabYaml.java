package mqttlab.lab.checkout;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import mqttlab.lab.BadInput;
import mqttlab.testkit.InfrastructureException;

/** Reads a {@code lab.yaml}, token by token: data binding would lose the line that a complaint has to name. */
final class LabYaml {

    private static final List<String> FIELDS = List.of("title", "suite", "main", "editable", "starter");
    private static final Pattern JAVA_NAME = Pattern.compile("[a-z]\\w*(\\.\\w+)*");
    private static final Pattern ANYTHING = Pattern.compile(".*\\S.*");

    private final Path file;
    private final JsonParser yaml;
    private final Map<String, Object> values = new HashMap<>();

    private LabYaml(Path file, JsonParser yaml) {
        this.file = file;
        this.yaml = yaml;
    }

    static LabFields read(Path file) {
        try (JsonParser yaml = new YAMLFactory().createParser(file.toFile())) {
            return new LabYaml(file, yaml).fields();
        } catch (JsonProcessingException e) {
            String problem = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new BadInput(file + ":" + e.getLocation().getLineNr() + ": this is not YAML: " + problem);
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private LabFields fields() throws IOException {
        if (yaml.nextToken() != JsonToken.START_OBJECT) {
            throw wrong("expected fields such as 'title: …'");
        }
        while (yaml.nextToken() == JsonToken.FIELD_NAME) {
            String field = yaml.currentName();
            if (!FIELDS.contains(field)) {
                throw wrong("there is no field '" + field + "', only " + String.join(", ", FIELDS));
            }
            yaml.nextToken();
            Object value = value(field);
            if (values.put(field, value) != null) {
                throw wrong("the field '" + field + "' is there twice");
            }
        }
        return new LabFields(get("title"), get("suite"), get("main"), globs(), get("starter"));
    }

    private Object value(String field) throws IOException {
        return switch (field) {
            case "editable" -> list();
            case "starter" -> points();
            case "suite", "main" -> text(field, JAVA_NAME, "a Java name such as mqttlab.lab01");
            default -> text(field, ANYTHING, "some text");
        };
    }

    private String text(String field, Pattern pattern, String example) throws IOException {
        String text = yaml.currentToken().isScalarValue() ? yaml.getText() : "";
        if (!pattern.matcher(text).matches()) {
            throw wrong("the field '" + field + "' must be " + example);
        }
        return text;
    }

    private int points() throws IOException {
        if (yaml.currentToken() != JsonToken.VALUE_NUMBER_INT || yaml.getValueAsInt(-1) < 0) {
            throw wrong("the field 'starter' must be a number of points, 0 or more");
        }
        return yaml.getValueAsInt();
    }

    private List<String> list() throws IOException {
        if (yaml.currentToken() != JsonToken.START_ARRAY) {
            throw wrong("the field 'editable' must be a list of globs such as src/main/java/**");
        }
        List<String> globs = new ArrayList<>();
        while (yaml.nextToken() != JsonToken.END_ARRAY) {
            globs.add(text("editable", ANYTHING, "a list of globs such as src/main/java/**"));
        }
        return List.copyOf(globs);
    }

    private List<String> globs() {
        List<?> globs = get("editable");
        return globs.stream().map(String.class::cast).toList();
    }

    @SuppressWarnings("unchecked")
    private <T> T get(String field) {
        Object value = values.get(field);
        if (value == null) {
            throw wrong("the field '" + field + "' is missing");
        }
        return (T) value;
    }

    private BadInput wrong(String message) {
        return new BadInput(file + ":" + yaml.currentTokenLocation().getLineNr() + ": " + message);
    }
}
