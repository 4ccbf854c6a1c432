package mqttlab.testkit.check;

import java.time.Duration;

/**
 * A check and what became of it.
 *
 * @param message  what went wrong, in a sentence or two; empty if it passed
 * @param evidence what was seen; {@link Evidence#NONE} if it passed
 */
public record CheckResult(Check check, Verdict verdict, String message, Evidence evidence, Duration took) {

    /** The points that the check earns. */
    public int points() {
        return verdict == Verdict.PASSED ? check.points() : 0;
    }
}
