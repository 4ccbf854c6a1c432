package mqttlab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import mqttlab.lab.TinyCourse;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.checkout.LabDefinition.Kind;
import mqttlab.lab.checkout.Track;
import mqttlab.lab.grading.LabResult;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Evidence;
import mqttlab.testkit.check.Verdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

@DisplayName("The progress with the broker")
class StageOverviewTest {

    private static LabResult result(String stage, Verdict... verdicts) {
        LabDefinition lab = TinyCourse.definition(Track.BROKER, stage, Kind.BROKER, "Title");
        Check check = new Check("id", "Suite", "title", 1, 3, "hint", List.of(), "reason", List.of(), false, false);
        return new LabResult(lab, "your own", "", 1, List.of(), List.of(verdicts).stream()
                .map(verdict -> new CheckResult(check, verdict, "", Evidence.NONE, Duration.ZERO)).toList());
    }

    private static String overview(LabResult... results) {
        StringWriter text = new StringWriter();
        StageOverview overview = new StageOverview(new PrintWriter(text), Ansi.OFF::string);
        List.of(results).forEach(overview::write);
        overview.writeNext(List.of(results));
        return text.toString();
    }

    @Test
    @DisplayName("is a line a stage, and names the first that is not done as the next")
    void next() {
        assertThat(overview(result("00-bytes", Verdict.PASSED, Verdict.PASSED),
                result("01-hello", Verdict.PASSED, Verdict.FAILED),
                result("02-publish-subscribe", Verdict.NOT_RUN))).isEqualTo("""
                ✓ broker-00-bytes                   6 of  6 points
                ✗ broker-01-hello                   3 of  6 points  1 of 2 checks passed
                ✗ broker-02-publish-subscribe       0 of  3 points  0 of 1 checks passed

                Next: read broker-from-scratch/stages/01-hello.adoc, and run ./lab check broker 01
                """);
    }

    @Test
    @DisplayName("comes to an end when all stages are done")
    void done() {
        assertThat(overview(result("00-bytes", Verdict.PASSED)))
                .endsWith("All stages are done. Next: let real clients talk to it, ./lab broker --mine\n");
    }
}
