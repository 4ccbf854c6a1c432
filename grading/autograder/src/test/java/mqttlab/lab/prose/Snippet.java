package mqttlab.lab.prose;

import java.util.List;
import java.util.Optional;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.checkout.Track;
import org.opentest4j.TestAbortedException;

/**
 * A block of code or text on a page.
 *
 * @param lab    the id of the lab or stage, on its handout
 * @param tasks  how many tasks the reader of this place has solved
 * @param status what a command must end with
 */
record Snippet(String page, Optional<String> lab, int line, String section, int tasks, String language,
        List<String> roles, int status, String text) {

    /** The stage of the broker, on its handout. */
    Optional<String> stage() {
        return lab.map(Page::lab).filter(each -> each.track() == Track.BROKER).map(LabDefinition::number);
    }

    boolean is(String role) {
        return roles.contains(role);
    }

    /** Mosquitto where it has the role {@code mosquitto}: it shows what the embedded broker cannot do. */
    void requireItsBroker() {
        if (is("mosquitto") && Terminal.broker().equals("embedded")) {
            throw new TestAbortedException("not run: needs Mosquitto");
        }
    }

    /** Where it is and how it begins, for the name of a test. */
    String where() {
        return page + ":" + line + " " + text.lines().findFirst().orElse("");
    }
}
