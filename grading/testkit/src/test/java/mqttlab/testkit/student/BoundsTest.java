package mqttlab.testkit.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A student's code in its JVM")
@ProvedOnce(reads = {})
class BoundsTest {

    @TempDir
    private Path folder;
    private InOwnJvm code;
    private StudentRun run;
    private Pupil pupil;

    @BeforeEach
    void start() throws IOException {
        code = InOwnJvmTest.naughty(folder);
        run = code.start();
        pupil = run.create(Pupil.class);
    }

    @AfterEach
    void stop() {
        run.close();
        code.close();
    }

    @Test
    @DisplayName("learns nothing from variables, nor from its standard input")
    void lookAround() throws IOException {
        assertThat(pupil.lookAround()).endsWith("and -1").isSubsetOf("LC_ALL", "SystemRoot", "TEMP", "TMP", "and -1");
    }

    @Test
    @DisplayName("is out of reach of jcmd, and of the agents of others")
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere a process may not tell with what it was started")
    void attach() {
        assertThat(ProcessHandle.current().children().map(each -> each.info().arguments().map(List::of).orElse(List.of()))
                .filter(arguments -> arguments.contains(StudentHost.class.getName())))
                .isNotEmpty().allMatch(arguments -> arguments.contains("-XX:+DisableAttachMechanism"));
    }

    @Test
    @DisplayName("is remembered for a few of its exceptions, and for the beginning of what they say")
    void wails() throws InterruptedException {
        pupil.wail(50, 1_000_000);
        assertThat(run.uncaught()).hasSize(10);
        assertThat(run.uncaught().toString()).hasSizeLessThan(20_000);
    }

    @Test
    @DisplayName("that says without end has crashed, and is told why")
    void saysWithoutEnd() {
        Pupil.Homework thick = new Pupil.Homework("x".repeat(1_900_000), 1);
        StudentFault fault = catchThrowableOfType(StudentFault.Crashed.class, () -> {
            for (int i = 0; i < 100; i++) {
                pupil.copy(thick);
            }
        });
        assertThat(fault).hasMessage("the JVM of your code was ended during Pupil.copy: "
                + "it sent the suite more than 67,108,864 bytes");
    }
}
