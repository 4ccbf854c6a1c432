package mqttlab.lab02;

import static java.nio.charset.StandardCharsets.UTF_8;

// lab:hide
import java.util.HashMap;
import java.util.List;
import java.util.Map;
// lab:end
import java.util.Optional;
import mqttlab.contracts.feeds.Event;

/** Events as messages. */
final class EventText {

    private EventText() {
    }

    /** The payload of an event. */
    static byte[] payload(Event event) {
        // lab:task 3 The identifier, and then each field on a line of its own, in UTF-8
        StringBuilder text = new StringBuilder(event.id());
        event.fields().forEach((name, value) -> text.append('\n').append(name).append('=').append(value));
        return text.toString().getBytes(UTF_8);
        // lab:end
    }

    /** The event that a message is; empty if it is malformed. */
    static Optional<Event> event(String topic, byte[] payload) {
        // lab:task 4 Take topic and payload apart; whatever is wrong with them, the answer is empty
        String[] levels = topic.split("/", -1);
        String[] lines = new String(payload, UTF_8).split("\n", -1);
        boolean hasDetail = levels.length == 4;
        if (levels.length != 3 && !hasDetail || List.of(levels).contains("")) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Event(levels[0], levels[1], levels[2], hasDetail ? levels[3] : "", lines[0], fields(lines)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        // lab:end
    }

    // lab:hide
    private static Map<String, String> fields(String[] lines) {
        Map<String, String> fields = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            String[] nameAndValue = lines[i].split("=", 2);
            if (nameAndValue.length < 2 || fields.put(nameAndValue[0], nameAndValue[1]) != null) {
                throw new IllegalArgumentException("no name and value, or a name twice: " + lines[i]);
            }
        }
        return fields;
    }
    // lab:end
}
