package mqttlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Grades a class whose code does not compile, so that nothing is measured: undivided, and then in shards. */
@DisplayName("A class in shards")
@TestInstance(Lifecycle.PER_CLASS)
@ProvedOnce(reads = {"labs", "solutions", ":!*.adoc"})
class ShardIT {

    private static final Path ROOT = ThisCheckout.root();

    private Path folder;
    private Path submissions;
    private Path whole;
    private Map<String, String> expected;

    @BeforeAll
    void undivided(@TempDir Path temporary) throws IOException {
        folder = temporary;
        submissions = folder.resolve("class");
        for (String student : List.of("Ana", "bea", "carla", "José")) {
            Path source = submissions.resolve(student).resolve("src/main/java/mqttlab/lab01/PahoPublisher.java");
            Files.createDirectories(source.getParent());
            Files.writeString(source, "class " + student);
        }
        Files.writeString(submissions.resolve("bea.zip"), "this is no zip");
        Files.createDirectories(submissions.resolve("=zoe"));
        Files.writeString(submissions.resolve("notes.txt"), "of the instructor's");
        // One of the two names that students would share as files.
        Files.createDirectories(submissions.resolve("ana!"));
        Files.createDirectories(submissions.resolve("ana?"));
        whole = folder.resolve("whole");
        assertThat(grade(whole, "--seed", "7").status()).isZero();
        expected = Unmeasured.files(whole);
        Files.move(whole, folder.resolve("undivided"));
    }

    private Ran grade(Path out, String... more) {
        return Ran.lab(ROOT.toString(), Stream.concat(Stream.of("grade", submissions.toString(), "--out", out.toString(),
                "--broker", "embedded"), Stream.of(more)).toArray(String[]::new));
    }

    private Ran merge(List<Path> parts) {
        return Ran.lab(ROOT.toString(), Stream.concat(Stream.of("merge", "--out", whole.toString()),
                parts.stream().map(Path::toString)).toArray(String[]::new));
    }

    @Test
    @DisplayName("becomes, byte for byte, what one run would have written, also where a shard was taken up again")
    void equal() throws IOException {
        List<Path> parts = new ArrayList<>();
        for (int i = 3; i >= 1; i--) {
            Path part = folder.resolve("part" + i);
            assertThat(grade(part, "--seed", "7", "--shard", i + "/3").status()).isZero();
            parts.add(part);
        }
        Files.delete(parts.get(1).resolve("part.json"));
        Files.delete(parts.get(1).resolve("gradebook.csv"));
        assertThat(merge(parts).err()).contains("part2 is not finished");
        assertThat(grade(parts.get(1), "--resume", "--shard", "2/3").err()).contains("1 result had been there already");
        assertThat(grade(parts.get(1), "--resume", "--shard", "3/3").err()).contains("--resume goes on with the shard 2/3 of ");

        Ran ran = merge(parts);

        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(Unmeasured.files(whole)).isEqualTo(expected)
                .containsKeys("gradebook.csv", "report.html", "results/ana_-2.json", "journal/run");
        assertThat(grade(whole, "--resume").err()).contains("4 results had been there already");
    }

    @Test
    @DisplayName("has the same seed everywhere, also if nobody gives one, and another one when anybody hands in something else")
    void seed() throws IOException {
        String seed = seed("1/9");

        assertThat(seed("2/9")).isEqualTo(seed);
        Path source = submissions.resolve("José/src/main/java/mqttlab/lab01/PahoPublisher.java");
        String before = Files.readString(source);
        Files.writeString(source, "class Pepe");
        assertThat(seed("1/9")).isNotEqualTo(seed);
        Files.writeString(source, before);
    }

    private String seed(String shard) throws IOException {
        Path out = folder.resolve("seed");
        assertThat(grade(out, "--shard", shard).status()).isZero();
        return Files.readString(out.resolve("journal/run")).replaceAll(".*\"seed\":([0-9]+).*", "$1");
    }
}
