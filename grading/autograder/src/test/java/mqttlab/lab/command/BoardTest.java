package mqttlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import mqttlab.lab.Ran;
import mqttlab.lab.TinyCourse;
import mqttlab.testkit.check.CheckRun;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("lab check with nothing behind it")
class BoardTest {

    private static final String FIRST = TinyCourse.LAB + "target/lab/result-01-hello.json";
    private static final String SECOND = "labs/02-again/target/lab/result-02-again.json";

    @TempDir
    private Path root;
    private TinyCourse course;

    /** Of 35 points each. */
    @BeforeEach
    void twoLabs() {
        course = new TinyCourse(root);
        String lab = course.read(TinyCourse.LAB + "lab.yaml").replace("kind: client", "kind: functions")
                .replace("hello.suites", "mqttlab.suites.broker.stage00");
        course.write(TinyCourse.LAB + "lab.yaml", lab)
                .write("labs/02-again/lab.yaml", lab.replace("title: Hello", "title: Again"));
    }

    /** As it is kept, but for what the board does not read: the checks of the first task have passed. */
    private static String result(int points) {
        String passed = new CheckRun("mqttlab.suites.broker.stage00", Set.of()).checks().stream()
                .filter(check -> check.task() == 1)
                .map(check -> "{\"id\": \"%s\", \"verdict\": \"passed\"}".formatted(check.id()))
                .collect(Collectors.joining(", "));
        return "{\"points\": %d, \"total\": 35, \"labs\": [{\"checks\": [%s]}]}".formatted(points, passed);
    }

    @Test
    @DisplayName("begins with the first lab")
    void begin() {
        Ran ran = course.lab("check");
        assertThat(ran.out()).isEqualToNormalizingNewlines("""
                · 01-hello                     Hello                        not checked yet, 35 points
                · 02-again                     Again                        not checked yet, 35 points

                Next: read labs/01-hello/README.adoc (./lab read 01), and run ./lab check 01
                """);
        assertThat(ran.status()).isEqualTo(1);
    }

    @Test
    @DisplayName("goes on with the first task that has lost something in what is not done")
    void goOn() {
        course.write(FIRST, result(35)).write(SECOND, result(3));
        assertThat(course.lab("check").out()).contains("✓ 01-hello ", "35 of 35 points\n", "✗ 02-again ", " 3 of 35 points\n")
                .endsWith("and run ./lab check 02 --task 2\n");
    }

    @Test
    @DisplayName("is content when all points are there, and only then")
    void done() {
        course.write(FIRST, result(35)).write(SECOND, result(34));
        assertThat(course.lab("check").status()).isEqualTo(1);
        course.write(SECOND, result(35));
        Ran ran = course.lab("check");
        assertThat(ran.out()).contains("Everything is done.");
        assertThat(ran.status()).isZero();
    }
}
