package mqttlab.mutants;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.report.TextReport;
import picocli.CommandLine.Help.Ansi;

/**
 * What came of a judgment.
 *
 * @param surprises what is not as it was to be; empty if all is
 * @param report    what a student would read
 * @param atFirst   what was not at the tries before, if there were any
 */
record Outcome(List<String> surprises, String report, String atFirst) {

    /** Proved before. */
    static final Outcome KNOWN = new Outcome(List.of(), "", "");

    static Outcome of(LabResult result, List<String> surprises) {
        StringWriter report = new StringWriter();
        report.write("Seed %d%n%n".formatted(result.seed()));
        new TextReport(new PrintWriter(report), Ansi.OFF::string, "./lab check " + result.lab().id()).write(result);
        return new Outcome(surprises, report.toString(), "");
    }

    /** This one, which was reached alone and with all patience, counts. */
    Outcome after(Outcome before) {
        return new Outcome(surprises, report, before.atFirst.isEmpty() ? before.summary()
                : before.atFirst + ", then " + before.summary());
    }

    boolean isAsExpected() {
        return surprises.isEmpty();
    }

    boolean isFlaky() {
        return isAsExpected() && !atFirst.isEmpty();
    }

    private String summary() {
        return String.join("; ", surprises);
    }

    String account() {
        return "%s%n%nA student would read:%n%n%s".formatted(summary(), report);
    }
}
