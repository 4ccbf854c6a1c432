package mqttlab.testkit.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import mqttlab.testkit.mqtt.Decoded;
import mqttlab.testkit.tap.TraceEvent;

/** What a broker has sent and nobody has asked for yet, in order. The end of the stream stays at the end. */
final class Inbox {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Deque<Arrival> waiting = new ArrayDeque<>();

    /** Something from the broker, with its event in the trace when the trace had room. */
    sealed interface Arrival {

        record Item(Decoded decoded, Optional<? extends TraceEvent> event) implements Arrival {
        }

        record End() implements Arrival {
        }
    }

    void put(Arrival arrival) {
        lock.lock();
        try {
            waiting.add(arrival);
            arrived.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The first that is wanted; empty when the patience is over, or when the stream ended without it. */
    Optional<Arrival> take(Predicate<Arrival> wanted, Duration patience) {
        long left = patience.toNanos();
        try {
            lock.lockInterruptibly();
            try {
                while (true) {
                    Optional<Arrival> found = remove(wanted);
                    if (found.isPresent() || left <= 0 || ended()) {
                        return found;
                    }
                    left = arrived.awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    boolean ended() {
        lock.lock();
        try {
            return !waiting.isEmpty() && waiting.getLast() instanceof Arrival.End;
        } finally {
            lock.unlock();
        }
    }

    private Optional<Arrival> remove(Predicate<Arrival> wanted) {
        for (Iterator<Arrival> each = waiting.iterator(); each.hasNext();) {
            Arrival arrival = each.next();
            if (wanted.test(arrival)) {
                if (!(arrival instanceof Arrival.End)) {
                    each.remove();
                }
                return Optional.of(arrival);
            }
        }
        return Optional.empty();
    }
}
