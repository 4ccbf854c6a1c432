package mqttlab.broker.session;

import java.util.HashSet;
import java.util.Set;

/** Messages with QoS 2 that one client has sent and not released yet: another one with the same identifier is a repetition. */
final class Incoming {

    private final Set<Integer> unreleased = new HashSet<>();

    /** @return whether the message is new; from now on, one with this identifier is not [MQTT-4.3.3-2] */
    boolean receive(int packetId) {
        return unreleased.add(packetId);
    }

    /** @return whether there was one with this identifier */
    boolean complete(int packetId) {
        return unreleased.remove(packetId);
    }

    Set<Integer> unreleased() {
        return unreleased;
    }
}
