package mqttlab.lab.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import mqttlab.lab.TinyCourse;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.grading.Checklist;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.submission.HandedIn;
import mqttlab.lab.submission.Shard;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Evidence;
import mqttlab.testkit.check.Verdict;
import mqttlab.testkit.failure.FailureKind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The journal of a run")
class JournalTest {

    private static final Journal.Run RUN = new Journal.Run(7, "2026-01-02T03:04:05", Shard.WHOLE);
    private static final HandedIn FILES = files("class Hello { }");
    private static final Check CHECK = new Check("a", "Hello", "the rule", 1, 2, "a hint", List.of(), "why", List.of(), false,
            false);
    /** With half a surrogate pair. */
    private static final String EVIL = "¡olé!\u001b[2J\uD83D";

    @TempDir
    private Path course;

    @TempDir
    private Path out;

    private TinyCourse tiny;
    private Checklist lab;

    @BeforeEach
    void course() {
        tiny = new TinyCourse(course).write(TinyCourse.LAB + "src/main/java/hello/Given.java", "package hello;");
        lab = new Checklist(tiny.only(), List.of(CHECK), Optional.empty());
    }

    private static HandedIn files(String text) {
        return new HandedIn("", Map.of(TinyCourse.HELLO, text.getBytes(StandardCharsets.UTF_8)));
    }

    private LabResult result(Verdict verdict) {
        Evidence evidence = new Evidence(List.of("1 " + EVIL), List.of("Hello.java:3 in main"), List.of(), EVIL,
                FailureKind.BEHAVIOUR);
        return new LabResult(lab.lab(), "a broker", "", 7, List.of(),
                List.of(new CheckResult(CHECK, verdict, EVIL, evidence, Duration.ofNanos(123_456_789))));
    }

    private Journal open(boolean resume) {
        return open(resume, RUN, "Mosquitto 2");
    }

    private Journal open(boolean resume, Journal.Run run, String broker) {
        return Journal.open(out, run, resume, Checkout.at(course), List.of(lab), broker);
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(out.resolve("journal"))) {
            return files.filter(each -> each.toString().endsWith(".json")).toList();
        }
    }

    @Test
    @DisplayName("gives a result back as it was, in the run that takes it up")
    void asItWas() {
        open(false).keep("ana", lab, FILES, result(Verdict.FAILED));

        assertThat(Journal.runIn(out)).contains(RUN);
        assertThat(open(true).find("ana", lab, FILES)).contains(result(Verdict.FAILED));
        assertThat(open(false).find("ana", lab, FILES)).isEmpty();
    }

    @Test
    @DisplayName("knows nothing of another student, of other files, of another broker or seed, or of a course that has changed")
    void otherwise() {
        open(false).keep("ana", lab, FILES, result(Verdict.FAILED));

        assertThat(open(true).find("bea", lab, FILES)).isEmpty();
        assertThat(open(true).find("ana", lab, files("class Hello {  }"))).isEmpty();
        assertThat(open(true, RUN, "Mosquitto 3").find("ana", lab, FILES)).isEmpty();
        assertThat(open(true, new Journal.Run(8, RUN.start(), Shard.WHOLE), "Mosquitto 2").find("ana", lab, FILES)).isEmpty();
        tiny.write(TinyCourse.LAB + "src/main/java/hello/Given.java", "package hello; ");
        assertThat(open(true).find("ana", lab, FILES)).isEmpty();
    }

    @Test
    @DisplayName("does not believe a file that is half there, and removes what was being written")
    void halfThere() throws IOException {
        open(false).keep("ana", lab, FILES, result(Verdict.PASSED));
        Path file = kept().getFirst();
        Files.write(file, new byte[] {'{', '"'});
        Path draft = Files.writeString(file.resolveSibling(file.getFileName() + ".part"), "{");

        Journal again = open(true);

        assertThat(draft).doesNotExist();
        assertThat(again.find("ana", lab, FILES)).isEmpty();
        again.keep("ana", lab, FILES, result(Verdict.PASSED));
        assertThat(open(true).find("ana", lab, FILES)).isPresent();
    }

    @Test
    @DisplayName("keeps nothing that failed for want of something of ours")
    void infrastructure() throws IOException {
        open(false).keep("ana", lab, FILES, result(Verdict.INFRASTRUCTURE_ERROR));

        assertThat(kept()).isEmpty();
    }

    @Test
    @DisplayName("forgets in the end what is no longer part of the class")
    void others() throws IOException {
        Journal first = open(false);
        first.keep("ana", lab, FILES, result(Verdict.PASSED));
        first.keep("bea", lab, FILES, result(Verdict.PASSED));
        Journal again = open(true);
        again.find("bea", lab, FILES);
        again.removeOthers();

        assertThat(again.found()).isOne();
        assertThat(kept()).hasSize(1);
        assertThat(open(true).find("bea", lab, FILES)).isPresent();
    }

    @Test
    @DisplayName("has no run to go on with where none was begun, or where what says so is damaged")
    void noRun() throws IOException {
        assertThat(Journal.runIn(out)).isEmpty();
        open(false);
        for (String damaged : List.of("", "{}", "[]", "{\"seed\": 1, \"start\": \"soon\"}")) {
            Files.writeString(out.resolve("journal/run"), damaged);
            assertThat(Journal.runIn(out)).isEmpty();
        }
    }
}
