package mqttlab.lab.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mqttlab.testkit.mqtt.Field;
import mqttlab.testkit.mqtt.Field.Section;
import mqttlab.testkit.mqtt.SafeText;

/**
 * A packet, or a part of it, field by field.
 *
 * @param route   who sends it to whom
 * @param section the only one that is shown; empty for the whole packet
 */
record ByteTable(String route, String type, Optional<Section> section, List<Field> fields) {

    private static final int BYTES_A_LINE = 6;
    private static final int VALUE_WIDTH = 33;
    /** With its value, not longer than a {@link Line}. */
    private static final String ROW = "  %-17s  %-25s %s";

    /** For the screen: bytes, field, value; as many lines as these need. */
    List<String> lines(Map<String, Text> names, Language language) {
        List<String> lines = new ArrayList<>();
        for (Field field : fields) {
            List<String> hex = hex(field);
            List<String> value = Line.wrap(field.value(), VALUE_WIDTH);
            for (int i = 0; i < Math.max(hex.size(), value.size()); i++) {
                lines.add(ROW.formatted(i < hex.size() ? hex.get(i) : "", i == 0 ? names.get(attribute(field)).in(language) : "",
                        i < value.size() ? value.get(i) : "").stripTrailing());
            }
        }
        return lines;
    }

    /** For slides. What the fields are called is left to attributes, which the decks set in their language. */
    String asciidoc() {
        String title = route + ": " + type + section.map(each -> ", {" + attribute(each) + "}").orElse("");
        String rows = fields.stream().map(field -> "|`%s` |{%s} |%s\n".formatted(String.join(" ", hex(field)), attribute(field),
                literally(field.value()))).collect(Collectors.joining());
        return """
                .%s
                [.bytes,cols="3,3,4",options="header"]
                |===
                |{field-bytes} |{field-field} |{field-value}
                %s|===
                """.formatted(title, rows);
    }

    static String attribute(Field field) {
        return "field-" + field.name().key();
    }

    static String attribute(Section section) {
        return "field-" + section.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static List<String> hex(Field field) {
        byte[] bytes = field.bytes().bytes();
        List<String> lines = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += BYTES_A_LINE) {
            int to = Math.min(bytes.length, from + BYTES_A_LINE);
            lines.add(SafeText.hex(Arrays.copyOfRange(bytes, from, to), BYTES_A_LINE));
        }
        return lines;
    }

    private static String literally(String value) {
        return "pass:c[" + value.replace("]", "\\]").replace("|", "\\|") + "]";
    }
}
