package mqttlab.testkit.student;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mqttlab.testkit.failure.FailureKind;

/**
 * An exception of the student's code, as data.
 *
 * @param type    the exception's class name
 * @param message its message, or an empty string
 * @param frames  the student's own stack frames, the innermost first, such as {@code PahoPublisher.java:31 in publish}
 * @param causes  its causes, the nearest first, each with its type and message
 * @param kind    what kind of failure it tells of
 */
public record Failure(String type, String message, List<String> frames, List<String> causes, FailureKind kind) {

    private static final int MOST_FRAMES = 12;
    private static final int LONGEST_MESSAGE = 500;
    private static final int MOST_CAUSES = 3;

    public Failure {
        type = Bounded.text(type);
        message = Bounded.text(message);
        frames = Bounded.texts(frames, MOST_FRAMES);
        causes = Bounded.texts(causes, MOST_CAUSES);
        kind = kind == null ? FailureKind.THREW : kind;
    }

    static Failure of(Throwable thrown, Predicate<String> isStudents) {
        List<String> causes = Stream.iterate(thrown.getCause(), Objects::nonNull, Throwable::getCause)
                .limit(MOST_CAUSES)
                .map(cause -> named(cause.getClass().getName(), message(cause)))
                .toList();
        return new Failure(thrown.getClass().getName(), message(thrown), frames(thrown.getStackTrace(), isStudents), causes,
                Thrown.kind(thrown));
    }

    private static String message(Throwable thrown) {
        String message = thrown.getMessage() == null ? "" : thrown.getMessage();
        return message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "…" : message;
    }

    static List<String> frames(StackTraceElement[] stack, Predicate<String> isStudents) {
        return Stream.of(stack)
                .filter(frame -> isStudents.test(frame.getClassName()))
                .limit(MOST_FRAMES)
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber() + " in " + frame.getMethodName())
                .toList();
    }

    @JsonIgnore
    int length() {
        return type.length() + message.length() + Stream.concat(frames.stream(), causes.stream()).mapToInt(String::length).sum();
    }

    /** Whether a JVM in which this happened cannot be relied on any more. */
    @JsonIgnore
    boolean isFatal() {
        return kind == FailureKind.STACK_OVERFLOW || kind == FailureKind.OUT_OF_MEMORY;
    }

    /** The same, where the contract knows the exception: then it was not wrong to throw it, but to have had to. */
    Failure asDocumented() {
        return kind == FailureKind.THREW || kind == FailureKind.CONNECTION_LOST
                ? new Failure(type, message, frames, causes, FailureKind.NEEDLESS_EXCEPTION) : this;
    }

    /** The type without its package, the message, and the causes. */
    @Override
    public String toString() {
        return String.join(", caused by ", Stream.concat(Stream.of(named(type, message)), causes.stream()).toList());
    }

    private static String named(String type, String message) {
        String name = type.substring(type.lastIndexOf('.') + 1);
        return message.isEmpty() ? name : name + ": " + message;
    }
}
