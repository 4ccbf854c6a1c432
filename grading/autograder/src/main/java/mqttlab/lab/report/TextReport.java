package mqttlab.lab.report;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.lab.compile.Problem;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.grading.WithOurs;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Verdict;

/**
 * A result as a student reads it in a terminal: a line a check, then each failure with what was expected, what happened and
 * what to try, then the total and what to do next.
 *
 * @param styled turns picocli's markup into colour, or into plain text
 * @param again  the command that runs these checks again, such as {@code ./lab check 01}
 */
public record TextReport(PrintWriter out, UnaryOperator<String> styled, String again) {

    private static final int WIDTH = 100;
    private static final int MOST_PRINTED = 20;

    public void write(LabResult result) {
        out.println(result.lab().heading());
        if (!result.broker().isEmpty()) {
            out.printf("Broker: %s%s%n", result.broker(), result.because().isEmpty() ? "" : ", because: " + result.because());
        }
        out.println();
        result.problems().stream().map(Problem::format).forEach(out::println);
        writeOverview(result.results());
        result.results().stream().filter(TextReport::isExplained).forEach(each -> writeFailure(each, result.seed()));
        writeTotal(result);
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
                .collect(Collectors.groupingBy(CheckResult::message, LinkedHashMap::new, Collectors.counting()))
                .forEach((reason, count) -> out.printf("  · not run: %d, reason: %s%n", count, reason));
        out.println();
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
            out.println(wrapped("    Why:      ", check.reason()));
        }
        out.println(wrapped("    Hint:     ", check.hint()));
        out.printf("    Again:    %s --only %s --seed %d%n%n", again, check.id(), seed);
    }

    private static List<String> shortened(List<String> lines) {
        return lines.size() <= MOST_PRINTED ? lines : Stream.concat(lines.stream().limit(MOST_PRINTED),
                Stream.of("... and %d lines more".formatted(lines.size() - MOST_PRINTED))).toList();
    }

    private void writeList(String heading, List<String> lines) {
        if (!lines.isEmpty()) {
            out.println();
            out.println("    " + heading);
            lines.forEach(line -> out.println("      " + Printable.line(line)));
        }
    }

    /** Lines of a width that is easy to read, those after the first under the beginning of the text. */
    private static String wrapped(String label, String text) {
        StringBuilder lines = new StringBuilder(label);
        int column = label.length();
        for (String word : text.split(" ")) {
            if (column + word.length() > WIDTH) {
                lines.setCharAt(lines.length() - 1, '\n');
                lines.append(" ".repeat(label.length()));
                column = label.length();
            }
            lines.append(word).append(' ');
            column += word.length() + 1;
        }
        return lines.toString().stripTrailing();
    }

    private void indent(List<String> lines) {
        lines.forEach(line -> out.println("    " + Printable.line(line)));
    }

    private void writeTotal(LabResult result) {
        out.println(bold("%d of %d points".formatted(result.points(), result.total())));
        result.withOurs().ifPresent(both -> writeBoth(both, result.seed()));
        if (!result.problems().isEmpty() && result.broker().isEmpty()) {
            out.println("Next: mend what the compiler says above; nothing could be run.");
        } else if (!result.isConclusive()) {
            out.println("Next: this says nothing about your code yet. ./lab doctor tells what this machine lacks.");
        } else if (result.points() < result.total()) {
            result.results().stream().filter(TextReport::isExplained).findFirst().ifPresentOrElse(
                    first -> out.printf("Next: %s. Its hint is above.%n", first.check().title()),
                    () -> out.println("Next: what your own broker lacks; it is said above."));
        }
    }

    private void writeBoth(WithOurs both, long seed) {
        out.printf("On your own: %d of %d points%n", WithOurs.points(both.own()), WithOurs.total(both.own()));
        out.printf("With the course's broker around your %s: %d of %d points%s%n", both.yours().called(),
                WithOurs.points(both.ours()), WithOurs.total(both.ours()),
                both.ours().size() == both.own().size() ? "" : "; the other checks are not about them");
        out.println("Of each check, the better verdict counts.");
        out.println();
        both.saved().forEach(each -> {
            out.printf("%s %s, but on your own%s:%n", mark(Verdict.PASSED), each.check().title(), aside(each));
            indent(each.message().lines().toList());
            out.println();
        });
        both.otherFailures().forEach(each -> writeFailure(each, seed));
    }

    private String bold(String text) {
        return styled.apply("@|bold %s|@".formatted(text.replace("|@", "| @")));
    }
}
