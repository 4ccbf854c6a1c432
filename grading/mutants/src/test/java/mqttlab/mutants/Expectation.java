package mqttlab.mutants;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mqttlab.lab.compile.Problem;
import mqttlab.lab.grading.LabResult;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Verdict;

/**
 * What is to come of grading something.
 *
 * @param fails the checks that fail, time out or crash; no others may, and nothing may go wrong with the infrastructure
 */
record Expectation(Set<String> fails, int score) {

    private static final Set<Verdict> ENDED_BADLY =
            Set.of(Verdict.FAILED, Verdict.TIMED_OUT, Verdict.CRASHED, Verdict.INFRASTRUCTURE_ERROR);

    static Expectation everythingPasses(LabResult result) {
        return new Expectation(Set.of(), result.total());
    }

    boolean isMetBy(LabResult result) {
        return result.isConclusive() && failed(result).equals(fails) && result.points() == score;
    }

    /** What a person needs to see why it was not met, and to play the same run again. */
    String account(String submission, LabResult result) {
        return """
                %s, lab %s, on %s, seed %d
                  must fail: %s, and leave %d points
                  failed:    %s, and left %d points
                  verdicts:  %s
                %s%s""".formatted(submission, result.lab().id(), result.broker(), result.seed(),
                new TreeSet<>(fails), score, failed(result), result.points(),
                result.results().stream().map(each -> each.check().id() + " " + each.verdict()).collect(Collectors.joining(", ")),
                result.problems().stream().map(Problem::format).collect(Collectors.joining("\n")),
                result.results().stream().filter(this::isSurprising).map(Expectation::account).collect(Collectors.joining()));
    }

    static Set<String> failed(LabResult result) {
        return result.results().stream().filter(Expectation::hasFailed).map(each -> each.check().id())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean hasFailed(CheckResult result) {
        return ENDED_BADLY.contains(result.verdict());
    }

    private boolean isSurprising(CheckResult result) {
        return hasFailed(result) != fails.contains(result.check().id()) || result.verdict() == Verdict.INFRASTRUCTURE_ERROR;
    }

    private static String account(CheckResult result) {
        return "%n%s is a surprise: %s. %s%n%s%n%s%n%s%n".formatted(result.check().id(), result.verdict(), result.message(),
                String.join("\n", result.evidence().uncaught()), String.join("\n", result.evidence().history()),
                result.evidence().output());
    }
}
