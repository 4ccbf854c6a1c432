package mqttlab.broker.server;

import java.time.Duration;

/**
 * How long a client may be silent: until its CONNECT a fixed time, from then on one and a half times the keep alive that it
 * has chosen [MQTT-3.1.2-24]. Only whole packets count as signs of life.
 */
final class Patience {

    private boolean heard = true;
    private volatile long lastHeard;
    private volatile long limitNanos;

    Patience(Duration connectTimeout) {
        limitNanos = connectTimeout.toNanos();
        lastHeard = System.nanoTime();
    }

    /** A keep alive of 0 turns it off. */
    void keepAlive(int seconds) {
        limitNanos = seconds == 0 ? Long.MAX_VALUE : Duration.ofMillis(1500L * seconds).toNanos();
        lastHeard = System.nanoTime();
    }

    /** The reader has a packet. */
    void heard() {
        heard = true;
    }

    /** The reader waits. To look at the clock for each packet would cost more than most packets do. */
    void pause() {
        if (heard) {
            heard = false;
            lastHeard = System.nanoTime();
        }
    }

    boolean isOver(long now) {
        return now - lastHeard > limitNanos;
    }
}
