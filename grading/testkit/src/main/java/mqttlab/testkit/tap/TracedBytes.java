package mqttlab.testkit.tap;

import java.time.Duration;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.Malformed;

/** Bytes that are not an MQTT packet. The tap hands them on as they are. */
public record TracedBytes(int number, Duration at, int connection, String client, Direction direction,
                          Malformed malformed) implements TraceEvent {

    @Override
    public String text() {
        return malformed.toString();
    }
}
