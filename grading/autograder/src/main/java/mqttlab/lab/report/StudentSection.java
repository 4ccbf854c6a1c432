package mqttlab.lab.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.lab.compile.Problem;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.grading.Note;
import mqttlab.lab.grading.StudentResult;
import mqttlab.lab.standard.Clause;
import mqttlab.lab.standard.Standard;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Verdict;

/** What the page shows of a student: strings that are safe to show, in the order in which they appear. */
record StudentSection(String anchor, String name, List<LabSection> labs, List<String> ignored, int alsoIgnored) {

    private static final int MOST_IGNORED = 40;

    static StudentSection of(String anchor, StudentResult result) {
        return new StudentSection(anchor, Printable.line(result.student()), result.labs().stream().map(LabSection::of).toList(),
                result.ignored().stream().limit(MOST_IGNORED).map(Printable::line).toList(),
                Math.max(0, result.ignored().size() - MOST_IGNORED));
    }

    /** @param points a dash where they are not known */
    record LabSection(String id, String heading, String points, int total, String note, String counts, String broker, long seed,
            String problems, List<Row> rows) {

        static LabSection of(LabResult lab) {
            boolean anyWasRun = lab.count(Verdict.NOT_RUN) < lab.results().size();
            return new LabSection(lab.lab().id(), lab.lab().heading(), lab.isConclusive() ? "" + lab.points() : "–", lab.total(),
                    Printable.line(Note.of(lab)), counts(lab), lab.broker(), lab.seed(),
                    lines(lab.problems().stream().map(Problem::format).flatMap(String::lines)),
                    lab.results().stream().map(each -> Row.of(each, anyWasRun)).toList());
        }

        private static String counts(LabResult lab) {
            return Stream.of(Verdict.values())
                    .filter(verdict -> lab.count(verdict) > 0)
                    .map(verdict -> lab.count(verdict) + " " + verdict)
                    .collect(Collectors.joining(", "));
        }
    }

    /** A clause, and where the standard has it. */
    record ClauseLink(String id, String url) {

        static ClauseLink of(String id) {
            return new ClauseLink(id, Clause.of(id).map(Clause::url).orElse(Standard.PAGE));
        }
    }

    /**
     * A check.
     *
     * @param aside why it was not run, where others were
     * @param lost  whether it was run and not passed, and what follows has something to say
     */
    record Row(String kind, String verdict, int points, int of, String title, String aside, boolean lost, String message,
            String frames, String uncaught, List<HistoryLine> history, String output, List<ClauseLink> clauses, String reason,
            String advice, String hint) {

        static Row of(CheckResult result, boolean othersWereRun) {
            Check check = result.check();
            boolean lost = result.verdict() != Verdict.PASSED && result.verdict() != Verdict.NOT_RUN;
            return new Row(result.verdict().name().toLowerCase(Locale.ROOT).replace('_', '-'), result.verdict().toString(),
                    result.points(), check.points(), check.title(),
                    result.verdict() == Verdict.NOT_RUN && othersWereRun ? Printable.line(result.message()) : "", lost,
                    lines(result.message().lines()), lines(result.evidence().frames().stream()),
                    lines(result.evidence().uncaught().stream()),
                    result.evidence().history().stream().map(Printable::line).map(HistoryLine::of).toList(),
                    lines(result.evidence().output().strip().lines()),
                    check.clauses().stream().map(ClauseLink::of).toList(), check.reason(), result.advice(), result.hint());
        }
    }

    private static String lines(Stream<String> lines) {
        return lines.map(Printable::line).collect(Collectors.joining("\n"));
    }
}
