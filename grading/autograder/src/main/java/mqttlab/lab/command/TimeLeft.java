package mqttlab.lab.command;

import java.time.Duration;
import mqttlab.testkit.Count;

/** How long the rest of a run will take, if it goes on as it went. */
final class TimeLeft {

    private TimeLeft() {
    }

    /**
     * In words that begin with a comma; empty as long as nothing is done.
     *
     * @param elapsed in which so much was done
     */
    static String after(Duration elapsed, int done, int left) {
        if (done == 0 || left == 0) {
            return "";
        }
        long seconds = Math.max(1, Math.ceilDiv(elapsed.toMillis() * left / done, 1000L));
        return ", about " + (seconds < 90 ? Count.of(seconds, "second") : Count.of(Math.ceilDiv(seconds, 60L), "minute"))
                + " left";
    }
}
