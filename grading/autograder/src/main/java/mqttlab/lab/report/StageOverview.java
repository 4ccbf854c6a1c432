package mqttlab.lab.report;

import java.io.PrintWriter;
import java.util.List;
import java.util.function.UnaryOperator;
import mqttlab.lab.grading.LabResult;
import mqttlab.testkit.check.Verdict;

/**
 * How far somebody is with the broker from scratch: a line a stage, and what to do next.
 *
 * @param styled turns picocli's markup into colour, or into plain text
 */
public record StageOverview(PrintWriter out, UnaryOperator<String> styled) {

    public void write(LabResult result) {
        String mark = !result.isConclusive() ? "@|yellow !|@" : isDone(result) ? "@|green ✓|@" : "@|red ✗|@";
        out.printf("%s %-32s %2d of %2d points%s%n", styled.apply(mark), result.lab().name(), result.points(), result.total(),
                isDone(result) ? "" : "  " + remark(result));
        out.flush();
    }

    private static boolean isDone(LabResult result) {
        return result.points() == result.total();
    }

    private static String remark(LabResult result) {
        if (!result.problems().isEmpty() && result.broker().isEmpty()) {
            return "it does not compile";
        }
        long passed = result.count(Verdict.PASSED);
        return passed + " of " + result.results().size() + " checks passed"
                + result.withOurs().map(both -> ", some with the course's broker around your " + both.yours().called())
                        .orElse("");
    }

    /** The first stage that is not done is the one to work on: each builds on those before. */
    public void writeNext(List<LabResult> results) {
        out.println();
        results.stream().filter(result -> !isDone(result)).findFirst().ifPresentOrElse(
                open -> out.printf("Next: read %s, and run ./lab check %s%n", open.lab().handout(), open.lab().id()),
                () -> out.println("All stages are done. Next: let real clients talk to it, ./lab broker --mine"));
        out.flush();
    }
}
