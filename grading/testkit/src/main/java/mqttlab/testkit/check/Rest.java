package mqttlab.testkit.check;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import mqttlab.testkit.Patience;
import mqttlab.testkit.tap.Trace;

/**
 * Whether another process comes to rest. A clock would not tell: where a machine is busy, somebody who would like to work all the
 * time gets little of it. So a thread of ours works for a while, and the other one, if it is busy, gets about as much.
 */
final class Rest {

    private static final Duration WORK = Duration.ofMillis(100);
    /** Systems count in steps of 10 or 16 ms, and whoever rests still looks up now and then. */
    private static final Duration REST = Duration.ofMillis(35);
    private static final Duration LONG = Duration.ofSeconds(30);
    /** Once could be chance: on a busy machine even who is busy gets nothing for a while. */
    private static final int IN_A_ROW = 2;

    private Rest() {
    }

    /** Waits for the rest of what is judged, and fails if it does not come. Where its work cannot be seen, this does nothing. */
    static void await(String who, Supplier<Optional<Duration>> worked, Trace trace) {
        await(who, worked, trace, Patience.usual());
    }

    /** The same, where to look twice may take seconds: the machine is busy, and other checks run. */
    static void awaitLong(String who, Supplier<Optional<Duration>> worked, Trace trace) {
        await(who, worked, trace, Patience.stretch(LONG));
    }

    private static void await(String who, Supplier<Optional<Duration>> worked, Trace trace, Duration patience) {
        trace.require(comes(worked, patience), who + " has nothing to do",
                "for %s it was busy all the time".formatted(Patience.text(patience)));
    }

    /**
     * @param worked how long processors have worked for it so far; empty if nobody can tell, which counts as rest
     * @return whether it rested {@value #IN_A_ROW} times in a row, within that patience
     */
    static boolean comes(Supplier<Optional<Duration>> worked, Duration patience) {
        long start = System.nanoTime();
        int rests = 0;
        while (rests < IN_A_ROW && System.nanoTime() - start < patience.toNanos()) {
            rests = restsNow(worked) ? rests + 1 : 0;
        }
        return rests == IN_A_ROW;
    }

    private static boolean restsNow(Supplier<Optional<Duration>> worked) {
        Optional<Duration> before = worked.get();
        work();
        Optional<Duration> after = worked.get();
        return before.isEmpty() || after.isEmpty() || after.get().minus(before.get()).compareTo(REST) <= 0;
    }

    private static void work() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = threads.getCurrentThreadCpuTime();
        while (threads.getCurrentThreadCpuTime() - start < WORK.toNanos()) {
            Thread.onSpinWait();
        }
    }
}
