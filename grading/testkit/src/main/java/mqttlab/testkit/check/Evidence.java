package mqttlab.testkit.check;

import java.util.List;
import mqttlab.testkit.failure.FailureKind;

/**
 * What was seen when a check was not passed.
 *
 * @param history  the numbered history of calls and packets, a line each, the event concerned marked
 * @param frames   where in the student's code it happened, the innermost first; empty where that is unknown
 * @param uncaught exceptions that nobody caught, with their frames, a line each
 * @param output   what the student's code printed, capped
 * @param kind     what kind of failure it is
 */
public record Evidence(List<String> history, List<String> frames, List<String> uncaught, String output, FailureKind kind) {

    public static final Evidence NONE = of(FailureKind.NONE);

    /** Where nothing was seen but the failure itself. */
    public static Evidence of(FailureKind kind) {
        return new Evidence(List.of(), List.of(), List.of(), "", kind);
    }
}
