package mqttlab.lab.grading;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.CheckRun;
import mqttlab.testkit.check.Evidence;
import mqttlab.testkit.check.Verdict;

/** A lab and all its checks, known before anything runs: whatever becomes of a submission, its total is the same. */
public record Checklist(LabDefinition lab, List<Check> checks) {

    /** @throws InfrastructureException if the lab has no checks */
    public static Checklist of(LabDefinition lab) {
        return new Checklist(lab, new CheckRun(lab.suite(), Set.of()).checks());
    }

    /** The result when nothing could be run, for the same reason everywhere. */
    LabResult all(Verdict verdict, String why, long seed) {
        return new LabResult(lab, "", "", seed, List.of(), checks.stream()
                .map(check -> new CheckResult(check, verdict, why, Evidence.NONE, Duration.ZERO))
                .toList());
    }
}
