package mqttlab.testkit.tap;

import java.time.Duration;

/** A client's TCP connection was accepted; no MQTT yet. */
public record ConnectionOpened(int number, Duration at, int connection) implements TraceEvent {

    @Override
    public String client() {
        return "";
    }

    @Override
    public String text() {
        return "connection opened";
    }
}
