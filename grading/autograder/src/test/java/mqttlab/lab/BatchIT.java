package mqttlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.Patience;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Grades a class one by one and undisturbed; and again side by side, and again with the tool killed in between. */
@DisplayName("lab grade gives the same gradebook, reports and results")
@TestInstance(Lifecycle.PER_CLASS)
@ProvedOnce(reads = {"labs", "solutions", "grading/sample-class", ":!*.adoc"})
class BatchIT {

    private static final Path ROOT = ThisCheckout.root();
    private static final String PATIENCE = "4";

    private Path folder;
    private Path submissions;
    private Map<String, String> expected;

    @AfterAll
    static void asUsual() {
        System.clearProperty(Patience.PROPERTY);
    }

    @BeforeAll
    void undisturbed(@TempDir Path temporary) throws IOException {
        // Other tests keep the machine busy, and no mark must hang on that here.
        System.setProperty(Patience.PROPERTY, PATIENCE);
        folder = temporary;
        submissions = folder.resolve("class");
        for (String student : List.of("ana-garcia", "carla-ruiz")) {
            copy(ROOT.resolve("grading/sample-class").resolve(student), submissions.resolve(student));
        }
        copy(ROOT.resolve("labs/01-publish-subscribe/src/main"), submissions.resolve("luis/src/main"));
        Files.writeString(submissions.resolve("notes.txt"), "of the instructor's");
        Path out = folder.resolve("undisturbed");
        assertThat(Ran.lab(ROOT.toString(), arguments(out, "--jobs", "1")).status()).isZero();
        expected = unmeasured(out);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private String[] arguments(Path out, String... more) {
        return Stream.concat(Stream.of("grade", submissions.toString(), "--out", out.toString(), "--broker", "embedded", "--seed",
                "7"), Stream.of(more)).toArray(String[]::new);
    }

    /** By file, what a run writes, without what it measures: the gradebook whole, the results, and the table of the page. */
    private static Map<String, String> unmeasured(Path out) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        texts.put("gradebook.csv", Files.readString(out.resolve("gradebook.csv")));
        String table = Files.readString(out.resolve("report.html")).split("<h2", 2)[0];
        texts.put("report.html", table.replace(out.toString(), "OUT").replaceAll("20[0-9]{2}-[0-9-]{5} [0-9:]{5}", "WHEN"));
        for (String file : out.resolve("results").toFile().list()) {
            texts.put(file, Unmeasured.result(out.resolve("results").resolve(file)));
        }
        return texts;
    }

    @Test
    @DisplayName("whether submissions are graded one by one or side by side")
    void sideBySide() throws IOException {
        Path out = folder.resolve("side-by-side");

        Ran ran = Ran.lab(ROOT.toString(), arguments(out, "--jobs", "2"));

        assertThat(ran.status()).isZero();
        assertThat(unmeasured(out)).isEqualTo(expected).containsKeys("gradebook.csv", "report.html", "luis.json");
        assertThat(expected).hasSize(5);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a shutdown hook does what it can")
    @DisplayName("after having been killed three times, with nothing graded twice, and nothing left behind")
    void killed() throws Exception {
        Path out = folder.resolve("killed");
        killed(out, "lab: passed over notes.txt");
        killed(out, "ana-garcia ", "--resume");
        byte[] ana = Files.readAllBytes(out.resolve("results/ana-garcia.json"));
        killed(out, "carla-ruiz ", "--resume");
        Files.writeString(out.resolve("results/luis.json.part"), "{ half of it");

        Ran ran = Ran.lab(ROOT.toString(), arguments(out, "--resume"));

        assertThat(ran.err()).contains("lab: going on with the run of ")
                .containsPattern("lab: [23] results had been there already");
        assertThat(unmeasured(out)).isEqualTo(expected);
        // To the millisecond: it is the result from before.
        assertThat(out.resolve("results/ana-garcia.json")).hasBinaryContent(ana);
        assertThat(out.resolve("journal").toFile().list()).hasSize(4);
    }

    /** Kills a run as soon as it has said so much. */
    private void killed(Path out, String said, String... more) throws Exception {
        Path scratch = Files.createDirectories(folder.resolve("scratch"));
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "-Djava.io.tmpdir=" + scratch, "-Djdk.console=java.base",
                "-D" + Patience.PROPERTY + "=" + PATIENCE, "-Dlab.home=" + ROOT, Main.class.getName()));
        command.addAll(List.of(arguments(out, more)));
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader lines = tool.inputReader()) {
            assertThat(lines.lines().anyMatch(line -> line.startsWith(said))).as("it says " + said).isTrue();
            List<ProcessHandle> children = tool.descendants().toList();
            tool.destroyForcibly().waitFor();
            for (ProcessHandle child : children) {
                child.onExit().get(60, TimeUnit.SECONDS);
            }
        }
        assertThat(scratch.toFile().list((parent, name) -> !name.startsWith("hsperfdata"))).isEmpty();
    }

    @Test
    @DisplayName("and not with another seed than the run that is taken up")
    void otherSeed() throws IOException {
        Path out = folder.resolve("other-seed");
        Files.createDirectories(out.resolve("journal"));
        Files.writeString(out.resolve("journal/run"), "{\"seed\": 8, \"start\": \"2026-01-02T03:04:05\"}");

        Ran ran = Ran.lab(ROOT.toString(), arguments(out, "--resume"));

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).isEqualToIgnoringNewLines("lab: --resume goes on with the seed 8 of the run in " + out
                + ", and not with 7");
    }
}
