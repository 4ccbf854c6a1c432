package mqttlab.lab.grading;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.CheckRun;
import mqttlab.testkit.check.Evidence;
import mqttlab.testkit.check.Verdict;

/**
 * A lab and all its checks, known before anything runs: whatever becomes of a submission, its total is the same.
 *
 * @param ours for all submissions: tried with a part of a student's code where their own broker loses points
 */
public record Checklist(LabDefinition lab, List<Check> checks, Optional<CourseBroker> ours) {

    /** @throws InfrastructureException if the lab has no checks */
    public static Checklist of(Checkout checkout, LabDefinition lab) {
        return new Checklist(lab, new CheckRun(lab.suite(), Set.of()).checks(), CourseBroker.of(checkout, lab));
    }

    public int points() {
        return checks.stream().mapToInt(Check::points).sum();
    }

    /** The result when nothing could be run, for the same reason everywhere. */
    LabResult all(Verdict verdict, String why, long seed) {
        return new LabResult(lab, "", "", seed, List.of(), checks.stream()
                .map(check -> new CheckResult(check, verdict, why, Evidence.NONE, Duration.ZERO))
                .toList());
    }
}
