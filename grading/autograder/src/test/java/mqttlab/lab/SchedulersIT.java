package mqttlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import mqttlab.lab.submission.Shard;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParseResult;

/** Does what the schedulers would do with the files of grading/shards. */
@DisplayName("Schedulers grade a class")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "their commands are written for a POSIX shell")
@ProvedOnce(reads = {"labs", "solutions", "grading/shards"})
class SchedulersIT {

    private static final Path ROOT = ThisCheckout.root();
    private static final Path SHARDS = ROOT.resolve("grading/shards");
    private static final List<Shard> FOUR = List.of(new Shard(1, 4), new Shard(2, 4), new Shard(3, 4), new Shard(4, 4));

    @TempDir
    private Path folder;

    @BeforeEach
    void submissions() throws IOException {
        for (String student : List.of("ana", "bea", "carla")) {
            Path source = folder.resolve("submissions/" + student + "/src/main/java/mqttlab/lab01/PahoPublisher.java");
            Files.createDirectories(source.getParent());
            Files.writeString(source, "class " + student);
        }
    }

    private static JsonNode yaml(String file) throws IOException {
        return new ObjectMapper(new YAMLFactory()).readTree(SHARDS.resolve(file).toFile());
    }

    /** A launcher that only says what it is asked. */
    private void say(String lab) throws IOException {
        Launched.script(folder.resolve(lab), "printf '%s\\n' \"$@\"\n");
    }

    /** Runs a shell with a launcher that says what it is asked, and gives that to the tool. */
    private static ParseResult asked(Launched shell, String... arguments) throws IOException {
        Ran ran = shell.start(arguments).finish();
        assertThat(ran.status()).as(ran.err()).isZero();
        return Main.commandLine(ROOT.toString(), Map.of()).parseArgs(ran.out().lines().toArray(String[]::new)).subcommand();
    }

    private static Shard shard(ParseResult grade) {
        assertThat(grade.commandSpec().name()).isEqualTo("grade");
        return grade.matchedOptionValue("--shard", Optional.<Shard>empty()).orElseThrow();
    }

    private static void requireMerged(ParseResult merge, List<Path> parts) {
        assertThat(merge.commandSpec().name()).isEqualTo("merge");
        assertThat(merge.matchedPositionalValue(0, List.of())).isEqualTo(parts);
    }

    private static String run(JsonNode job, String step) {
        return StreamSupport.stream(job.get("steps").spliterator(), false)
                .filter(each -> step.equals(each.path("name").asText())).findFirst().orElseThrow().get("run").asText();
    }

    @Test
    @DisplayName("GitHub Actions: each job of the matrix grades its shard, and another merges what they have uploaded")
    void matrix() throws IOException {
        say("course/lab");
        JsonNode jobs = yaml("github-actions.yaml").get("jobs");
        JsonNode matrix = jobs.get("grade").get("strategy").get("matrix").get("shard");
        List<Shard> shards = new ArrayList<>();
        List<Path> parts = new ArrayList<>();
        for (JsonNode each : matrix) {
            String command = run(jobs.get("grade"), "Grade").replace("${{ matrix.shard }}", each.asText())
                    .replace("${{ strategy.job-total }}", "" + matrix.size()).replace("${{ github.run_id }}", "16789012345");
            assertThat(command).doesNotContain("${{");
            shards.add(shard(asked(new Launched(folder, "/bin/sh"), "-c", command)));
            Files.createDirectories(folder.resolve("parts/part-" + each.asText()));
            parts.add(Path.of("parts/part-" + each.asText()));
        }

        assertThat(shards).isEqualTo(FOUR);
        requireMerged(asked(new Launched(folder, "/bin/sh"), "-c", run(jobs.get("merge"), "Merge")), parts);
    }

    @Test
    @DisplayName("Slurm: each task of the array grades its shard, and another job merges them")
    void array() throws IOException {
        say("lab");
        assertThat(SHARDS.resolve("grade.sbatch")).content().contains("#SBATCH --array=1-4\n");
        List<Shard> shards = new ArrayList<>();
        for (int task = 1; task <= 4; task++) {
            Launched node = slurm().with("SLURM_ARRAY_TASK_ID", "" + task).with("SLURM_ARRAY_TASK_COUNT", "4")
                    .with("SLURM_ARRAY_JOB_ID", "4711").with("SLURM_CPUS_PER_TASK", "4");
            ParseResult grade = asked(node, SHARDS.resolve("grade.sbatch").toString());
            shards.add(shard(grade));
            Files.createDirectories(grade.matchedOptionValue("--out", (Path) null));
        }

        assertThat(shards).isEqualTo(FOUR);
        Path parts = folder.resolve("parts-4711");
        requireMerged(asked(slurm(), SHARDS.resolve("merge.sbatch").toString(), "4711"),
                List.of(parts.resolve("1"), parts.resolve("2"), parts.resolve("3"), parts.resolve("4")));
    }

    private Launched slurm() {
        return new Launched(folder, "/bin/sh").with("CLASS", folder.toString());
    }

    @Test
    @DisplayName("Kubernetes: the pods of the Indexed Job grade a class, and merged it is what one run would have written")
    void indexedJob() throws IOException {
        Launched.script(folder.resolve("lab"), "exec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '"
                + System.getProperty("java.class.path") + "' '-Dlab.home=" + ROOT + "' " + Main.class.getName() + " \"$@\"\n");
        JsonNode job = yaml("grade-job.yaml").get("spec");
        assertThat(job.get("completionMode").asText()).isEqualTo("Indexed");
        int completions = job.get("completions").asInt();
        for (int index = 0; index < completions; index++) {
            Ran pod = pod(job, Map.of("JOB_COMPLETION_INDEX", "" + index));
            assertThat(pod.status()).as(pod.err()).isZero();
        }
        Ran merge = pod(yaml("merge-job.yaml").get("spec"), Map.of());
        assertThat(merge.status()).as(merge.err()).isZero();

        Path grades = folder.resolve("grades");
        Map<String, String> merged = Unmeasured.files(grades);
        Files.move(grades, folder.resolve("merged"));
        String seed = merged.get("journal/run").replaceAll(".*\"seed\":([0-9]+).*", "$1");
        Ran whole = Ran.lab(ROOT.toString(), "grade", folder.resolve("submissions").toString(), "--out", grades.toString(),
                "--broker", "embedded", "--seed", seed);
        assertThat(whole.status()).isZero();
        assertThat(merged).isEqualTo(Unmeasured.files(grades)).containsKeys("gradebook.csv", "report.html", "results/carla.json");
    }

    /** The container's own command, in its own environment; but the volume is elsewhere, and the broker is embedded. */
    private Ran pod(JsonNode job, Map<String, String> environment) throws IOException {
        JsonNode container = job.get("template").get("spec").get("containers").get(0);
        List<String> command = new ArrayList<>();
        container.get("command").forEach(each -> command.add(each.asText()));
        Launched pod = new Launched(folder, command.removeFirst());
        container.get("env").forEach(each -> pod.with(each.get("name").asText(), each.get("value").asText()));
        environment.forEach(pod::with);
        return pod.with("CLASS", folder.toString()).with("LAB_BROKER", "embedded").start(command.toArray(String[]::new)).finish();
    }

    @ParameterizedTest
    @ValueSource(strings = {"github-actions.yaml", "grade-job.yaml", "merge-job.yaml", "grade.sbatch", "merge.sbatch"})
    @DisplayName("with the files that the page shows")
    void shown(String file) throws IOException {
        assertThat(SHARDS.resolve("README.adoc")).content()
                .contains("." + file + "\n[source,", "----\n" + Files.readString(SHARDS.resolve(file)) + "----\n");
    }
}
