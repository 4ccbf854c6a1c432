package mqttlab.testkit.student;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mqttlab.testkit.failure.FailureKind;

/**
 * Where the student's threads stand when a call does not return, or when something has not come.
 *
 * @param frames the student's own stack frames, thread by thread
 * @param kind   what it looks like: they wait for each other, or in a callback of Paho, or run in circles, or just wait
 */
public record Stuck(List<String> frames, FailureKind kind) {

    static final Stuck UNKNOWN = new Stuck(List.of(), FailureKind.STUCK);

    /** The class whose thread calls Paho's callbacks, and the methods in which Paho waits for an answer. */
    private static final String CALLBACKS = ".CommsCallback";
    private static final String TOKEN = ".Token";
    private static final Set<String> WAITS = Set.of("waitForCompletion", "waitForResponse", "waitUntilSent");

    private static final int MOST_FRAMES = 400;

    public Stuck {
        frames = Bounded.texts(frames, MOST_FRAMES);
        kind = kind == null ? FailureKind.STUCK : kind;
    }

    static Stuck now(Predicate<String> isStudents) {
        Map<Thread, StackTraceElement[]> all = Thread.getAllStackTraces();
        List<String> frames = new ArrayList<>();
        List<FailureKind> kinds = new ArrayList<>();
        all.forEach((thread, stack) -> {
            List<String> own = Failure.frames(stack, isStudents);
            if (!own.isEmpty()) {
                frames.add("thread \"" + thread.getName() + "\", "
                        + thread.getState().name().toLowerCase(Locale.ROOT).replace('_', ' '));
                frames.addAll(own);
                kinds.add(kind(thread.getState(), stack));
            }
        });
        boolean deadlocked = ManagementFactory.getThreadMXBean().findDeadlockedThreads() != null;
        return new Stuck(frames, worst(kinds, deadlocked));
    }

    private static FailureKind worst(List<FailureKind> kinds, boolean deadlocked) {
        return kinds.contains(FailureKind.CALLBACK_WAITS) ? FailureKind.CALLBACK_WAITS
                : deadlocked ? FailureKind.DEADLOCK
                : kinds.contains(FailureKind.ENDLESS_LOOP) ? FailureKind.ENDLESS_LOOP
                : FailureKind.STUCK;
    }

    /** A thread that reads from a socket is said to be runnable, too: it stands in a native method. */
    static FailureKind kind(Thread.State state, StackTraceElement... stack) {
        if (isInCallback(stack) && Stream.of(stack).anyMatch(Stuck::isPahosWait)) {
            return FailureKind.CALLBACK_WAITS;
        }
        return state == Thread.State.RUNNABLE && !stack[0].isNativeMethod() ? FailureKind.ENDLESS_LOOP : FailureKind.STUCK;
    }

    /** Whether a stack begins in the thread in which Paho calls back. */
    static boolean isInCallback(StackTraceElement... stack) {
        return Stream.of(stack).anyMatch(frame -> frame.getClassName().endsWith(CALLBACKS));
    }

    private static boolean isPahosWait(StackTraceElement frame) {
        return frame.getClassName().endsWith(TOKEN) && WAITS.contains(frame.getMethodName());
    }

    /** Whether threads hold each other up for good, so that something that has not come will never come. */
    @JsonIgnore
    public boolean isForGood() {
        return kind == FailureKind.CALLBACK_WAITS || kind == FailureKind.DEADLOCK;
    }
}
