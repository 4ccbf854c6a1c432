package mqttlab.broker.session;

import mqttlab.broker.access.Identity;
import mqttlab.broker.codec.QoS;

/** Something that happened to a persistent session or a retained message, and that a crash must not undo. */
public sealed interface Change {

    /** An empty payload: the topic has none any more. */
    record Retained(Message message) implements Change {
    }

    /** A session begins. If one with this number has begun before, it begins anew. */
    record Opened(long session, Identity owner) implements Change {
    }

    record Discarded(long session) implements Change {
    }

    /** What happens to a session between the two. */
    sealed interface OfSession extends Change {
        long session();
    }

    /** Its client has gone, so many milliseconds after 1970 began, or has come: {@link #PRESENT}. */
    record Absent(long session, long since) implements OfSession {

        public static final long PRESENT = Long.MAX_VALUE;
    }

    record Subscribed(long session, String filter, QoS qos) implements OfSession {
    }

    record Unsubscribed(long session, String filter) implements OfSession {
    }

    /** A message waits behind those that are to be sent to the client. */
    record Queued(long session, Message message, QoS qos) implements OfSession {
    }

    /** The first of those that waited is under way: from now on it keeps its packet identifier [MQTT-4.4.0-1]. */
    record Sent(long session, int packetId) implements OfSession {
    }

    /** The client has a message with QoS 2, which must never be sent again [MQTT-4.3.3-1]. */
    record Released(long session, int packetId) implements OfSession {
    }

    /** The client has acknowledged a message to the end. */
    record Forgotten(long session, int packetId) implements OfSession {
    }

    /** The client has published a message with QoS 2; a second one with this identifier is the same [MQTT-4.3.3-2]. */
    record Received(long session, int packetId) implements OfSession {
    }

    /** The client will not send it again, and may use the identifier for another. */
    record Completed(long session, int packetId) implements OfSession {
    }
}
