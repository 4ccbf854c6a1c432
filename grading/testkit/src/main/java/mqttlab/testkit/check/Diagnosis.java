package mqttlab.testkit.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import mqttlab.testkit.failure.FailureKind;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.student.Failure;
import mqttlab.testkit.student.Stuck;
import mqttlab.testkit.student.StudentFault;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TraceEvent;
import mqttlab.testkit.tap.TraceFailure;
import mqttlab.testkit.tap.TracedPacket;

/**
 * Finds out what kind of failure ended a check. What explains the others comes first: a broker that is gone answers nothing, and
 * a callback that waits for ever delivers nothing.
 *
 * @param reason       the fault or failed assertion
 * @param uncaught     what nobody caught in the student's JVM
 * @param stuck        threads of the student's that hold each other up for good
 * @param brokerIsGone whether the broker is what is judged, and nobody can connect any more
 * @param judgesBroker whether the broker is what is judged
 * @param withStudent  whether code of a student's client was called
 * @param output       what the code under judgement printed
 */
record Diagnosis(Throwable reason, List<Failure> uncaught, Optional<Stuck> stuck, boolean brokerIsGone, boolean judgesBroker,
        boolean withStudent, Trace trace, String output) {

    /** Kinds of which an exception in the broker may be the cause. */
    private static final Set<FailureKind> EXPLAINED_BY_AN_EXCEPTION = Set.of(FailureKind.CONNECTION_CLOSED,
            FailureKind.MISSING_PACKET, FailureKind.BROKER_SILENT);

    FailureKind kind() {
        if (!(reason instanceof AssertionError)) {
            return FailureKind.INFRASTRUCTURE;
        }
        return printed().or(this::gone).or(this::fault).or(this::uncaughtKind).or(() -> stuck.map(Stuck::kind))
                .orElseGet(this::asserted);
    }

    /** What ruins a whole broker, as its JVM words it in a stack trace. */
    private Optional<FailureKind> printed() {
        if (!judgesBroker) {
            return Optional.empty();
        }
        return output.contains("OutOfMemoryError") ? Optional.of(FailureKind.OUT_OF_MEMORY)
                : output.contains("StackOverflowError") ? Optional.of(FailureKind.STACK_OVERFLOW)
                : output.contains("is still to be written") ? Optional.of(FailureKind.NOT_WRITTEN)
                : Optional.empty();
    }

    private Optional<FailureKind> gone() {
        return brokerIsGone ? Optional.of(FailureKind.BROKER_GONE) : Optional.empty();
    }

    private Optional<FailureKind> fault() {
        return reason instanceof StudentFault fault ? Optional.of(fault.kind()) : Optional.empty();
    }

    private Optional<FailureKind> uncaughtKind() {
        return uncaught.stream().map(Failure::kind).findFirst()
                // No method of a contract was called, and so none can have broken its promise.
                .map(kind -> kind == FailureKind.THREW ? FailureKind.UNCAUGHT : kind);
    }

    private FailureKind asserted() {
        FailureKind kind = switch (reason) {
            case CheckDeadline.Missed missed -> FailureKind.GAVE_UP;
            case TraceFailure failure -> orSilent(failure);
            default -> FailureKind.BEHAVIOUR;
        };
        boolean threw = judgesBroker && output.contains("\tat ") && EXPLAINED_BY_AN_EXCEPTION.contains(kind);
        return threw ? FailureKind.STACK_TRACE : kind;
    }

    private FailureKind orSilent(TraceFailure failure) {
        if (failure.kind() != FailureKind.MISSING_PACKET) {
            return failure.kind();
        }
        if (judgesBroker) {
            // The client whom it did not answer may have a trace of its own: see Scene.connectUntraced.
            return sent(Direction.FROM_BROKER, trace.events()) || sent(Direction.FROM_BROKER, failure.history())
                    ? failure.kind() : FailureKind.BROKER_SILENT;
        }
        return sent(Direction.FROM_CLIENT, trace.events()) || !withStudent ? failure.kind() : FailureKind.CLIENT_SILENT;
    }

    private static boolean sent(Direction by, List<TraceEvent> events) {
        return events.stream().anyMatch(event -> event instanceof TracedPacket packet && packet.direction() == by);
    }
}
