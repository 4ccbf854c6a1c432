package mqttlab.lab.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mqttlab.lab.Ran;
import mqttlab.lab.TinyCourse;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.journal.Part.Student;
import mqttlab.lab.report.ResultsFolder;
import mqttlab.lab.submission.Shard;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("lab merge refuses")
class PartsTest {

    private static final List<String> CLASS = List.of("ana", "bea", "eva");
    private static final Versions VERSIONS = new Versions("tool", Map.of("01-hello", "one"));

    @TempDir
    private Path folder;

    private TinyCourse course;

    @BeforeEach
    void course() {
        course = new TinyCourse(folder.resolve("course"));
        write("a", part(1, 2));
    }

    private static Part part(int index, int of) {
        return part(new Shard(index, of), 7, List.of(), "Mosquitto 2", VERSIONS, CLASS);
    }

    private static Part part(Shard shard, long seed, List<String> labs, String broker, Versions versions, List<String> students) {
        List<Student> graded = shard.part(students).stream().map(each -> new Student(each, Map.of(), List.of())).toList();
        return new Part(Journal.Run.begun(seed, shard), "class", labs, broker, versions, students, List.of(), graded);
    }

    /** What is wrong is in the second part. */
    private static Part second(long seed, List<String> labs, String broker, Versions versions, List<String> students) {
        return part(new Shard(2, 2), seed, labs, broker, versions, students);
    }

    /** A complete run, which has graded that. */
    private void write(String name, Part part) {
        Path out = folder.resolve(name);
        ResultsFolder.open(out, CLASS).close();
        Journal.open(out, part.run(), false, Checkout.at(course.root()), List.of(), "a broker");
        part.write(out);
    }

    private String refusal(String... parts) {
        return refusalTo("whole", parts);
    }

    private String refusalTo(String out, String... parts) {
        Ran ran = course.lab(Stream.concat(Stream.of("merge", "--out", folder.resolve(out).toString()),
                Stream.of(parts).map(each -> folder.resolve(each).toString())).toArray(String[]::new));
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err()).hasLineCount(1);
        assertThat(folder.resolve("whole/gradebook.csv")).doesNotExist();
        return ran.err().strip().replace(folder + folder.getFileSystem().getSeparator(), "");
    }

    @Test
    @DisplayName("a shard that is missing")
    void missing() {
        write("b", part(1, 4));
        write("c", part(3, 4));

        assertThat(refusal("a")).isEqualTo("lab: a shard is missing: 2/2");
        assertThat(refusal("c", "b")).isEqualTo("lab: shards are missing: 2/4, 4/4");
    }

    @Test
    @DisplayName("a shard that is given twice")
    void twice() {
        write("b", part(1, 2));

        assertThat(refusal("a", "b")).isEqualTo("lab: shard 1/2 is both in a and in b");
        assertThat(refusal("a", "a")).isEqualTo("lab: shard 1/2 is both in a and in a");
    }

    @Test
    @DisplayName("parts of different numbers")
    void number() {
        write("b", part(2, 3));

        assertThat(refusal("b", "a")).startsWith("lab: a and b differ in the number of shards (2 and 3): ");
    }

    @Test
    @DisplayName("parts that another tool, or another version of a lab, has graded")
    void versions() {
        write("b", second(7, List.of(), "Mosquitto 2", new Versions("other", VERSIONS.labs()), CLASS));
        write("c", second(7, List.of(), "Mosquitto 2", new Versions("tool", Map.of("01-hello", "two")), CLASS));

        assertThat(refusal("a", "b")).startsWith("lab: a and b differ in the version of the tool, its libraries or Java: ");
        assertThat(refusal("a", "c")).startsWith("lab: a and c differ in the checks, the starter or the manifest of 01-hello: ");
    }

    @Test
    @DisplayName("parts of different labs")
    void labs() {
        write("b", second(7, List.of("01"), "Mosquitto 2", VERSIONS, CLASS));
        write("c", second(7, List.of(), "Mosquitto 2", new Versions("tool", Map.of("02-other", "one")), CLASS));

        assertThat(refusal("a", "b")).startsWith("lab: a and b differ in the labs that were asked for (none and 01): ");
        assertThat(refusal("a", "c")).startsWith("lab: a and c differ in the labs (01-hello and 02-other): ");
    }

    @Test
    @DisplayName("parts of different seeds, or brokers")
    void circumstances() {
        write("b", second(8, List.of(), "Mosquitto 2", VERSIONS, CLASS));
        write("c", second(7, List.of(), "Moquette", VERSIONS, CLASS));

        assertThat(refusal("a", "b")).startsWith("lab: a and b differ in the seed (7 and 8): ");
        assertThat(refusal("a", "c")).startsWith("lab: a and c differ in the broker (Mosquitto 2 and Moquette): ");
    }

    @Test
    @DisplayName("a submission that is in two parts, as when one machine had a submission more")
    void overlap() {
        write("b", second(7, List.of(), "Mosquitto 2", VERSIONS, List.of("aaron", "ana", "bea", "eva", "zoe")));
        write("c", part(new Shard(1, 2), 7, List.of(), "Mosquitto 2", VERSIONS, List.of("ana", "bea", "eva", "zoe")));

        assertThat(refusal("b", "c")).isEqualTo("lab: bea is both in c and in b");
    }

    @Test
    @DisplayName("parts of different classes, and a part that has not its submissions")
    void classes() throws IOException {
        write("b", second(7, List.of(), "Mosquitto 2", VERSIONS, List.of("ana", "bea", "zoe")));
        write("c", part(2, 2));
        Path file = folder.resolve("c/part.json");
        Files.writeString(file, Files.readString(file).replace("\"name\":\"eva\"", "\"name\":\"zoe\""));

        assertThat(refusal("a", "b")).startsWith("lab: zoe is in the class of b and not in that of a: ");
        assertThat(refusal("a", "c")).isEqualTo("lab: c has not the submissions of its shard 2/2");
    }

    @Test
    @DisplayName("a part that is not finished, is damaged, or is none")
    void unusable() throws IOException {
        write("killed", part(2, 2));
        Files.delete(folder.resolve("killed/part.json"));
        write("damaged", part(2, 2));
        Files.writeString(folder.resolve("damaged/part.json"), "{ half");
        write("unsharded", part(1, 1));
        Files.delete(folder.resolve("unsharded/part.json"));
        Files.writeString(folder.resolve("unsharded/gradebook.csv"), "student");

        assertThat(refusal("a", "killed")).isEqualTo("lab: killed is not finished: its run was interrupted; "
                + "'lab grade' with --resume completes it");
        assertThat(refusal("a", "damaged")).contains("part.json cannot be read: ");
        assertThat(refusal("a", "unsharded")).isEqualTo("lab: unsharded is not a part of a class: it was graded without --shard");
        assertThat(refusal("a", "course")).startsWith("lab: course is not a part of a class: ");
        assertThat(refusal("a", "gone")).startsWith("lab: gone is not a part of a class: ");
    }

    @Test
    @DisplayName("parts that another version of the course has graded than the one here")
    void otherCourse() {
        Versions gone = new Versions("tool", Map.of("02-gone", "one"));
        write("a", part(new Shard(1, 1), 7, List.of(), "Mosquitto 2", gone, CLASS));

        assertThat(refusal("a")).startsWith("lab: the parts were graded with another version of the course, or of Java, ");
    }

    @Test
    @DisplayName("to write where a part is")
    void ontoAPart() {
        write("b", part(2, 2));

        assertThat(refusalTo("a", "a", "b")).isEqualTo("lab: the results cannot go to a: that is where the part a is");
        assertThat(folder.resolve("a/part.json")).exists();
    }
}
