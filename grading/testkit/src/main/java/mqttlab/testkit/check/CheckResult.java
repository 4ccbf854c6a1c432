package mqttlab.testkit.check;

import java.time.Duration;
import mqttlab.testkit.failure.FailureKind;

/**
 * A check and what became of it.
 *
 * @param message  what went wrong, in a sentence or two; empty if it passed at once
 * @param evidence what was seen; {@link Evidence#NONE} if it passed at once
 */
public record CheckResult(Check check, Verdict verdict, String message, Evidence evidence, Duration took) {

    /** The message of a check that was not run as it asks for more than the embedded broker can do. */
    public static final String NEEDS_MOSQUITTO = "needs Mosquitto";

    /** What to try after this failure, besides the check's own hint; may be empty. */
    public String advice() {
        return kind().advice();
    }

    /** The check's hint, where it is about this failure; otherwise empty. */
    public String hint() {
        return kind().hintFits() ? check.hint() : "";
    }

    private FailureKind kind() {
        return switch (verdict) {
            case INFRASTRUCTURE_ERROR -> FailureKind.INFRASTRUCTURE;
            // Tried again, it may have passed in spite of what was seen at first.
            case PASSED -> FailureKind.NONE;
            default -> evidence.kind();
        };
    }

    /** Whether it was not run as the broker lacks what it asks for: that is held against nobody. */
    public boolean isExcused() {
        return verdict == Verdict.NOT_RUN && message.equals(NEEDS_MOSQUITTO);
    }

    /** The points that the check earns. */
    public int points() {
        return verdict == Verdict.PASSED ? check.points() : 0;
    }
}
