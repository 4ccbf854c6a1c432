package mqttlab.testkit.student;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Where the student's threads stand when a call does not return.
 *
 * @param frames     the student's own stack frames, thread by thread
 * @param deadlocked whether threads wait for each other's monitors or locks
 */
record Stuck(List<String> frames, boolean deadlocked) {

    static final Stuck UNKNOWN = new Stuck(List.of(), false);

    static Stuck now(Predicate<String> isStudents) {
        List<String> frames = new ArrayList<>();
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            List<String> own = Failure.frames(stack, isStudents);
            if (!own.isEmpty()) {
                frames.add("thread \"" + thread.getName() + "\", " + thread.getState().name().toLowerCase().replace('_', ' '));
                frames.addAll(own);
            }
        });
        return new Stuck(frames, ManagementFactory.getThreadMXBean().findDeadlockedThreads() != null);
    }
}
