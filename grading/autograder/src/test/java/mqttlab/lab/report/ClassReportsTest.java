package mqttlab.lab.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.lab.BadInput;
import mqttlab.lab.TinyCourse;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.grading.LabResult;
import mqttlab.lab.grading.StudentResult;
import mqttlab.testkit.check.Check;
import mqttlab.testkit.check.CheckResult;
import mqttlab.testkit.check.Evidence;
import mqttlab.testkit.check.Verdict;
import mqttlab.testkit.failure.FailureKind;
import mqttlab.testkit.mqtt.PacketFamily;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The reports on a class")
class ClassReportsTest {

    private static final String EVIL = "<script>alert('1')</script>\u001b[2J\u202Eevil\u0000\uD83D";

    private LabDefinition lab;

    @BeforeEach
    void lab(@TempDir Path course) {
        lab = new TinyCourse(course).only();
    }

    private static CheckResult result(String id, Verdict verdict, String message, String output) {
        Check check = new Check(id, "Hello", "the rule of " + id, 1, 2, "a hint", List.of("MQTT-3.1.3-2"), "", List.of(),
                false, false);
        return new CheckResult(check, verdict, message, verdict == Verdict.PASSED ? Evidence.NONE
                : new Evidence(List.of("1 " + output), List.of("Hello.java:3 in main"),
                        List.of(), output,
                        verdict == Verdict.TIMED_OUT ? FailureKind.ENDLESS_LOOP : FailureKind.BEHAVIOUR), Duration.ZERO);
    }

    private StudentResult student(String name, CheckResult... results) {
        return new StudentResult(name, List.of(new LabResult(lab, "a broker", "", 7, List.of(), List.of(results))),
                List.of("pom.xml"));
    }

    private static String csv(StudentResult student) {
        return new Gradebook(List.of(student)).csv().lines().skip(1).findFirst().orElseThrow();
    }

    private static String html(StudentResult... students) {
        return new HtmlReport(List.of(students), "./lab grade", LocalDateTime.of(2026, 1, 2, 3, 4), List.of("x.rar")).html();
    }

    @Test
    @DisplayName("count the verdicts, a line for each student and lab")
    void gradebook() {
        StudentResult ana = student("Ana, García", result("a", Verdict.PASSED, "", ""), result("b", Verdict.FAILED, "no", "x"));

        assertThat(new Gradebook(List.of(ana, student("luis", result("a", Verdict.PASSED, "", "")))).csv()).isEqualTo("""
                student,lab,points,total,passed,failed,timed_out,crashed,not_run,infrastructure_errors,note
                "Ana, García",01,2,4,1,1,0,0,0,0,
                luis,01,2,2,1,0,0,0,0,0,
                """);
    }

    @Test
    @DisplayName("say where an endless loop was entered, and not which line of it was seen, so that the gradebook is the same "
            + "each time")
    void endlessLoop() {
        Check check = new Check("a", "Hello", "the rule", 1, 2, "a hint", List.of(), "why", List.of(), false, false);
        Evidence seen = new Evidence(List.of(), List.of("waiting:", "Trim.java:7 in text", "Hello.java:3 in main", "another:",
                "Other.java:1 in run"), List.of(), "", FailureKind.ENDLESS_LOOP);

        assertThat(csv(student("ana", new CheckResult(check, Verdict.TIMED_OUT, "main did not return", seen, Duration.ZERO))))
                .endsWith(",timed out: main did not return (Hello.java in main)");
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("hold no formula that a spreadsheet would run")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            =cmd()     | '=cmd(),
            +1         | '+1,
            -1+2       | '-1+2,
            @SUM(1)    | '@SUM(1),
            ="a",1     | "'=""a"",1",
            ana        | ana,
            """)
    void formulas(String name, String cell) {
        assertThat(csv(student(name, result("a", Verdict.PASSED, "", "")))).startsWith(cell);
        assertThat(csv(student("luis", result("a", Verdict.NOT_RUN, name, ""))))
                .endsWith("," + cell.substring(0, cell.length() - 1));
    }

    @Test
    @DisplayName("keep a name with line feeds and escapes in one line")
    void oneLine() {
        assertThat(new Gradebook(List.of(student("a\nb\u001b[2J", result("a", Verdict.PASSED, "", "")))).csv())
                .hasLineCount(2).contains("a\\u000ab\\u001b[2J");
    }

    @Test
    @DisplayName("give no points, rather than few, after an infrastructure error")
    void infrastructure() throws IOException {
        StudentResult luis = student("luis", result("a", Verdict.PASSED, "", ""),
                result("b", Verdict.INFRASTRUCTURE_ERROR, "no broker", ""));

        assertThat(csv(luis)).startsWith("luis,01,,4,1,0,0,0,0,1,infrastructure error: no broker");
        assertThat(html(luis)).contains("– / 4").doesNotContain("2 / 4");
        JsonNode json = new ObjectMapper().readTree(StudentReport.of(luis).json());
        assertThat(json.get("points").isNull()).isTrue();
        assertThat(json.get("conclusive").asBoolean()).isFalse();
        assertThat(new StudentLine(List.of("luis")).of(luis))
                .containsExactly("luis  01    ?/4  infrastructure error: no broker (Hello.java:3 in main)");
    }

    @Test
    @DisplayName("show what a student has chosen as text")
    void hostile() throws IOException {
        StudentResult evil = student(EVIL, result("a", Verdict.FAILED, EVIL, EVIL));

        String page = html(evil);

        assertThat(page).contains("&lt;script&gt;alert(", "\\u202eevil\\u0000")
                .doesNotContain("<script", "\u001b", "\u202E", "\u0000");
        assertThat(new ObjectMapper().readTree(StudentReport.of(evil).json())
                .get("labs").get(0).get("checks").get(0).get("message").asText()).isEqualTo(EVIL);
        assertThat(new StudentLine(List.of(EVIL)).of(evil).getFirst()).doesNotContain("\u001b", "\u0000");
    }

    @Test
    @DisplayName("make a page that fetches nothing, and says what was seen, ignored and passed over")
    void page() {
        String page = html(student("ana", result("a", Verdict.PASSED, "", "")),
                student("luis", result("a", Verdict.TIMED_OUT, "publish did not return", "printed"),
                        result("b", Verdict.NOT_RUN, "depends on a", "")));

        assertThat(page).doesNotContain("src=", "url(", "http://", "<script", "<link")
                .contains("default-src 'none'", "href=\"#s2\"", "id=\"s2\"", "publish did not return", "<pre>1 printed\n</pre>",
                        "Hello.java:3 in main", "(depends on a)", "timed out",
                        "<a href=\"https://docs.oasis-open.org/mqtt/mqtt/v3.1.1/os/mqtt-v3.1.1-os.html#_Toc398718031\">"
                                + "[MQTT-3.1.3-2]</a>",
                        FailureKind.ENDLESS_LOOP.advice().split("[,?]")[0], "<code>pom.xml</code>",
                        "<code>x.rar</code>");
        assertThat(page).doesNotContain("and 0 more", "a hint");
    }

    @Test
    @DisplayName("give the packets of a history the colours of their families, and nothing else")
    void colours() {
        String page = html(student("ana", result("a", Verdict.FAILED, "", "3 ms  1 ana --> PUBLISH QoS 1 id 1 news/--> PUBACK"),
                result("b", Verdict.FAILED, "", "3 ms # CONNECT was sent")));

        assertThat(page).contains("3 ms  1 ana --&gt; <span class=\"publish\">PUBLISH</span> QoS 1 id 1 news/--&gt; PUBACK",
                "3 ms # CONNECT was sent", ".publish { color: " + PacketFamily.PUBLISH.hex());
    }

    @Test
    @DisplayName("have a safe file name for each student, and never one for two")
    void fileNames() {
        assertThat(FileNames.of(List.of("Ana García", "ana garcia", "../../etc/passwd", ".hidden", "con", "日本", "x".repeat(300)))
                .values()).containsExactly("Ana_Garcia", "ana_garcia-2", "_.._etc_passwd", "hidden", "_con", "_", "x".repeat(80));
    }

    @ParameterizedTest
    @DisplayName("do not go where something else is")
    @ValueSource(strings = {"thesis.txt", "gradebook.csv", "results/ana.json"})
    void foreignFolder(String file, @TempDir Path out) throws IOException {
        Files.createDirectories(out.resolve(file).getParent());
        Files.writeString(out.resolve(file), "mine");

        assertThatThrownBy(() -> ResultsFolder.open(out, List.of())).isInstanceOf(BadInput.class)
                .hasMessageContaining("is not empty and was not made by 'lab grade'");
        assertThatThrownBy(() -> ResultsFolder.open(out.resolve(file), List.of())).isInstanceOf(BadInput.class)
                .hasMessageContaining("is not a folder");
        assertThat(out.resolve(file)).hasContent("mine");
    }

    @Test
    @DisplayName("take the place of those of an earlier run")
    void again(@TempDir Path out) throws IOException {
        StudentResult luis = student("luis", result("a", Verdict.PASSED, "", ""));
        try (ResultsFolder earlier = ResultsFolder.open(out, List.of("luis"))) {
            earlier.write(luis);
        }
        StudentResult evil = student(EVIL, result("a", Verdict.FAILED, EVIL, EVIL));

        try (ResultsFolder results = ResultsFolder.open(out, List.of(EVIL))) {
            results.write(List.of(evil), new HtmlReport(List.of(evil), "", LocalDateTime.now(), List.of()));
        }

        try (Stream<Path> files = Files.list(out.resolve("results"))) {
            assertThat(files).singleElement().satisfies(file -> assertThat(file.getFileName().toString()).endsWith(".json"));
        }
        assertThat(out.resolve("gradebook.csv")).exists();
        assertThat(Files.readString(out.resolve("report.html"))).contains("&lt;script&gt;");
    }

    @Test
    @DisplayName("are written by one run at a time, and another one touches nothing")
    void oneRun(@TempDir Path out) throws IOException {
        try (ResultsFolder first = ResultsFolder.open(out, List.of("luis"))) {
            first.write(student("luis", result("a", Verdict.PASSED, "", "")));

            assertThatThrownBy(() -> ResultsFolder.open(out, List.of("eva"))).isInstanceOf(BadInput.class)
                    .hasMessageContaining("another 'lab grade' is writing to " + out);
            assertThat(out.resolve("results/luis.json")).exists();
        }

        ResultsFolder.open(out, List.of("eva")).close();
        assertThat(out.resolve("results/luis.json")).doesNotExist();
    }
}
