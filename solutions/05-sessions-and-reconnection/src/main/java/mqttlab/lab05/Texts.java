package mqttlab.lab05;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import mqttlab.contracts.team.Change;
import mqttlab.contracts.team.Change.What;
import mqttlab.contracts.team.Seat;

/** Changes as they travel. */
final class Texts {

    private Texts() {
    }

    /** For all changes of the team. */
    static String filter(Seat seat) {
        return seat.team() + "/changes/+";
    }

    /** For our own changes. */
    static String topic(Seat seat) {
        return seat.team() + "/changes/" + seat.name();
    }

    static byte[] payload(Change change) {
        return text(change).getBytes(UTF_8);
    }

    static String text(Change change) {
        String text = change.number() + ";" + change.what() + ";" + change.task();
        return change.what() == What.ADDED ? text + ";" + change.title() : text;
    }

    /** The change that this message tells of; empty if it is malformed. */
    static Optional<Change> change(String topic, byte[] payload) {
        return change(topic.substring(topic.lastIndexOf('/') + 1), new String(payload, UTF_8));
    }

    /** The same, of this member. */
    static Optional<Change> change(String name, String text) {
        String[] parts = text.split(";", 4);
        if (parts.length < 3) {
            return Optional.empty();
        }
        try {
            String title = parts.length == 4 ? parts[3] : "";
            What what = What.valueOf(parts[1]);
            // DONE has no fourth part, not even an empty one.
            return what == What.DONE && parts.length == 4 ? Optional.empty()
                    : Optional.of(new Change(name, Long.parseLong(parts[0]), what, parts[2], title));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
