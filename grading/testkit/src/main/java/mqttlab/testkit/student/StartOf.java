package mqttlab.testkit.student;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * How long a program may take until it is ready. One that waits for nothing is given up after two windows; one that is still at
 * work, on a machine that has much else to do, is waited for: no mark depends on how busy a machine is.
 *
 * @param window time in which a program that is starting gets at least some of a processor
 * @param processorTime of the program until now; empty where that cannot be known, and then it has two windows
 */
record StartOf(Duration window, Supplier<Optional<Duration>> processorTime) {

    static final Duration WINDOW = Duration.ofSeconds(5);
    /** Below a check's own deadline. */
    static final int MOST_WINDOWS = 8;
    private static final int FEWEST_WINDOWS = 2;
    /** A hundredth of a window. What an idle JVM does for itself is less. */
    private static final int LEAST_SHARE = 100;

    StartOf(Supplier<Optional<Duration>> processorTime) {
        this(WINDOW, processorTime);
    }

    /** @throws TimeoutException if it is not at work, or has worked for as long as any program ought to need */
    void await(CompletableFuture<?> ready) throws TimeoutException {
        Duration before = Duration.ZERO;
        for (int windows = 1; !isDone(ready); windows++) {
            Duration now = processorTime.get().orElse(Duration.ZERO);
            boolean isAtWork = now.minus(before).compareTo(window.dividedBy(LEAST_SHARE)) >= 0;
            boolean hadItsTime = now.compareTo(window.multipliedBy(FEWEST_WINDOWS)) >= 0;
            if (windows == MOST_WINDOWS || windows >= FEWEST_WINDOWS && (!isAtWork || hadItsTime)) {
                throw new TimeoutException();
            }
            before = now;
        }
    }

    /** Also if it has failed. */
    private boolean isDone(CompletableFuture<?> ready) {
        return ready.handle((value, trouble) -> true).completeOnTimeout(false, window.toMillis(), TimeUnit.MILLISECONDS).join();
    }
}
