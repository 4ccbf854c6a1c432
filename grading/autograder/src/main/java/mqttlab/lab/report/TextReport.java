package mqttlab.lab.report;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.lab.compile.Problem;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.grading.WithOurs;
import mqttlab.testkit.Count;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Verdict;

/**
 * A result as a student reads it in a terminal: a line a check, then each failure with what was expected, what happened and
 * what to try, then the total and what to do next.
 *
 * @param styled turns picocli's markup into colour, or into plain text
 * @param again  the command that runs these checks again, such as {@code ./lab check 01}; it takes {@code --only} and
 *               {@code --seed}
 */
public record TextReport(PrintWriter out, UnaryOperator<String> styled, String again) {

    private static final int MOST_PRINTED = 20;
    private static final Pattern NAMES_CHECKS = Pattern.compile("depends on |see ");
    private static final Pattern WORD = Pattern.compile("\\w+");

    public void write(LabResult result) {
        out.println(result.lab().heading());
        if (!result.broker().isEmpty()) {
            out.printf("Broker: %s%s%n", result.broker(), result.because().isEmpty() ? "" : ", because: " + result.because());
        }
        out.println();
        if (couldNotBeRun(result)) {
            writeProblems(result);
            return;
        }
        result.problems().stream().map(Problem::format).forEach(out::println);
        writeOverview(result.results());
        result.results().stream().filter(TextReport::isExplained).forEach(each -> writeFailure(each, result.seed()));
        writeTotal(result);
        writeClauses(result);
        out.flush();
    }

    /** How to look up what the reports above name; once, with the first of them. */
    private void writeClauses(LabResult result) {
        result.results().stream().filter(TextReport::isExplained).flatMap(each -> each.check().clauses().stream()).findFirst()
                .ifPresent(clause -> out.printf("./lab explain %s says what the standard demands there.%n", clause));
    }

    private static boolean couldNotBeRun(LabResult result) {
        return result.problems().stream().anyMatch(each -> each.kind() == Problem.Kind.ERROR);
    }

    /** Last, where the eye is, and without a list of all that was not run. */
    private void writeProblems(LabResult result) {
        out.println(total(result));
        out.println();
        result.problems().stream().map(Problem::format).forEach(out::println);
        Problem first = result.problems().stream().filter(each -> each.kind() == Problem.Kind.ERROR).findFirst().orElseThrow();
        out.printf("%nNext: mend what the compiler says above%s; nothing could be run.%n",
                first.file().isEmpty() ? "" : ", beginning with " + first.place());
        out.flush();
    }

    private void writeOverview(List<CheckResult> results) {
        String suite = "";
        for (CheckResult result : results) {
            if (!result.check().suite().equals(suite)) {
                suite = result.check().suite();
                out.println(bold(suite));
            }
            out.printf("  %s %d/%d  %s%s%n", mark(result.verdict()), result.points(), result.check().points(),
                    result.check().title(), aside(result));
        }
        results.stream()
                .filter(result -> result.verdict() == Verdict.NOT_RUN)
                .collect(Collectors.groupingBy(result -> withTitles(result, results), LinkedHashMap::new, Collectors.counting()))
                .forEach((reason, count) -> out.printf("  · not run: %d, reason: %s%n", count, reason));
        out.println();
    }

    /** Its message; checks that are named there as the reason why it was not run are called as they are in the list. */
    private static String withTitles(CheckResult result, List<CheckResult> all) {
        if (result.verdict() != Verdict.NOT_RUN || !NAMES_CHECKS.matcher(result.message()).lookingAt()) {
            return result.message();
        }
        Map<String, String> titles = all.stream().map(CheckResult::check).collect(Collectors.toMap(Check::id, Check::title));
        return WORD.matcher(result.message()).replaceAll(word -> Matcher.quoteReplacement(
                titles.containsKey(word.group()) ? '"' + titles.get(word.group()) + '"' : word.group()));
    }

    private String mark(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> styled.apply("@|green ✓|@");
            case FAILED, TIMED_OUT, CRASHED -> styled.apply("@|red ✗|@");
            case NOT_RUN -> "·";
            case INFRASTRUCTURE_ERROR -> styled.apply("@|yellow !|@");
        };
    }

    private static String aside(CheckResult result) {
        return switch (result.verdict()) {
            case PASSED, FAILED -> "";
            case TIMED_OUT, CRASHED, INFRASTRUCTURE_ERROR -> " (" + result.verdict() + ")";
            case NOT_RUN -> " (not run)";
        };
    }

    private static boolean isExplained(CheckResult result) {
        return result.verdict() != Verdict.PASSED && result.verdict() != Verdict.NOT_RUN;
    }

    private void writeFailure(CheckResult result, long seed) {
        Check check = result.check();
        out.printf("%s %s%n", mark(result.verdict()), bold(check.title()));
        indent(result.message().lines().toList());
        writeList("In your code:", result.evidence().frames());
        writeList("Exceptions:", result.evidence().uncaught());
        writeList("What happened:", result.evidence().history());
        writeList("Your code printed:", shortened(result.evidence().output().strip().lines().toList()));
        out.println();
        if (!check.clauses().isEmpty()) {
            out.printf("    Standard: [%s]%n", String.join("], [", check.clauses()));
        }
        if (!check.reason().isEmpty()) {
            out.println(Wrapped.text("    Why:      ", check.reason()));
        }
        if (!result.advice().isEmpty()) {
            out.println(Wrapped.text("    Advice:   ", result.advice()));
        }
        if (!result.hint().isEmpty()) {
            out.println(Wrapped.text("    Hint:     ", result.hint()));
        }
        out.printf("    Again:    %s --only %s --seed %d%n%n", again, check.id(), seed);
    }

    private static List<String> shortened(List<String> lines) {
        return lines.size() <= MOST_PRINTED ? lines : Stream.concat(lines.stream().limit(MOST_PRINTED),
                Stream.of("... and %s more".formatted(Count.of(lines.size() - MOST_PRINTED, "line")))).toList();
    }

    private void writeList(String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println();
            out.println("    " + heading);
            lines.forEach(line -> out.println("      " + Printable.line(line)));
        }
    }

    private void indent(List<String> lines) {
        lines.forEach(line -> out.println("    " + Printable.line(line)));
    }

    private void writeTotal(LabResult result) {
        out.println(total(result));
        result.withOurs().ifPresent(both -> writeBoth(both, result.seed()));
        if (!result.isConclusive()) {
            out.println("Next: this says nothing about your code yet. ./lab doctor tells what this machine lacks.");
            return;
        }
        if (result.worth() > result.total()) {
            out.printf("%s more can be earned with Mosquitto: ./lab doctor says how to get it.%n",
                    Count.of(result.worth() - result.total(), "point"));
        }
        if (result.points() < result.total()) {
            result.results().stream().filter(TextReport::isExplained).findFirst().ifPresentOrElse(
                    first -> out.printf("Next: %s. %s is above.%n", first.check().title(),
                            first.hint().isEmpty() ? "What to try" : "Its hint"),
                    () -> out.println("Next: what your own broker lacks; it is said above."));
        }
    }

    private String total(LabResult result) {
        return bold("%d of %d points".formatted(result.points(), result.total()));
    }

    private void writeBoth(WithOurs both, long seed) {
        out.printf("On your own: %d of %d points%n", WithOurs.points(both.own()), WithOurs.total(both.own()));
        out.printf("With the course's broker around your %s: %d of %d points%s%n", both.yours().called(),
                WithOurs.points(both.ours()), WithOurs.total(both.ours()),
                both.ours().size() == both.own().size() ? "" : "; the other checks are not about them");
        out.printf("Your %s win back %d points: at most %d, half of those that your own broker loses.%n", both.yours().called(),
                both.wonBack(), both.most());
        out.println();
        both.saved().forEach(each -> {
            out.printf("%s +%d  %s, but on your own%s:%n", mark(Verdict.PASSED), each.check().points(), each.check().title(),
                    aside(each));
            indent(withTitles(each, both.own()).lines().toList());
            out.println();
        });
        both.otherFailures().forEach(each -> writeFailure(each, seed));
    }

    private String bold(String text) {
        return styled.apply("@|bold %s|@".formatted(text.replace("|@", "| @")));
    }
}
