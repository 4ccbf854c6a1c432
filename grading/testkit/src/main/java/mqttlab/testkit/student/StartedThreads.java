package mqttlab.testkit.student;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Stream;

/** The threads that a student's code, or a library on its behalf, has started, and that keep a program from ending. */
final class StartedThreads {

    private Set<Thread> before = running();

    /** In this thread a call is performed. It is no daemon, like the main thread of a program: what it starts is none, either. */
    private static final class CallThread extends Thread {
        CallThread(Runnable call) {
            super(call, "call");
            setDaemon(false);
        }
    }

    static Thread forCall(Runnable call, ClassLoader students) {
        Thread thread = new CallThread(call);
        thread.setContextClassLoader(students);
        return thread;
    }

    /** From now on, only those count that are started later. */
    void forget() {
        before = running();
    }

    /** Waits until they have ended, but not for longer, and gives the names of those that are left. */
    String[] awaitEnd(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        for (Thread thread : started().toList()) {
            thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
        return started().map(Thread::getName).sorted().toArray(String[]::new);
    }

    private Stream<Thread> started() {
        return running().stream().filter(thread -> !before.contains(thread));
    }

    private static Set<Thread> running() {
        return Set.copyOf(Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon() && !(thread instanceof CallThread))
                .toList());
    }
}
