package mqttlab.broker.session;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long a client has been away. While the broker runs, that is read from a clock that nobody can set: a computer that starts
 * in 1970, and is told the time later, has not been without its clients for fifty years. Across a restart there is only the time
 * of day.
 *
 * <p>Any thread may ask; one at a time tells.
 */
final class Absence {

    private static final long STARTED = System.nanoTime();

    private final LongSupplier timeOfDay;
    private final LongSupplier running;
    /** On the clock that nobody can set. */
    private volatile long since;
    private volatile boolean present;

    /** Begins now. */
    Absence() {
        this(System::currentTimeMillis, () -> TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - STARTED));
    }

    /**
     * @param timeOfDay in milliseconds since 1970 began
     * @param running   in milliseconds since any moment
     */
    Absence(LongSupplier timeOfDay, LongSupplier running) {
        this.timeOfDay = timeOfDay;
        this.running = running;
        begin();
    }

    void begin() {
        since = running.getAsLong();
        present = false;
    }

    void end() {
        present = true;
    }

    /** Goes on after a restart. If its beginning is still to come, a clock was set, and it begins now. */
    void goOn(Change.Absent recorded) {
        since = running.getAsLong() - Math.max(0, timeOfDay.getAsLong() - recorded.since());
        present = false;
    }

    boolean isAsLongAs(Duration duration) {
        return !present && running.getAsLong() - since >= duration.toMillis();
    }

    /** When it began, by the time of day that it is now; for {@link Change.Absent}. */
    long recorded() {
        return present ? Change.Absent.PRESENT : timeOfDay.getAsLong() - (running.getAsLong() - since);
    }
}
