package mqttlab.testkit.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import mqttlab.testkit.Patience;
import mqttlab.testkit.failure.FailureKind;
import mqttlab.testkit.tap.Trace;

/**
 * One whom the student's subscriber hands what it has received: keeps it, and puts it into the trace. What is handed over may
 * come from any thread.
 */
public final class Recipient<T> implements Consumer<T> {

    private final Trace trace;
    private final String name;
    private final Function<T, String> title;
    private final List<T> handedOver = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();

    /**
     * @param name  what a report calls it, such as {@code the reader}
     * @param title what the history says of each thing that is handed over
     */
    Recipient(Trace trace, String name, Function<T, String> title) {
        this.trace = trace;
        this.name = name;
        this.title = title;
    }

    @Override
    public void accept(T thing) {
        trace.note("%s is handed \"%s\"".formatted(name, title.apply(thing)));
        lock.lock();
        try {
            handedOver.add(thing);
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until so many have come, and gives all that have. */
    public List<T> await(int count) {
        return await(count, Patience.usual());
    }

    /** The same, but waits no longer than that; stretch it with {@link Patience#stretch}. */
    public List<T> await(int count, Duration patience) {
        long left = patience.toNanos();
        lock.lock();
        try {
            while (handedOver.size() < count && left > 0) {
                left = grown.awaitNanos(left);
            }
            if (handedOver.size() < count) {
                throw trace.failure(FailureKind.MISSING_PACKET, expectation(count),
                        "after %s it had been handed %d".formatted(Patience.text(patience), handedOver.size()));
            }
            return List.copyOf(handedOver);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw trace.failure(FailureKind.GAVE_UP, expectation(count), "the wait was interrupted");
        } finally {
            lock.unlock();
        }
    }

    private String expectation(int count) {
        return "%s is handed %d %s".formatted(name, count, count == 1 ? "item" : "items");
    }

    /** It is handed this, and nothing else before it. */
    public void receives(T expected) {
        List<T> came = await(1);
        trace.require(came.equals(List.of(expected)),
                "%s is handed \"%s\" and nothing else".formatted(name, title.apply(expected)),
                "%s was handed %s".formatted(name, came));
    }

    /** It is handed each of these once, and nothing else, in whichever order. */
    public void receivesInAnyOrder(Set<T> expected) {
        List<T> came = await(expected.size());
        trace.require(came.size() == expected.size() && expected.equals(Set.copyOf(came)),
                "%s is handed each of %s once".formatted(name, expected), "%s was handed %s".formatted(name, came));
    }
}
