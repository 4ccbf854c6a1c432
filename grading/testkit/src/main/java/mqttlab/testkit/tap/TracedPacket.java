package mqttlab.testkit.tap;

import java.time.Duration;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.Packet;

/**
 * A packet as the client saw it: recorded when the client had sent it, or right before the client was given it. So a
 * PUBACK that the tap holds back is not in the history until the client gets it, and a dropped one never is; the
 * {@link FaultApplied} events tell of those.
 */
public record TracedPacket(int number, Duration at, int connection, String client, Direction direction, Packet packet)
        implements TraceEvent {

    @Override
    public String text() {
        return packet.toString();
    }
}
