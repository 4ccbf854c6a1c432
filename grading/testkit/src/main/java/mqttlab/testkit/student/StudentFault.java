package mqttlab.testkit.student;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mqttlab.testkit.Patience;
import mqttlab.testkit.failure.FailureKind;

/** Something that the student's code did and that no contract allows: the check during which it happened is not passed. */
public abstract sealed class StudentFault extends AssertionError {

    private static final long serialVersionUID = 1L;

    private final FailureKind kind;
    private final transient List<String> frames;

    private StudentFault(FailureKind kind, String message, List<String> frames) {
        super(message);
        this.kind = kind;
        this.frames = List.copyOf(frames);
    }

    public FailureKind kind() {
        return kind;
    }

    /** The student's own stack frames, the innermost first; empty where none is known. */
    public List<String> frames() {
        return frames;
    }

    /**
     * Lets an exception that the contract documents tell, should the suite not have expected it here, where it comes from:
     * see {@link #behind}.
     */
    static <T extends Throwable> T documented(T exception, String call, Failure failure) {
        exception.addSuppressed(of(call, failure.asDocumented()));
        return exception;
    }

    /** The fault that an exception is, or that it comes from. */
    public static Optional<StudentFault> behind(Throwable thrown) {
        return Stream.concat(Stream.of(thrown), Stream.of(thrown.getSuppressed()))
                .filter(StudentFault.class::isInstance)
                .map(StudentFault.class::cast)
                .findFirst();
    }

    /** Whether an exception that the contract documents has a cause, or came from code of which nobody can tell. */
    public static boolean hasCause(Throwable documented) {
        return behind(documented).map(fault -> !(fault instanceof Threw threw) || threw.isCaused).orElse(true);
    }

    /** What an exception means that left the student's code, and that the contract does not document. */
    static StudentFault of(String call, Failure failure) {
        if (failure.type().equals(Unloadable.class.getName())) {
            return new Threw(failure.kind(), failure.message());
        }
        return failure.isFatal()
                ? new Crashed(failure.kind(), call + " ended with " + failure, failure.frames())
                : new Threw(call, failure);
    }

    /** A call ended with an exception that the contract does not document. */
    public static final class Threw extends StudentFault {
        private static final long serialVersionUID = 1L;

        private final boolean isCaused;

        private Threw(FailureKind kind, String what) {
            super(kind, what, List.of());
            isCaused = true;
        }

        Threw(String call, Failure failure) {
            super(failure.kind(), call + " threw " + failure, failure.frames());
            isCaused = !failure.causes().isEmpty();
        }
    }

    /** A call did not return in time. */
    public static final class TimedOut extends StudentFault {
        private static final long serialVersionUID = 1L;

        TimedOut(String call, Duration patience, Stuck stuck) {
            super(stuck.kind(), call + " did not return within " + Patience.text(patience)
                    + (stuck.isForGood() ? ": a deadlock" : ""), stuck.frames());
        }

        TimedOut(FailureKind kind, String what) {
            super(kind, what, List.of());
        }
    }

    /** The student's JVM ended, or is in no state to go on. */
    public static final class Crashed extends StudentFault {
        private static final long serialVersionUID = 1L;

        Crashed(FailureKind kind, String what, List<String> frames) {
            super(kind, what, frames);
        }
    }
}
