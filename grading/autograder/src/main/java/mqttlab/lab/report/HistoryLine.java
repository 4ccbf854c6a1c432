package mqttlab.lab.report;

import static java.util.stream.Collectors.joining;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.PacketFamily;
import mqttlab.testkit.mqtt.PacketType;

/**
 * A line of a history, in which the type of a packet gets the colour of its family. It is the word behind the arrow; what a
 * student has chosen, such as a topic, comes after it, and is text in any case.
 *
 * @param family the word for CSS; empty, as the type, where the line is about no packet
 */
record HistoryLine(String before, String family, String type, String after) {

    private static final Pattern PACKET = Pattern.compile("(.*?(?:%s) )(%s)(\\b.*)".formatted(
            Stream.of(Direction.values()).map(Direction::arrow).map(Pattern::quote).collect(joining("|")),
            Stream.of(PacketType.values()).map(PacketType::toString).collect(joining("|"))));

    static HistoryLine of(String line) {
        Matcher packet = PACKET.matcher(line);
        if (!packet.matches()) {
            return new HistoryLine(line, "", "", "");
        }
        PacketFamily family = PacketFamily.of(PacketType.valueOf(packet.group(2)));
        return new HistoryLine(packet.group(1), word(family), packet.group(2), packet.group(3));
    }

    /** The rules of a style sheet, one a family. */
    static String styles() {
        return Stream.of(PacketFamily.values())
                .map(family -> "    .%s { color: %s; font-weight: bold; }".formatted(word(family), family.hex()))
                .collect(joining("\n"));
    }

    private static String word(PacketFamily family) {
        return family.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
