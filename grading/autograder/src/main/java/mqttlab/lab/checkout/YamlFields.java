package mqttlab.lab.checkout;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.lab.marker.Position;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.WrittenText;

/** The fields of a YAML file. Each knows its line, which a complaint has to name: data binding would lose it. */
final class YamlFields {

    private static final Pattern ANYTHING = Pattern.compile("(?s).*\\S.*");

    /** @param content a text, a list of values, or fields */
    private record Value(Object content, Position at) {
    }

    private final Map<String, Value> values = new LinkedHashMap<>();
    private final String name;
    private Position end;

    private YamlFields(String name) {
        this.name = name;
    }

    static YamlFields read(Path file) {
        try (JsonParser yaml = new YAMLFactory().createParser(WrittenText.read(file))) {
            if (yaml.nextToken() != JsonToken.START_OBJECT) {
                throw here(yaml, file).wrong("expected fields such as 'title: …'");
            }
            return fields("", yaml, file);
        } catch (JsonProcessingException e) {
            String problem = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new BadInput(file + ":" + e.getLocation().getLineNr() + ": this is not YAML: " + problem);
        } catch (IOException e) {
            throw new InfrastructureException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static YamlFields fields(String name, JsonParser yaml, Path file) throws IOException {
        YamlFields fields = new YamlFields(name);
        while (yaml.nextToken() == JsonToken.FIELD_NAME) {
            String field = yaml.currentName();
            Position at = here(yaml, file);
            yaml.nextToken();
            if (fields.values.put(field, new Value(content(name + field + ".", yaml, file), at)) != null) {
                throw at.wrong("the field '" + name + field + "' is there twice");
            }
        }
        fields.end = here(yaml, file);
        return fields;
    }

    private static Object content(String name, JsonParser yaml, Path file) throws IOException {
        return switch (yaml.currentToken()) {
            case START_OBJECT -> fields(name, yaml, file);
            case START_ARRAY -> {
                List<Value> list = new ArrayList<>();
                while (yaml.nextToken() != JsonToken.END_ARRAY) {
                    Position at = here(yaml, file);
                    list.add(new Value(content(name, yaml, file), at));
                }
                yield list;
            }
            case VALUE_NULL -> "";
            default -> yaml.getText().strip();
        };
    }

    private static Position here(JsonParser yaml, Path file) {
        return new Position(file.toString(), yaml.currentTokenLocation().getLineNr());
    }

    /** There must be no others. */
    YamlFields only(String... known) {
        values.forEach((field, value) -> {
            if (!List.of(known).contains(field)) {
                throw value.at.wrong("there is no field '" + name + field + "', only " + String.join(", ", known));
            }
        });
        return this;
    }

    String text(String field) {
        return text(field, ANYTHING, "some text");
    }

    String text(String field, Pattern pattern, String example) {
        return text(field, value(field), pattern, example);
    }

    private String text(String field, Value value, Pattern pattern, String example) {
        if (value.content instanceof String text && pattern.matcher(text).matches()) {
            return text;
        }
        throw value.at.wrong("the field '" + name + field + "' must be " + example);
    }

    /** @param of what it is a number of */
    int number(String field, String of) {
        return Integer.parseInt(text(field, Pattern.compile("\\d{1,6}"), "a number of " + of + ", 0 or more"));
    }

    <E extends Enum<E>> E oneOf(String field, Class<E> type) {
        String words = Stream.of(type.getEnumConstants()).map(each -> each.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining("|"));
        String word = text(field, Pattern.compile(words), "one of " + words.replace("|", ", "));
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    List<String> texts(String field, Pattern pattern, String example) {
        if (value(field).content instanceof List<?> list) {
            return list.stream().map(each -> text(field, (Value) each, pattern, example)).toList();
        }
        throw value(field).at.wrong("the field '" + name + field + "' must be " + example);
    }

    /** A list that may be missing. */
    List<String> textsIfAny(String field, Pattern pattern, String example) {
        return values.containsKey(field) ? texts(field, pattern, example) : List.of();
    }

    /** Fields inside of this one, which may be missing. */
    Optional<YamlFields> fields(String field) {
        if (!values.containsKey(field)) {
            return Optional.empty();
        }
        if (value(field).content instanceof YamlFields inner) {
            return Optional.of(inner);
        }
        throw value(field).at.wrong("the field '" + name + field + "' must have fields of its own");
    }

    private Value value(String field) {
        return Optional.ofNullable(values.get(field)).orElseThrow(() -> end.wrong("the field '" + name + field + "' is missing"));
    }
}
