package mqttlab.broker.server;

import java.time.Duration;
import mqttlab.broker.codec.Packet;

/**
 * How long a client may be silent: a fixed time until its whole CONNECT is there, and from then on one and a half times the keep
 * alive that it has chosen [MQTT-3.1.2-24]. Then every byte is a sign of life, since a large packet takes its time on a slow
 * line. While the broker is busy with the client's packets, and would not see a byte, the clock stands still.
 */
class Patience implements Handler {

    private boolean letIn;
    private volatile boolean reading = true;
    private volatile long since;
    private volatile long limitNanos;

    /** @param since when the connection began: the time for its CONNECT is that of the handshakes before it, too */
    Patience(Duration connectTimeout, long since) {
        this.since = since;
        limitNanos = connectTimeout.toNanos();
    }

    /** A keep alive of 0 turns it off. */
    void keepAlive(int seconds) {
        // First: a client whose CONNECT took longer than that must not be measured by it.
        reading = false;
        limitNanos = seconds == 0 ? Long.MAX_VALUE : Duration.ofMillis(1500L * seconds).toNanos();
        letIn = true;
    }

    /** The reader has a packet, and is busy with it. */
    @Override
    public boolean handle(Packet packet) {
        stop();
        return false;
    }

    /** The reader is not waiting for the client's bytes. */
    void stop() {
        if (letIn && reading) {
            reading = false;
        }
    }

    /** The reader waits for more; whatever came since it last did so was a sign of life. */
    void pause() {
        if (letIn) {
            since = System.nanoTime();
            reading = true;
        }
    }

    boolean isOver(long now) {
        // Read before the others, since it is written after them.
        long limit = limitNanos;
        return reading && now - since > limit;
    }
}
