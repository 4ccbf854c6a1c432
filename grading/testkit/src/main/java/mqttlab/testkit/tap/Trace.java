package mqttlab.testkit.tap;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import mqttlab.testkit.Patience;
import mqttlab.testkit.failure.FailureKind;

/**
 * What happened on some connections, as a growing, numbered history. Any thread may record, ask and wait. It keeps a
 * bounded amount: a student's runaway publisher must not fill the grader's memory.
 */
public final class Trace {

    public static final int MAX_EVENTS = 20_000;
    public static final long MAX_BYTES = 16L * 1024 * 1024;
    /** A student's code that calls us causes notes: they may go on when the trace is full, but not for ever. */
    public static final int MAX_NOTES = 50_000;
    public static final int LONGEST_NOTE = 1000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final List<TraceEvent> events = new ArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final long start = System.nanoTime();
    private final int maxEvents;
    private final long maxBytes;
    private long bytes;
    private int notes;
    private boolean full;

    public Trace() {
        this(MAX_EVENTS, MAX_BYTES);
    }

    public Trace(int maxEvents, long maxBytes) {
        this.maxEvents = maxEvents;
        this.maxBytes = maxBytes;
    }

    /** Puts what the suite does or sees into the history: {@code trace.note("connect() returned")}. */
    public Note note(String text) {
        lock.lock();
        try {
            String kept = text.length() > LONGEST_NOTE ? text.substring(0, LONGEST_NOTE) + "…" : text;
            Note note = new Note(events.size() + 1, now(), kept);
            if (notes++ < MAX_NOTES) {
                add(note);
            }
            return note;
        } finally {
            lock.unlock();
        }
    }

    /** A number for a new connection, from 1. */
    public int nextConnection() {
        return connections.incrementAndGet();
    }

    /** Adds the event, unless the trace is full; {@code size} counts towards the bytes kept. */
    <E extends TraceEvent> Optional<E> record(int size, BiFunction<Integer, Duration, E> event) {
        lock.lock();
        try {
            if (full) {
                return Optional.empty();
            }
            if (events.size() >= maxEvents || bytes + size > maxBytes) {
                full = true;
                String limit = events.size() >= maxEvents ? maxEvents + " events" : maxBytes + " bytes";
                add(new TraceFull(events.size() + 1, now(), limit));
                return Optional.empty();
            }
            bytes += size;
            E added = event.apply(events.size() + 1, now());
            add(added);
            return Optional.of(added);
        } finally {
            lock.unlock();
        }
    }

    private void add(TraceEvent event) {
        events.add(event);
        grown.signalAll();
    }

    private Duration now() {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Whether there was more than it keeps. */
    public boolean isFull() {
        lock.lock();
        try {
            return full;
        } finally {
            lock.unlock();
        }
    }

    /** Everything so far; what happens later does not change the list. */
    public List<TraceEvent> events() {
        lock.lock();
        try {
            return List.copyOf(events);
        } finally {
            lock.unlock();
        }
    }

    public <E extends TraceEvent> List<E> all(Match<E> match) {
        return events().stream().flatMap(event -> match.in(event).stream()).toList();
    }

    public <E extends TraceEvent> Optional<E> first(Match<E> match) {
        return events().stream().flatMap(event -> match.in(event).stream()).findFirst();
    }

    // ---- waiting

    /** The first such event, now or within the usual patience. */
    public <E extends TraceEvent> E await(Match<E> match) {
        return await(1, match).getFirst();
    }

    /** The first so many such events, now or within the usual patience. */
    public <E extends TraceEvent> List<E> await(int count, Match<E> match) {
        return await(count, match, Patience.usual());
    }

    /** Waits no longer than that; stretch it with {@link Patience#stretch}. */
    public <E extends TraceEvent> List<E> await(int count, Match<E> match, Duration patience) {
        List<E> found = new ArrayList<>();
        long left = patience.toNanos();
        lock.lock();
        try {
            int seen = 0;
            while (true) {
                for (; seen < events.size() && found.size() < count; seen++) {
                    match.in(events.get(seen)).ifPresent(found::add);
                }
                if (found.size() >= count) {
                    return List.copyOf(found);
                }
                if (left <= 0 || full) {
                    break;
                }
                left = grown.awaitNanos(left);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw failure(FailureKind.GAVE_UP, wanted(count, match), "the wait was interrupted");
        } finally {
            lock.unlock();
        }
        String why = full ? "before the trace was full" : "within " + Patience.text(patience);
        String came = found.isEmpty() ? "none came " : found.size() + " came ";
        throw failure(FailureKind.MISSING_PACKET, wanted(count, match), came + why, found.toArray(TraceEvent[]::new));
    }

    private static String wanted(int count, Match<?> match) {
        return count == 1 ? match.description() : "%d times %s".formatted(count, match.description());
    }

    // ---- asserting

    /** There is no such event so far. To show that none will come, first wait for a sentinel. */
    public void none(Match<?> match) {
        var found = all(match);
        if (!found.isEmpty()) {
            throw failure(FailureKind.UNWANTED_PACKET, "none of: " + match.description(), "there was #%d: %s".formatted(
                    found.getFirst().number(), found.getFirst().text()), found.toArray(TraceEvent[]::new));
        }
    }

    /** Exactly one such event so far. */
    public <E extends TraceEvent> E one(Match<E> match) {
        List<E> found = all(match);
        if (found.size() != 1) {
            throw failure(found.isEmpty() ? FailureKind.MISSING_PACKET : FailureKind.UNWANTED_PACKET,
                    "exactly one " + match.description(),
                    found.isEmpty() ? "there was none" : "there were " + found.size(),
                    found.toArray(TraceEvent[]::new));
        }
        return found.getFirst();
    }

    public void inOrder(TraceEvent... events) {
        for (int i = 1; i < events.length; i++) {
            TraceEvent first = events[i - 1];
            TraceEvent second = events[i];
            if (!first.isBefore(second)) {
                throw failure(FailureKind.TOO_EARLY, "%s before %s".formatted(first.text(), second.text()),
                        "#%d came before #%d".formatted(second.number(), first.number()), first, second);
            }
        }
    }

    /** The caller's own condition; a failure names both sentences and shows the history. */
    public void require(boolean condition, String expectation, String happened, TraceEvent... concerned) {
        if (!condition) {
            throw failure(expectation, happened, concerned);
        }
    }

    /** About packets, if any are concerned: then they came, and are not as they should be. */
    public TraceFailure failure(String expectation, String happened, TraceEvent... concerned) {
        boolean aboutPackets = Stream.of(concerned).anyMatch(TracedPacket.class::isInstance);
        return failure(aboutPackets ? FailureKind.WRONG_PACKET : FailureKind.BEHAVIOUR, expectation, happened, concerned);
    }

    public TraceFailure failure(FailureKind kind, String expectation, String happened, TraceEvent... concerned) {
        return new TraceFailure(kind, expectation, happened, this, concerned);
    }
}
