package mqttlab.lab.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import mqttlab.lab.Ran;
import mqttlab.lab.TinyCourse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("lab run")
class RunCommandTest {

    private static final String PROGRAM = """
            package hello;

            public final class Hello {
                public static void main(String[] arguments) {
                    boolean asExpected = String.join(",", arguments).equals("tcp://localhost,--fast,a b");
                    System.exit(asExpected ? %d : 1);
                }
            }
            """;

    private TinyCourse course;

    @BeforeEach
    void course(@TempDir Path root) {
        course = new TinyCourse(root)
                .write(TinyCourse.LAB + TinyCourse.HELLO, PROGRAM.formatted(40))
                .write(TinyCourse.SOLUTION + TinyCourse.HELLO, PROGRAM.formatted(50));
    }

    @Test
    @DisplayName("passes arguments to the program, and its exit status on")
    void runs() {
        assertThat(course.lab("run", "01", "--", "tcp://localhost", "--fast", "a b")).isEqualTo(new Ran(40, "", ""));
    }

    @Test
    @DisplayName("runs the solution when that is wanted")
    void solution() {
        assertThat(course.lab("run", "01", "--solution", "--", "tcp://localhost", "--fast", "a b").status()).isEqualTo(50);
    }

    @Test
    @DisplayName("takes an option for its own, and not for a misspelt one to pass on, unless -- stands before it")
    void ownOptions() {
        Ran ran = course.lab("run", "01", "--solutoin");

        assertThat(ran.err()).startsWith("lab: Unknown option: '--solutoin'");
        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    @DisplayName("shows what does not compile, and runs nothing")
    void broken() {
        course.write(TinyCourse.LAB + TinyCourse.HELLO, "package hello;\n\nclass Hello { int a = b; }\n");

        Ran ran = course.lab("run", "01");

        assertThat(ran.err()).startsWith("src/main/java/hello/Hello.java:3: error: ");
        assertThat(ran.status()).isEqualTo(1);
    }
}
