package mqttlab.broker.health;

import java.time.Duration;

/**
 * What bounds every queue and every buffer.
 *
 * @param packetBytes    the longest packet that is taken from a client
 * @param window         how many messages with QoS 1 and 2 are under way to a client at once
 * @param sessionBytes   how much is kept for a client that does not acknowledge; a connected one is cut off beyond that
 * @param outboxBytes    how much waits to be written to a client before messages with QoS 0 are dropped
 * @param connectTimeout how long a client may take until its CONNECT is complete
 */
public record Limits(int packetBytes, int window, long sessionBytes, int outboxBytes, Duration connectTimeout) {

    public static final Limits DEFAULT = new Limits(16 << 20, 20, 16 << 20, 2 << 20, Duration.ofSeconds(10));
}
