package mqttlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisplayName("The launcher ./lab, whatever the machine is like")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there it is lab.cmd")
@ProvedOnce(reads = {"lab", "labs", "broker-from-scratch", ":!*.adoc"})
class LauncherMachineIT extends WithCopiedLauncher {

    @Test
    @DisplayName("starts the tool in English and with UTF-8, whatever the terminal says")
    void locale() throws IOException {
        maven("");
        for (String theirs : List.of("C", "POSIX", "ar_EG.UTF-8", "nowhere")) {
            Ran ran = lab().with("LC_ALL", theirs).start("list").finish();

            assertThat(ran.out()).contains("-Duser.language=en ", "-Dfile.encoding=UTF-8 ");
            assertThat(Files.readString(folder.resolve("locale"))).containsIgnoringCase("utf");
        }
    }

    @Test
    @DisplayName("ends with 2, and says why, when Java does not start with somebody's options")
    void junk() throws IOException {
        Ran ran = lab().with("JAVA_TOOL_OPTIONS", "-junk").start("list").finish();

        assertThat(ran.err()).contains("JAVA_TOOL_OPTIONS", "Unrecognized option: -junk").hasLineCount(1);
        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    @DisplayName("asks the java of a version manager where its JDK is")
    void shim() throws IOException {
        maven("");
        Path managed = jdk("versions/temurin 25", "25.0.3");
        Launched.script(programs.resolve("java"), "exec \"%s/bin/java\" \"$@\"\n".formatted(managed));

        assertThat(lab().start("list").finish().out()).startsWith("java of 25.0.3");
    }

    @Test
    @DisplayName("goes without a terminal, input, output and HOME")
    void nothing() throws IOException {
        maven("");
        Path script = folder.resolve("closed");
        Launched.script(script, "unset HOME TERM; exec '%s/lab' list <&- >&-\n".formatted(course));

        assertThat(new Launched(folder, script.toString()).withPrograms(programs)
                .with("LAB_SYSTEM_ROOT", folder.resolve("system").toString()).start().finish().status()).isEqualTo(7);
    }

    @Test
    @DisplayName("says what to install when there is no JDK, or only an old one, or only a JRE")
    void noJdk() throws IOException {
        Files.delete(jdk.resolve("bin/javac"));
        jdk("system/usr/lib/jvm/jdk-17", "17.0.15");
        jdk("system/opt/jdk8", "1.8.0_402");

        Ran ran = lab().start("list").finish();

        assertThat(ran.err()).contains("needs a JDK 21 or newer").hasLineCount(1);
        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    @DisplayName("prefers the JDK of JAVA_HOME, if that is good enough")
    void javaHome() throws IOException {
        maven("");
        Path mine = jdk("mine", "25-ea");
        Path old = jdk("old", "17");

        assertThat(lab().with("JAVA_HOME", mine.toString()).start().finish().out()).startsWith("java of 25-ea");
        assertThat(lab().with("JAVA_HOME", old.toString()).start().finish().out()).startsWith("java of 21.0.1");
    }
}
