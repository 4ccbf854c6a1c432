package mqttlab.lab.starter;

import java.util.Locale;
import mqttlab.lab.marker.Marker;

/**
 * How a starter speaks of its tasks.
 *
 * @param before what stands before the number, such as {@code Task}
 * @param where  what the reader is pointed to; may be empty
 */
public record Wording(String before, String where) {

    static final Wording OF_LABS = new Wording("Task", "");

    String todo(Marker.Task task) {
        return before.toLowerCase(Locale.ROOT) + " " + task.number();
    }

    String unwritten(Marker.Task task) {
        return before + " " + task.number() + " is still to be written: " + task.message()
                + (where.isEmpty() ? "" : " (" + where + ")");
    }
}
