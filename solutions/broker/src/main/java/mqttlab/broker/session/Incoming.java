package mqttlab.broker.session;

import java.util.HashSet;
import java.util.Set;
import mqttlab.broker.session.Change.Completed;
import mqttlab.broker.session.Change.Received;

/** Messages with QoS 2 that one client has sent and not released yet: what comes under their identifiers is a repetition. */
final class Incoming {

    private final long session;
    private final History history;
    private final Set<Integer> unreleased = new HashSet<>();

    /** @param session the session's number in its history */
    Incoming(long session, History history) {
        this.session = session;
        this.history = history;
    }

    /** [MQTT-4.3.3-2] whether a message with this identifier is new, which from now on it is no longer. */
    boolean isNew(int packetId) {
        boolean added = unreleased.add(packetId);
        if (added) {
            history.add(new Received(session, packetId));
        }
        return added;
    }

    void released(int packetId) {
        if (unreleased.remove(packetId)) {
            history.add(new Completed(session, packetId));
        }
    }

    void retell() {
        unreleased.forEach(packetId -> history.add(new Received(session, packetId)));
    }
}
