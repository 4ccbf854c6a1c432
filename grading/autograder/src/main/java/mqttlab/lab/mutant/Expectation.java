package mqttlab.lab.mutant;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mqttlab.lab.compile.Problem;
import mqttlab.lab.grading.LabResult;
import mqttlab.testkit.Count;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Verdict;

/**
 * What the checks are to make of somebody's code.
 *
 * @param fails the checks that fail, time out or crash; no others may, and nothing may go wrong with the infrastructure
 */
public record Expectation(Set<String> fails, int score) {

    private static final Set<Verdict> ENDED_BADLY =
            Set.of(Verdict.FAILED, Verdict.TIMED_OUT, Verdict.CRASHED, Verdict.INFRASTRUCTURE_ERROR);

    public static Expectation of(Mutant mutant) {
        return new Expectation(mutant.fails(), mutant.score());
    }

    /** Of code that is right. */
    public static Expectation everything(LabResult result) {
        return new Expectation(Set.of(), result.worth());
    }

    /** What is not as it was to be, a sentence each; empty if all is. */
    public List<String> surprises(LabResult result) {
        if (result.problems().stream().anyMatch(each -> each.kind() == Problem.Kind.ERROR)) {
            return List.of("it does not compile: " + result.problems().getFirst().format());
        }
        List<String> surprises = new ArrayList<>();
        if (!fails.isEmpty() && result.results().stream().allMatch(each -> each.verdict() == Verdict.PASSED)) {
            surprises.add("survives: everything passes");
        }
        result.results().forEach(each -> {
            boolean failed = ENDED_BADLY.contains(each.verdict());
            if (each.verdict() == Verdict.INFRASTRUCTURE_ERROR) {
                surprises.add(name(each) + " could not be judged: " + each.message());
            } else if (failed && !isToFail(each)) {
                surprises.add(name(each) + " " + each.verdict() + " and was not to");
            } else if (!failed && isToFail(each) && !each.isExcused()) {
                surprises.add(name(each) + " was to fail and "
                        + (each.verdict() == Verdict.PASSED ? "passed" : "was " + each.verdict()));
            }
        });
        int left = score - excused(result) + spared(result);
        if (result.points() != left) {
            surprises.add("%s %s to be left, and %d are".formatted(Count.of(left, "point"), left == 1 ? "was" : "were",
                    result.points()));
        }
        return surprises;
    }

    /** The points of checks that this broker cannot judge, and that would not be lost. */
    private int excused(LabResult result) {
        return result.results().stream().filter(each -> each.isExcused() && !isLost(each.check(), result)).mapToInt(
                each -> each.check().points()).sum();
    }

    private boolean isLost(Check check, LabResult result) {
        return fails.contains(check.id()) || result.results().stream().map(CheckResult::check)
                .filter(other -> check.dependsOn().contains(other.id())).anyMatch(other -> isLost(other, result));
    }

    /** The points of checks that depend on one which fails, and are run all the same, as this broker cannot judge that one. */
    private int spared(LabResult result) {
        return result.results().stream()
                .filter(each -> !each.isExcused() && isLost(each.check(), result) && !isLostHere(each, result))
                .mapToInt(each -> each.check().points()).sum();
    }

    private boolean isLostHere(CheckResult check, LabResult result) {
        return !check.isExcused() && (isToFail(check)
                || result.results().stream().filter(other -> check.check().dependsOn().contains(other.check().id()))
                        .anyMatch(other -> isLostHere(other, result)));
    }

    private boolean isToFail(CheckResult result) {
        return fails.contains(result.check().id());
    }

    private static String name(CheckResult result) {
        return result.check().id();
    }
}
