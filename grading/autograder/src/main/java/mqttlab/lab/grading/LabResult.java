package mqttlab.lab.grading;

import java.util.List;
import java.util.Optional;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.compile.Problem;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Verdict;

/**
 * What came of checking one lab.
 *
 * @param broker   the broker that the checks ran against, with its version; empty if the code did not compile
 * @param because  why it was not a better kind of broker; empty if it was asked for, or is the best
 * @param seed     plays the same run again
 * @param problems what the compiler had to say
 * @param results  one for each check of the lab, in their order, whatever has happened
 * @param withOurs where the checks were run twice, and the results are the better of both: see {@link CourseBroker}
 */
public record LabResult(LabDefinition lab, String broker, String because, long seed, List<Problem> problems,
        List<CheckResult> results, Optional<WithOurs> withOurs) {

    public LabResult(LabDefinition lab, String broker, String because, long seed, List<Problem> problems,
            List<CheckResult> results) {
        this(lab, broker, because, seed, problems, results, Optional.empty());
    }

    LabResult and(WithOurs both) {
        return new LabResult(lab, broker, because, seed, problems, both.better(), Optional.of(both));
    }

    public int points() {
        return WithOurs.points(results);
    }

    /** What can be earned with this broker. */
    public int total() {
        return WithOurs.total(results);
    }

    /** What can be earned with any broker. */
    public int worth() {
        return results.stream().mapToInt(result -> result.check().points()).sum();
    }

    public long count(Verdict verdict) {
        return results.stream().filter(result -> result.verdict() == verdict).count();
    }

    /** Whether the points say something about the student's code, and nothing about missing infrastructure. */
    public boolean isConclusive() {
        return count(Verdict.INFRASTRUCTURE_ERROR) == 0;
    }
}
