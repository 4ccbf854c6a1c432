package mqttlab.testkit.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private volatile StudentRun running;

    Programs(Supplier<StudentRun> start) {
        this.start = start;
    }

    StudentRun running() {
        if (running == null) {
            running = start.get();
        }
        return running;
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
