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
import mqttlab.lab.compile.Problem;
import mqttlab.lab.grading.LabResult;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Evidence;
import mqttlab.testkit.check.Verdict;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

@DisplayName("The report in a terminal")
class TextReportTest {

    private static final LabDefinition LAB = TinyCourse.definition(Track.LABS, "07-x", Kind.CLIENT, "Something");

    @Test
    @DisplayName("lists the checks, explains what failed, and says what comes next")
    void failure() {
        Evidence evidence = new Evidence(List.of("  1  0.1 ms  #  a()", "> 2  0.2 ms  #  b()"), List.of("A.java:3 in b"),
                List.of("nobody caught X"), "hello\u001b[2J\n");
        assertThat(report("Mosquitto 2", "no Docker", List.of(),
                result("first", 2, Verdict.PASSED, "", Evidence.NONE),
                result("second", 3, Verdict.FAILED, "expected: a\nbut: b", evidence),
                result("third", 1, Verdict.NOT_RUN, "depends on second", Evidence.NONE))).isEqualTo("""
                Lab 07: Something
                Broker: Mosquitto 2, because: no Docker

                Suite
                  ✓ 2/2  title of first
                  ✗ 0/3  title of second
                  · 0/1  title of third (not run)
                  · not run: 1, reason: depends on second

                ✗ title of second
                    expected: a
                    but: b

                    In your code:
                      A.java:3 in b

                    Exceptions:
                      nobody caught X

                    What happened:
                        1  0.1 ms  #  a()
                      > 2  0.2 ms  #  b()

                    Your code printed:
                      hello\\u001b[2J

                    Standard: [MQTT-3.1.0-1]
                    Why:      It matters, and this sentence is long enough to be broken into two lines, which begin
                              below each other.
                    Hint:     Think.
                    Again:    ./lab check 07 --only second --seed 5

                2 of 6 points
                Next: title of second. Its hint is above.
                """);
    }

    @Test
    @DisplayName("of a full score is short")
    void full() {
        assertThat(report("Moquette", "", List.of(), result("first", 2, Verdict.PASSED, "", Evidence.NONE))).isEqualTo("""
                Lab 07: Something
                Broker: Moquette

                Suite
                  ✓ 2/2  title of first

                2 of 2 points
                """);
    }

    @Test
    @DisplayName("shows the compiler's message where the code does not compile, and no broker")
    void compiler() {
        String report = report("", "", List.of(new Problem(Problem.Kind.ERROR, "src/A.java", 3, 5, "';' expected", "int a\n    ^")),
                result("first", 2, Verdict.NOT_RUN, "the code does not compile", Evidence.NONE));
        assertThat(report).contains("src/A.java:3: error: ';' expected\nint a\n    ^").doesNotContain("Broker")
                .endsWith("0 of 2 points\nNext: mend what the compiler says above; nothing could be run.\n");
    }

    @Test
    @DisplayName("does not blame the code for missing infrastructure")
    void infrastructure() {
        assertThat(report("Mosquitto", "", List.of(),
                result("first", 2, Verdict.INFRASTRUCTURE_ERROR, "the broker is gone", Evidence.NONE)))
                .contains("  ! 0/2  title of first (infrastructure error)")
                .contains("Next: this says nothing about your code yet.");
    }

    private static String report(String broker, String because, List<Problem> problems, CheckResult... results) {
        StringWriter text = new StringWriter();
        new TextReport(new PrintWriter(text), Ansi.OFF::string, "./lab check 07")
                .write(new LabResult(LAB, broker, because, 5, problems, List.of(results)));
        return text.toString();
    }

    private static CheckResult result(String id, int points, Verdict verdict, String message, Evidence evidence) {
        Check check = new Check(id, "Suite", "title of " + id, 1, points, "Think.", List.of("MQTT-3.1.0-1"), "It matters, and this "
                + "sentence is long enough to be broken into two lines, which begin below each other.", List.of(), false, false);
        return new CheckResult(check, verdict, message, evidence, Duration.ofMillis(3));
    }
}
