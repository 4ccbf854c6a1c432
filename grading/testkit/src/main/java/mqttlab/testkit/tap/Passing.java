package mqttlab.testkit.tap;

import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.Packet;

/** A packet on its way through the tap, with where it comes from; what a rule looks at. */
public record Passing(int connection, String client, Direction direction, Packet packet) {

    @Override
    public String toString() {
        return "%s from the %s".formatted(packet, direction.sender());
    }
}
