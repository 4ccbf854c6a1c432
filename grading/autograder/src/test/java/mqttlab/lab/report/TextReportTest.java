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
import mqttlab.testkit.failure.FailureKind;
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
                List.of("nobody caught X"), "hello\u001b[2J\n", FailureKind.TOO_EARLY);
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
                  · not run: 1, reason: depends on "title of second"

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
                    Advice:   Something happened before what it has to wait for. Wait for the packet or the call
                              that is missing; a pause would only hide the mistake.
                    Hint:     Think.
                    Again:    ./lab check 07 --only second --seed 5

                2 of 6 points
                Next: title of second. Its hint is above.
                ./lab explain MQTT-3.1.0-1 says what the standard demands there.
                """);
    }

    @Test
    @DisplayName("says what needs Mosquitto, and does not count it")
    void excused() {
        assertThat(report("Moquette", "", List.of(), result("first", 2, Verdict.PASSED, "", Evidence.NONE),
                result("second", 3, Verdict.NOT_RUN, CheckResult.NEEDS_MOSQUITTO, Evidence.NONE))).isEqualTo("""
                Lab 07: Something
                Broker: Moquette

                Suite
                  ✓ 2/2  title of first
                  · 0/3  title of second (not run)
                  · not run: 1, reason: needs Mosquitto

                2 of 2 points
                3 points more can be earned with Mosquitto: ./lab doctor says how to get it.
                """);
    }

    @Test
    @DisplayName("gives the advice for a crash, and not a hint that is about something else")
    void crash() {
        assertThat(report("Mosquitto", "", List.of(),
                result("first", 2, Verdict.CRASHED, "System.exit was called", Evidence.of(FailureKind.EXITED))))
                .contains("    Advice:   System.exit ends the whole program").doesNotContain("Hint:")
                .contains("Next: title of first. What to try is above.");
    }

    @Test
    @DisplayName("gives the hint alone where the code does something else than it should")
    void behaviour() {
        assertThat(report("Mosquitto", "", List.of(),
                result("first", 2, Verdict.FAILED, "expected: a", Evidence.of(FailureKind.BEHAVIOUR))))
                .contains("    Hint:     Think.\n").doesNotContain("Advice:");
    }

    @Test
    @DisplayName("says once how to look up a clause, however many checks have failed")
    void clauses() {
        assertThat(report("Mosquitto", "", List.of(),
                result("first", 2, Verdict.FAILED, "a", Evidence.of(FailureKind.BEHAVIOUR)),
                result("second", 2, Verdict.FAILED, "a", Evidence.of(FailureKind.BEHAVIOUR)))).containsOnlyOnce("./lab explain");
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
    @DisplayName("has the compiler's message at its end where the code does not compile, and no list of what was not run")
    void compiler() {
        String report = report("", "",
                List.of(new Problem(Problem.Kind.ERROR, "src/A.java", 3, 5, "';' expected", "int a\n    ^")),
                result("first", 2, Verdict.NOT_RUN, "the code does not compile", Evidence.NONE));
        assertThat(report).isEqualTo("""
                Lab 07: Something

                0 of 2 points

                src/A.java:3: error: ';' expected
                int a
                    ^

                Next: mend what the compiler says above, beginning with A.java:3; nothing could be run.
                """);
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
        Check check = new Check(id, "Suite", "title of " + id, 1, points, "Think.", List.of("MQTT-3.1.0-1"),
                "It matters, and this sentence is long enough to be broken into two lines, which begin below each other.",
                List.of(), false, false);
        return new CheckResult(check, verdict, message, evidence, Duration.ofMillis(3));
    }
}
