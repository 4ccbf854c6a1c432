package mqttlab.contracts.feeds;

import java.util.Map;

/**
 * One structured event, such as a piece of news or what a sensor has measured.
 *
 * <p>What readers choose by topic is in the topic name: see {@link TopicScheme#topic}. The rest is the payload, a text in UTF-8.
 * Its first line is the identifier; then each field has a line of its own, {@code NAME=VALUE}, in any order. One line feed
 * stands between two lines, and none behind the last. For instance, on the topic {@code bay/10/wind}:
 *
 * <pre>
 * m-4711
 * knots=31.5
 * from=levante
 * </pre>
 *
 * <p>A message is an event if its topic name has three or four levels, none of them empty, and its payload is such a text. All
 * other messages are malformed: the text has no identifier, a line has no {@code =} or no name before it, a name comes twice.
 *
 * @param feed    which feed it belongs to: {@code news} or {@code bay}, perhaps others
 * @param place   the city or the station, such as {@code cadiz} or {@code 10}
 * @param subject the section of the news, or the quantity that was measured, such as {@code sports} or {@code wind}
 * @param detail  more about the subject, such as {@code sailing} or {@code alarm}; empty if there is no more to say
 * @param id      no other event has it; not empty, a single line
 * @param fields  what it says, by name: names are not empty and have no {@code =}; values may be empty, and may have one;
 *                both are single lines
 */
public record Event(String feed, String place, String subject, String detail, String id, Map<String, String> fields) {

    public Event {
        if (feed == null || place == null || subject == null || detail == null) {
            throw new IllegalArgumentException("an event has feed, place and subject, and without a detail the detail \"\"");
        }
        requireLine("identifier", id);
        if (id.isEmpty()) {
            throw new IllegalArgumentException("an event has an identifier");
        }
        fields = Map.copyOf(fields);
        fields.forEach((name, value) -> {
            requireLine("name", name);
            requireLine("value", value);
            if (name.isEmpty() || name.contains("=")) {
                throw new IllegalArgumentException("a field has a name, without =, and not \"" + name + '"');
            }
        });
    }

    private static void requireLine(String what, String value) {
        if (value == null || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("an event's " + what + " is a single line: " + value);
        }
    }
}
