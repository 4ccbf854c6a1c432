package mqttlab.mutants;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    String account(String submission, String kind, LabResult result) {
        Stream<String> summary = Stream.of(
                "%s, lab %s, on the broker %s, seed %d".formatted(submission, result.lab().id(), kind, result.seed()),
                "  must fail: %s, and leave %d points".formatted(new TreeSet<>(fails), score),
                "  failed:    %s, and left %d points".formatted(failed(result), result.points()),
                "  verdicts:  " + result.results().stream()
                        .map(each -> each.check().id() + " " + each.verdict()).collect(Collectors.joining(", ")));
        Stream<String> problems = result.problems().stream().map(Problem::format);
        Stream<String> surprises = result.results().stream().filter(this::isSurprising).flatMap(Expectation::account);
        return Stream.of(summary, problems, surprises).flatMap(lines -> lines).collect(Collectors.joining("\n"));
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

    private static Stream<String> account(CheckResult result) {
        return Stream.of(
                        Stream.of("", "The surprise is %s: %s. %s".formatted(result.check().id(), result.verdict(), result.message())),
                        result.evidence().frames().stream(), result.evidence().uncaught().stream(),
                        result.evidence().history().stream(), result.evidence().output().lines())
                .flatMap(lines -> lines);
    }
}
