package mqttlab.lab03;

import java.util.concurrent.TimeUnit;

/** A moment until which somebody is ready to wait. */
record Deadline(long nanos) {

    static Deadline in(long millis) {
        return new Deadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** At least one, as 0 means "for ever" to Paho. */
    long millisLeft() {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos - System.nanoTime()));
    }

    boolean isOver() {
        return nanos - System.nanoTime() <= 0;
    }
}
