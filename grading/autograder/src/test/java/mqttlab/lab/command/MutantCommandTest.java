package mqttlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import mqttlab.lab.Ran;
import mqttlab.lab.ThisCheckout;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("lab mutant")
@ProvedOnce(reads = {"labs", "solutions", "broker-from-scratch", "grading/mutants", ":!*.adoc"})
class MutantCommandTest {

    private static final String LAB = "01-publish-subscribe";

    @Test
    @DisplayName("lists all mutants of the course")
    void lists() {
        assertThat(lab(ThisCheckout.root()).out()).contains(LAB + "/published-with-qos-0: News is published with QoS 0")
                .contains("broker-03-filters/hash-without-its-parent: ");
    }

    @Test
    @DisplayName("shows what differs from the solution, and what is to come of it")
    void diff() {
        Ran ran = lab(ThisCheckout.root(), "published-with-qos-0", "--diff");

        assertThat(ran.out().lines()).contains("-            client.publish(topic, payload, 1, false);",
                "+            client.publish(topic, payload, 0, false);",
                "To fail: publishesAtLeastOnce, saysThatNewsIsNotAcknowledged, waitsForThePuback", "To be left: 17 points");
        assertThat(ran.status()).isZero();
    }

    @Test
    @DisplayName("shows the report of a student, and says that all is as stated")
    void asStated(@TempDir Path course) throws IOException {
        Ran ran = judged(course, "0, false", "publishesAtLeastOnce, waitsForThePuback, saysThatNewsIsNotAcknowledged", 17);

        assertThat(ran.out()).contains("Lab 01: Publish and subscribe", "17 of 20 points", "As stated: ");
        assertThat(ran.status()).isZero();
    }

    @Test
    @DisplayName("says which check is not as stated, exit status 1")
    void notAsStated(@TempDir Path course) throws IOException {
        Ran ran = judged(course, "1, true", "waitsForThePuback", 19);

        assertThat(ran.out()).contains("Not as stated:", "  publishesAtLeastOnce failed and was not to",
                "  waitsForThePuback was to fail and passed").doesNotContain("points were to be left");
        assertThat(ran.status()).isEqualTo(1);
    }

    @Test
    @DisplayName("runs one check again as its report says, and leaves open what is stated")
    void oneCheck() {
        Ran ran = lab(ThisCheckout.root(), "published-with-qos-0", "--only", "waitsForThePuback", "--seed", "7",
                "--broker", "embedded");

        assertThat(ran.out()).contains("0 of 1 point",
                "Again:    ./lab mutant published-with-qos-0 --only waitsForThePuback --seed 7").doesNotContain("s stated: ");
        assertThat(ran.status()).isEqualTo(1);
    }

    @Test
    @DisplayName("says that a mutant survives")
    void survives(@TempDir Path course) throws IOException {
        assertThat(judged(course, "1, !true", "waitsForThePuback", 18).out()).contains("  survives: everything passes",
                "  18 points were to be left, and 20 are");
    }

    /** Of a course with this mutant alone. */
    private static Ran judged(Path course, String by, String fails, int score) throws IOException {
        copy("labs/" + LAB, course);
        copy("solutions/" + LAB, course);
        Files.createDirectories(course.resolve("grading/mutants"));
        Files.writeString(course.resolve("grading/mutants").resolve(LAB + ".yaml"), """
                - name: it
                  mistake: Something is wrong.
                  in: PahoPublisher.java
                  replace: 1, false
                  by: %s
                  fails: [%s]
                  score: %d
                """.formatted(by, fails, score));
        return lab(course, "it", "--broker", "embedded");
    }

    private static void copy(String folder, Path course) throws IOException {
        try (Stream<Path> files = Files.walk(ThisCheckout.root().resolve(folder))) {
            for (Path file : (Iterable<Path>) files.filter(each -> !each.toString().contains("target"))::iterator) {
                Path target = course.resolve(ThisCheckout.root().relativize(file));
                Files.createDirectories(target.getParent());
                if (Files.isRegularFile(file)) {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static Ran lab(Path course, String... arguments) {
        return Ran.lab(course.toString(), Stream.concat(Stream.of("mutant"), Stream.of(arguments)).toArray(String[]::new));
    }
}
