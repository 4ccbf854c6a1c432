package mqttlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import mqttlab.lab.submission.Zips;
import mqttlab.proofs.junit.ProvedOnce;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Grades the sample class once, with some submissions more that go wrong early; each test looks at what came of it. */
@DisplayName("lab grade, on the sample class")
@TestInstance(Lifecycle.PER_CLASS)
@ProvedOnce(reads = {"labs", "solutions", "grading/sample-class", ":!*.adoc"})
class GradeIT {

    private static final Path ROOT = ThisCheckout.root();
    private static final Path SAMPLE = ROOT.resolve("grading/sample-class");

    private final Map<String, CSVRecord> gradebook = new TreeMap<>();
    private Path out;
    private Ran ran;

    @BeforeAll
    void grade(@TempDir Path folder) throws IOException {
        Path submissions = Files.createDirectories(folder.resolve("class"));
        for (String student : List.of("bruno-diaz", "carla-ruiz", "david-lopez", "elena-moreno", "felix-ortega")) {
            copy(SAMPLE.resolve(student), submissions.resolve(student));
        }
        Zips.folder(submissions.resolve("ana-garcia.zip"), SAMPLE.resolve("ana-garcia"));
        Files.writeString(submissions.resolve("zoe <b>.zip"), "this is no zip");
        Files.createDirectories(submissions.resolve("=yago"));
        out = folder.resolve("out");

        ran = Ran.lab(ROOT.toString(), "grade", submissions.toString(), "--out", out.toString(), "--broker", "embedded",
                "--jobs", "1", "--seed", "7");

        CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
        try (var records = format.parse(Files.newBufferedReader(out.resolve("gradebook.csv")))) {
            records.forEach(each -> gradebook.put(each.get("student"), each));
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    @ParameterizedTest(name = "{0}: {1} points")
    @DisplayName("gives each student the points that are theirs, and the reason")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ana-garcia   | 20 | ^$
            bruno-diaz   | 10 | ^crashed: nobody caught ArrayIndexOutOfBoundsException.* [(]PahoSubscriber.java:48 in .*
            carla-ruiz   | 0  | ^does not compile [(]Connection.java:29[)]$
            david-lopez  | 19 | ^timed out: Publisher.publish did not return within .* [(]PahoPublisher.java in publish[)]$
            elena-moreno | 9  | ^crashed: System.exit was called during Publisher.connect, .* [(]Connection.java:38 in fatal[)]$
            felix-ortega | 0  | ^$
            '=yago       | 0  | ^the submission is empty$
            zoe <b>      | 0  | ^the zip cannot be read: .*
            """)
    void points(String student, String points, String note) {
        assertThat(gradebook.get(student).get("points")).as(() -> lost(student)).isEqualTo(points);
        assertThat(gradebook.get(student).get("total")).isEqualTo("20");
        assertThat(gradebook.get(student).get("note")).matches(note);
        assertThat(gradebook.get(student).get("infrastructure_errors")).isEqualTo("0");
    }

    /** What a failure has to say of the checks that cost points. */
    private String lost(String student) {
        try {
            Path results = out.resolve("results/" + student + ".json");
            JsonNode checks = new ObjectMapper().readTree(results.toFile()).findValue("checks");
            return StreamSupport.stream(checks.spliterator(), false)
                    .filter(check -> check.get("points").asInt() == 0)
                    .map(check -> check.get("id").asText() + " " + check.get("verdict").asText() + ": "
                            + check.get("message").asText() + "\n" + check.get("evidence").get("history").toPrettyString())
                    .collect(Collectors.joining("\n", "\n", "\n"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Test
    @DisplayName("ends well, whatever the points, with a line for each student in the order of their names")
    void output() {
        assertThat(ran.err().lines()).singleElement().asString().startsWith("lab: ").contains("sandbox");
        assertThat(ran.status()).isZero();
        assertThat(ran.out().lines().map(line -> line.split(" {2,}")[0])).containsExactly("=yago", "ana-garcia", "bruno-diaz",
                "carla-ruiz", "david-lopez", "elena-moreno", "felix-ortega", "zoe <b>", "Gradebook and report are in " + out);
    }

    @Test
    @DisplayName("takes nothing that a submission prints or writes for a result")
    void forged() throws IOException {
        JsonNode felix = new ObjectMapper().readTree(out.resolve("results/felix-ortega.json").toFile());

        assertThat(felix.get("points").asInt()).isZero();
        JsonNode checks = felix.get("labs").get(0).get("checks");
        assertThat(StreamSupport.stream(checks.spliterator(), false).map(each -> each.get("verdict").asText()))
                .containsOnly("failed", "not run");
        // It is shown for what it is.
        assertThat(checks.get(0).get("evidence").get("output").asText()).contains("20 of 20 points", "\"verdict\" : \"passed\"");
        assertThat(Files.readString(out.resolve("report.html"))).contains("20 of 20 points").doesNotContain("\u001b");
    }

    @Test
    @DisplayName("says on the page what the compiler said, what was ignored, and who zoe is")
    void page() throws IOException {
        assertThat(Files.readString(out.resolve("report.html"))).contains("zoe &lt;b&gt;", "Connection.java:29: error: ",
                "PahoPublisher.java:24: error: ").doesNotContain("<b>", "<script");
    }

    @Test
    @DisplayName("says in a line what is wrong with its arguments, and writes nothing")
    void usage(@TempDir Path other) throws IOException {
        Path fresh = other.resolveSibling(other.getFileName() + "-fresh");
        Files.writeString(other.resolve("thesis.txt"), "mine");
        assertThat(grade(SAMPLE.toString(), "--out", other.toString())).contains("is not empty and was not made by 'lab grade'");
        assertThat(grade(SAMPLE.toString(), "--out", SAMPLE.resolve("ana-garcia").toString())).contains("among the submissions");
        assertThat(grade(SAMPLE.toString(), "--out", fresh.toString(), "--broker", "embedded", "--sandbox", "docker"))
                .contains("There is no sandbox 'docker'");
        assertThat(grade("gone", "--out", fresh.toString())).contains("gone does not exist");
        assertThat(grade(other.toString(), "--out", fresh.toString())).contains("no submissions in");
        assertThat(grade(SAMPLE.toString(), "--out", fresh.toString(), "--lab", "77")).contains("there is no lab '77'");
        assertThat(grade(SAMPLE.toString(), "--out", fresh.toString(), "--jobs", "0")).contains("--jobs must be 1 or more");
        assertThat(grade(SAMPLE.toString(), "--out", fresh.toString(), "--budget", "0"))
                .contains("--budget must be 1 minute or more");
        assertThat(grade(SAMPLE.toString(), "--out", fresh.toString(), "--broker", "carrier-pigeon"))
                .contains("no broker of the kind");
        assertThat(other.toFile().list()).containsExactly("thesis.txt");
        assertThat(fresh).doesNotExist();
    }

    private static String grade(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "grade";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Ran ran = Ran.lab(ROOT.toString(), all);
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        return ran.err();
    }
}
