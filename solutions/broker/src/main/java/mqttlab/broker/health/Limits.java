package mqttlab.broker.health;

import java.time.Duration;

/**
 * What bounds every queue and every buffer.
 *
 * @param packetBytes    the longest packet that is accepted from a client
 * @param window         how many messages with QoS 1 and 2 are under way to a client at once
 * @param sessionBytes   how much is kept for a client that does not acknowledge; beyond that, a connected one is disconnected
 * @param outboxBytes    how much waits to be written to a client before messages with QoS 0 are dropped
 * @param connectTimeout how long a client may take until its CONNECT is complete
 * @param arrivingBytes  what the buffers for packets that have not come completely may take together
 * @param leavingBytes   what waits to be written to all clients together
 * @param queuedBytes    what is kept for all clients that have not acknowledged it, together
 * @param sessionExpiry  how long a persistent session may be without its client
 * @param counts         how many there may be
 */
public record Limits(int packetBytes, int window, long sessionBytes, int outboxBytes, Duration connectTimeout, long arrivingBytes,
        long leavingBytes, long queuedBytes, Duration sessionExpiry, Counts counts) {

    public static final Limits DEFAULT = new Limits(16 << 20, 20, 16 << 20, 2 << 20, Duration.ofSeconds(10));

    public Limits(int packetBytes, int window, long sessionBytes, int outboxBytes, Duration connectTimeout) {
        this(packetBytes, window, sessionBytes, outboxBytes, connectTimeout, Runtime.getRuntime().maxMemory() / 8,
                Runtime.getRuntime().maxMemory() / 4, Runtime.getRuntime().maxMemory() / 4, Duration.ofDays(60), Counts.DEFAULT);
    }

    public Limits with(Counts other) {
        return new Limits(packetBytes, window, sessionBytes, outboxBytes, connectTimeout, arrivingBytes, leavingBytes,
                queuedBytes, sessionExpiry, other);
    }

    public Limits withArriving(long bytes) {
        return new Limits(packetBytes, window, sessionBytes, outboxBytes, connectTimeout, bytes, leavingBytes,
                queuedBytes, sessionExpiry, counts);
    }

    public Limits withLeaving(long bytes) {
        return new Limits(packetBytes, window, sessionBytes, outboxBytes, connectTimeout, arrivingBytes, bytes,
                queuedBytes, sessionExpiry, counts);
    }

    public Limits withQueued(long bytes) {
        return new Limits(packetBytes, window, sessionBytes, outboxBytes, connectTimeout, arrivingBytes, leavingBytes,
                bytes, sessionExpiry, counts);
    }

    public Limits withExpiry(Duration expiry) {
        return new Limits(packetBytes, window, sessionBytes, outboxBytes, connectTimeout, arrivingBytes, leavingBytes,
                queuedBytes, expiry, counts);
    }
}
