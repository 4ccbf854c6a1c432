package mqttlab.lab.regrade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mqttlab.lab.Ran;
import mqttlab.lab.TinyCourse;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.grading.Checklist;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.grading.StudentResult;
import mqttlab.lab.journal.Journal;
import mqttlab.lab.report.HtmlReport;
import mqttlab.lab.report.ResultsFolder;
import mqttlab.lab.submission.HandedIn;
import mqttlab.lab.submission.Shard;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Evidence;
import mqttlab.testkit.check.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("lab diff")
class DiffTest {

    @TempDir
    private Path folder;

    private TinyCourse course;

    @BeforeEach
    void course() {
        course = new TinyCourse(folder.resolve("course"));
    }

    private static CheckResult check(String id, int points, Verdict verdict) {
        Check check = new Check(id, "Hello", "the rule", 1, points, "a hint", List.of(), "why", List.of(), false, false);
        return new CheckResult(check, verdict, "", Evidence.NONE, Duration.ZERO);
    }

    /** A run in which each student, if any, has handed in this code, and these came of it. */
    private Path run(String name, String code, List<String> students, CheckResult... results) {
        Path out = folder.resolve(name);
        Checklist lab = new Checklist(course.only(), Stream.of(results).map(CheckResult::check).toList(), Optional.empty());
        LabResult result = new LabResult(lab.lab(), "a broker", "", 7, List.of(), List.of(results));
        try (ResultsFolder written = ResultsFolder.open(out, students)) {
            Journal journal = Journal.open(out, Journal.Run.begun(7, Shard.WHOLE), false, Checkout.at(course.root()),
                    List.of(lab), "a broker");
            HandedIn files = new HandedIn("", Map.of(TinyCourse.HELLO, code.getBytes(StandardCharsets.UTF_8)));
            students.forEach(each -> journal.keep(each, lab, files, result));
            List<StudentResult> all = students.stream().map(each -> new StudentResult(each, List.of(result), List.of())).toList();
            written.write(all, new HtmlReport(all, "", LocalDateTime.now(), List.of()));
        }
        return out;
    }

    private Ran diff(Path old, Path fresh) {
        return course.lab("diff", old.toString(), fresh.toString());
    }

    @Test
    @DisplayName("says that all is the same")
    void same() {
        Path old = run("old", "x", List.of("ana"), check("a", 2, Verdict.PASSED));
        Path fresh = run("new", "x", List.of("ana"), check("a", 2, Verdict.PASSED));

        assertThat(diff(old, fresh)).isEqualTo(new Ran(0, "All points are the same." + System.lineSeparator(), ""));
    }

    @Test
    @DisplayName("says which checks cost points now because the code differs, and takes that for no drop")
    void code() {
        Path old = run("old", "x", List.of("ana"), check("a", 2, Verdict.PASSED), check("b", 1, Verdict.FAILED));
        Path fresh = run("new", "y", List.of("ana"), check("a", 2, Verdict.CRASHED), check("b", 1, Verdict.FAILED));

        Ran ran = diff(old, fresh);

        assertThat(ran.status()).isZero();
        assertThat(ran.out()).startsWith("ana  01-hello  2/3 -> 0/3")
                .contains("    a: passed 2/2 -> crashed 0/2, the code differs")
                .doesNotContain("FEWER", "b:");
    }

    @Test
    @DisplayName("refuses fewer points for the same code, whether the course differs or nothing does")
    void drop() {
        Path old = run("old", "x", List.of("ana"), check("a", 2, Verdict.PASSED));
        Path fresh = run("new", "x", List.of("ana"), check("a", 2, Verdict.FAILED));
        course.write(TinyCourse.LAB + "src/main/java/hello/Given.java", "package hello;");
        Path changed = run("changed", "x", List.of("ana"), check("a", 2, Verdict.FAILED));

        assertThat(diff(old, fresh).status()).isOne();
        assertThat(diff(old, fresh).out()).contains("ana  01-hello  2/2 -> 0/2  FEWER",
                "    a: passed 2/2 -> failed 0/2, for no reason that is known: nothing differs",
                "1 result differs, of which 1 has fewer points for the same code");
        assertThat(diff(old, changed).out()).contains("FEWER", "a: passed 2/2 -> failed 0/2, the suite or another part");
        assertThat(diff(fresh, old).status()).isZero();
    }

    @Test
    @DisplayName("tells points that differ, checks that are new or gone, and what was missing, apart")
    void reasons() {
        Path old = run("old", "x", List.of("ana"), check("a", 2, Verdict.PASSED), check("b", 1, Verdict.PASSED),
                check("c", 1, Verdict.PASSED));
        Path fresh = run("new", "x", List.of("ana"), check("a", 3, Verdict.PASSED), check("c", 1, Verdict.INFRASTRUCTURE_ERROR),
                check("d", 4, Verdict.FAILED));

        assertThat(diff(old, fresh).status()).isOne();
        assertThat(diff(old, fresh).out()).contains("ana  01-hello  4/4 -> ?/8  FEWER",
                "a: passed 2/2 -> passed 3/3, its points differ",
                "b: passed 1/1, no longer a check", "c: passed 1/1 -> infrastructure error 0/1, infrastructure",
                "d: failed 0/4, a new check");
    }

    @Test
    @DisplayName("refuses to lose a student, and says who is new")
    void lost() {
        Path old = run("old", "x", List.of("ana", "bea"), check("a", 2, Verdict.FAILED));
        Path fresh = run("new", "x", List.of("ana", "eva\u001b[2J"), check("a", 2, Verdict.FAILED));

        assertThat(diff(old, fresh).status()).isOne();
        assertThat(diff(old, fresh).out()).contains("bea  01-hello  0/2 -> -  FEWER", "is no longer graded",
                "eva\\u001b[2J  01-hello  - -> 0/2", "was not graded before");
    }

    @Test
    @DisplayName("says in a line which folder it cannot compare")
    void unusable() throws IOException {
        Path old = run("old", "x", List.of("ana"), check("a", 2, Verdict.PASSED));
        Path killed = run("killed", "x", List.of("ana"), check("a", 2, Verdict.PASSED));
        Files.delete(killed.resolve("gradebook.csv"));
        Path damaged = run("damaged", "x", List.of("ana"), check("a", 2, Verdict.PASSED));
        Files.writeString(damaged.resolve("results/ana.json"), "{ half");

        assertThat(diff(old, folder.resolve("gone")).err()).contains("there is no gradebook.csv in ").hasLineCount(1);
        assertThat(diff(old, killed).err()).contains("its run was interrupted; 'lab grade' with --resume completes it")
                .hasLineCount(1);
        assertThat(diff(damaged, old).err()).contains("cannot be read: ").hasLineCount(1);
        assertThat(diff(damaged, old).status()).isEqualTo(2);
    }
}
