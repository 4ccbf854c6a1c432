package mqttlab.suites.lab05;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import mqttlab.contracts.team.Member;
import mqttlab.testkit.Patience;
import mqttlab.testkit.tap.Match;
import mqttlab.testkit.tap.Note;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TraceEvent;

/** A member's clock. A pause is over at once, or when the check says so; how long it was to be is noted in the trace. */
final class Pauses implements Member.Clock {

    private static final String WORDS = " is to pause for ";
    /** A member that connects in vain for so long is stopped here. */
    private static final int MOST = 250;

    private final Trace trace;
    private final String name;
    private final List<Long> millis = new ArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private int before;
    private int pausing;
    private int last = Integer.MAX_VALUE;
    private boolean held;
    private boolean over;

    Pauses(Trace trace, String name) {
        this.trace = trace;
        this.name = name;
    }

    @Override
    public void sleep(long time) throws InterruptedException {
        trace.note("%s%s%d ms".formatted(name, WORDS, time));
        lock.lockInterruptibly();
        try {
            millis.add(time);
            pausing++;
            changed.signalAll();
            while (held || over || millis.size() > before + MOST || millis.size() >= last) {
                changed.await();
            }
        } finally {
            pausing--;
            lock.unlock();
        }
    }

    /** Another program begins, with this clock. */
    void begin() {
        lock.lock();
        try {
            before = millis.size();
        } finally {
            lock.unlock();
        }
    }

    /** No pause ends from now on, until {@link #release}. */
    void hold() {
        set(true, false);
    }

    /** When there have been so many pauses, the last of them does not end until {@link #release}. */
    void holdAt(int count) {
        lock.lock();
        try {
            last = count;
        } finally {
            lock.unlock();
        }
    }

    /** The same as {@link #hold}, and waits until it is pausing. */
    void holdAndAwait() {
        hold();
        await(() -> pausing > 0, "is pausing");
    }

    void release() {
        set(false, false);
    }

    /** The check is over: who pauses now pauses for good. */
    void end() {
        set(true, true);
    }

    private void set(boolean hold, boolean end) {
        lock.lock();
        try {
            held = hold;
            over = over || end;
            last = Integer.MAX_VALUE;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** All so far, when there are so many. As long as there are more and more, this goes on waiting. */
    List<Long> await(int count) {
        for (int next = all().size() + 1; next < count; next++) {
            awaitOnly(next);
        }
        return awaitOnly(count);
    }

    private List<Long> awaitOnly(int count) {
        return await(() -> millis.size() >= count,
                "asks its clock for " + (count == 1 ? "a pause" : count + " pauses"));
    }

    private List<Long> await(BooleanSupplier condition, String words) {
        // An attempt before it may take as long as its patience lasts.
        long left = Office.patience().plus(Patience.usual()).toNanos();
        lock.lock();
        try {
            while (!condition.getAsBoolean() && left > 0) {
                left = changed.awaitNanos(left);
            }
            trace.require(condition.getAsBoolean(), name + " " + words, "it has asked for %d pauses so far".formatted(
                    millis.size()));
            return List.copyOf(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw trace.failure(name + " asks its clock for a pause", "the wait was interrupted");
        } finally {
            lock.unlock();
        }
    }

    /** All so far. */
    List<Long> all() {
        return awaitOnly(0);
    }

    /** The beginning of a pause, in the trace. */
    Match<Note> begun() {
        return new Match<>() {
            @Override
            public Optional<Note> in(TraceEvent event) {
                return event instanceof Note note && note.note().startsWith(name + WORDS) ? Optional.of(note) : Optional.empty();
            }

            @Override
            public String description() {
                return "a pause of " + name;
            }
        };
    }
}
