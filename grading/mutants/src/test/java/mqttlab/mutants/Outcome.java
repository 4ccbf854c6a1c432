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
 * @param atFirst   what was not, where this is a second try; empty if it is not
 */
record Outcome(LabResult result, List<String> surprises, String atFirst) {

    /** This one, which was reached alone and with all patience, counts. */
    Outcome after(Outcome first) {
        return new Outcome(result, surprises, first.summary());
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

    /** With the report that a student would read, and the seed that plays the run again. */
    String account(Judgment judgment) {
        StringWriter report = new StringWriter();
        new TextReport(new PrintWriter(report), Ansi.OFF::string, "./lab check " + judgment.lab().id()).write(result);
        return "%s, seed %d:%n  %s%n%nA student would read:%n%n%s".formatted(judgment.title(), result.seed(),
                String.join("\n  ", surprises), report);
    }
}
