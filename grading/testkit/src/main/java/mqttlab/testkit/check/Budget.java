package mqttlab.testkit.check;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The time within which the checks of a run must have begun. Each has a deadline of its own; together, those of code that lets
 * all of them time out would hold up a class for long.
 */
public final class Budget {

    /** For those who grade their own code. */
    public static final Budget UNBOUNDED = Budget.of(Duration.ofNanos(Long.MAX_VALUE));

    private final Duration longest;
    private final LongSupplier nanoTime;
    private final long begin;

    Budget(Duration longest, LongSupplier nanoTime) {
        this.longest = longest;
        this.nanoTime = nanoTime;
        this.begin = nanoTime.getAsLong();
    }

    /** It begins now. */
    public static Budget of(Duration longest) {
        return new Budget(longest, System::nanoTime);
    }

    public boolean isUsedUp() {
        return nanoTime.getAsLong() - begin > longest.toNanos();
    }

    /** Why a check was not begun. */
    String reason() {
        return "the time that this code may take, %d min, was used up".formatted(longest.toMinutes());
    }
}
