package mqttlab.testkit.check;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.testkit.student.Failure;
import mqttlab.testkit.student.StudentRun;
import mqttlab.testkit.student.Stuck;

/** The student's program in a check: started when it is needed, perhaps killed, and then another one is started. */
final class Programs {

    private final Supplier<StudentRun> start;
    private final List<StudentRun> killed = new CopyOnWriteArrayList<>();
    private final ReentrantLock starting = new ReentrantLock();
    private final Set<Integer> ports = new HashSet<>();
    private volatile StudentRun running;

    Programs(Supplier<StudentRun> start) {
        this.start = start;
    }

    /** Whoever asks, also at once, gets the same, with its ports open. */
    StudentRun running() {
        starting.lock();
        try {
            if (running == null) {
                StudentRun started = start.get();
                running = started;
                ports.forEach(started::openPort);
            }
            return running;
        } finally {
            starting.unlock();
        }
    }

    /** @param open whether the program, and each that is started later, can connect to it */
    void setPort(int port, boolean open) {
        starting.lock();
        try {
            if (open ? ports.add(port) : ports.remove(port)) {
                Optional.ofNullable(running).ifPresent(open ? run -> run.openPort(port) : run -> run.shutPort(port));
            }
        } finally {
            starting.unlock();
        }
    }

    void kill() {
        StudentRun run = running;
        if (run != null) {
            killed.add(run);
            running = null;
            run.close();
        }
    }

    private Stream<StudentRun> all() {
        return Stream.concat(killed.stream(), Stream.ofNullable(running));
    }

    private <T> Optional<T> now(Function<StudentRun, T> question) {
        return Optional.ofNullable(running).map(question);
    }

    boolean areThere() {
        return all().findAny().isPresent();
    }

    boolean areFresh() {
        return all().allMatch(StudentRun::isFresh);
    }

    String output() {
        return all().map(StudentRun::output).collect(Collectors.joining());
    }

    List<Failure> uncaught() {
        return all().flatMap(each -> each.uncaught().stream()).toList();
    }

    List<String> stillRunning(Duration patience) {
        return now(each -> each.stillRunning(patience)).orElse(List.of());
    }

    Optional<Stuck> stuckForGood() {
        return now(StudentRun::stuck).filter(Stuck::isForGood);
    }

    Optional<Duration> processorTime() {
        return now(StudentRun::processorTime).flatMap(each -> each);
    }

    /** Ends it, but lets another check have its JVM. */
    void release() {
        Optional.ofNullable(running).ifPresent(StudentRun::release);
    }
}
