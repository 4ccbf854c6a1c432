package mqttlab.lab.grading;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import mqttlab.lab.checkout.Manifest.Yours;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Verdict;

/**
 * Checks that were run twice: on a student's own broker, and on the course's with a class of the student's in it.
 *
 * @param yours what the class does there
 * @param own   all checks, on the student's own
 * @param ours  those that the class decides, on the course's
 */
public record WithOurs(Yours yours, List<CheckResult> own, List<CheckResult> ours) {

    public static int points(List<CheckResult> results) {
        return results.stream().mapToInt(CheckResult::points).sum();
    }

    public static int total(List<CheckResult> results) {
        return results.stream().filter(result -> !result.isExcused()).mapToInt(result -> result.check().points()).sum();
    }

    static WithOurs of(Yours yours, List<CheckResult> own, List<CheckResult> ours) {
        String threw = yours.contract().substring(yours.contract().lastIndexOf('.') + 1) + ".";
        return new WithOurs(yours, own, ours.stream().map(each -> explained(each, threw)).toList());
    }

    /** What the class threw says more than what a client missed afterwards. */
    private static CheckResult explained(CheckResult result, String begin) {
        String threw = result.evidence().output().lines().filter(line -> line.startsWith(begin)).map(line -> line + "\n")
                .collect(Collectors.joining());
        return result.verdict() == Verdict.PASSED || threw.isEmpty() ? result
                : new CheckResult(result.check(), result.verdict(), threw + result.message(), result.evidence(), result.took());
    }

    /** What the class can win back: a part of a broker is not a broker, and never earns all that one does. */
    public int most() {
        return (total(own) - points(own)) / 2;
    }

    /** What the class does win back. */
    public int wonBack() {
        return points(better()) - points(own);
    }

    /**
     * What counts: of each check, the better, as long as no more than {@link #most()} is won back so. Nothing is lost where the
     * second run was prevented by something of ours.
     */
    List<CheckResult> better() {
        Map<String, CheckResult> second = ours.stream().collect(Collectors.toMap(each -> each.check().id(), Function.identity()));
        Set<String> wonBack = wonBack(second);
        return own.stream().map(each -> better(each, second.getOrDefault(each.check().id(), each), wonBack)).toList();
    }

    /** Ids of checks, in their order. */
    private Set<String> wonBack(Map<String, CheckResult> second) {
        Set<String> found = new HashSet<>();
        int left = most();
        for (CheckResult each : own) {
            boolean wins = each.verdict() != Verdict.PASSED && second.containsKey(each.check().id())
                    && second.get(each.check().id()).verdict() == Verdict.PASSED;
            if (wins && each.check().points() <= left) {
                left -= each.check().points();
                found.add(each.check().id());
            }
        }
        return found;
    }

    private CheckResult better(CheckResult own, CheckResult ours, Set<String> wonBack) {
        if (own.verdict() == Verdict.PASSED || ours.verdict() == Verdict.PASSED && !wonBack.contains(own.check().id())) {
            return own;
        }
        return switch (ours.verdict()) {
            case PASSED -> new CheckResult(own.check(), Verdict.PASSED, "passed with the course's broker around your "
                    + yours.called() + "; on your own: " + own.verdict() + ", " + own.message(), own.evidence(),
                    own.took().plus(ours.took()));
            case INFRASTRUCTURE_ERROR -> ours;
            case NOT_RUN -> own;
            case FAILED, TIMED_OUT, CRASHED -> own.verdict() != Verdict.NOT_RUN ? own
                    : new CheckResult(own.check(), ours.verdict(), "with the course's broker around your "
                            + yours.called() + ": " + ours.message(), ours.evidence(), ours.took());
        };
    }

    /** What was lost on a student's own broker, or not run there, and is won back: together {@link #wonBack()} points. */
    public List<CheckResult> saved() {
        Set<String> passed = better().stream().filter(each -> each.verdict() == Verdict.PASSED).map(each -> each.check().id())
                .collect(Collectors.toSet());
        return own.stream().filter(each -> each.verdict() != Verdict.PASSED && passed.contains(each.check().id())).toList();
    }

    private static boolean wasLost(CheckResult result) {
        return result.verdict() != Verdict.PASSED && result.verdict() != Verdict.NOT_RUN;
    }

    /** What went wrong with the class in the course's broker, and otherwise, or not at all, on the student's own. */
    public List<CheckResult> otherFailures() {
        return ours.stream().filter(WithOurs::wasLost)
                .filter(each -> own.stream().noneMatch(first -> first.check().id().equals(each.check().id())
                        // What was not run at first is among the results already.
                        && (first.verdict() == Verdict.NOT_RUN || first.message().equals(each.message()))))
                .toList();
    }
}
