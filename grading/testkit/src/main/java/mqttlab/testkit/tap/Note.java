package mqttlab.testkit.tap;

import java.time.Duration;
import mqttlab.testkit.mqtt.SafeText;

/** What the suite did or saw, put into the same history as the packets: {@code connect() returned}. */
public record Note(int number, Duration at, String note) implements TraceEvent {

    @Override
    public int connection() {
        return 0;
    }

    @Override
    public String client() {
        return "";
    }

    @Override
    public String text() {
        return SafeText.escape(note);
    }
}
