package mqttlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mqttlab.lab.submission.Zips;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The tool, on a machine that is not like ours")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher there is lab.cmd")
@ProvedOnce(reads = {"lab", "labs", "solutions", "grading/sample-class", ":!*.adoc"})
class SurroundingsIT {

    private static final Path ROOT = ThisCheckout.root();
    private static final String[] CHECK = {"check", "01", "--solution", "--broker", "embedded", "--only", "connects"};

    @TempDir
    private Path folder;

    private Launched lab() {
        return new Launched(folder, ROOT.resolve("lab").toString());
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("gives the solution its points in any language")
    @ValueSource(strings = {"-Duser.language=ar -Duser.country=EG", "-Duser.language=tr", "-Dfile.encoding=ISO-8859-1"})
    void language(String options) throws IOException {
        Ran ran = lab().with("JAVA_TOOL_OPTIONS", options).with("LC_ALL", "C").start(CHECK).finish();

        assertThat(ran.out()).endsWith("1 of 1 points\n");
        assertThat(ran.status()).isZero();
    }

    @Test
    @DisplayName("grades submissions whose names have accents, without a locale, a terminal or a HOME")
    void accents() throws IOException {
        Path submissions = Files.createDirectories(folder.resolve("clase (1)"));
        Zips.folder(submissions.resolve("Begoña Muñoz.zip"), ROOT.resolve("grading/sample-class/ana-garcia/src"));
        Path out = folder.resolve("año");
        Ran ran = lab().with("LC_ALL", "POSIX").with("TERM", "dumb").with("HOME", "/nonexistent")
                .start("grade", submissions.toString(), "--out", out.toString(), "--broker", "embedded").finish();

        assertThat(ran.status()).as(ran.err()).isZero();
        assertThat(Files.readString(out.resolve("gradebook.csv"))).contains("Begoña Muñoz,01,20,20,");
    }

    @Test
    @DisplayName("says in a line that it cannot write temporary files, and ends with 2")
    void noTemporaryFiles() throws IOException {
        for (String[] command : List.of(CHECK, new String[] {"check", "broker", "00"})) {
            Ran ran = lab().with("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=/proc/nowhere").start(command).finish();

            assertThat(ran.status()).isEqualTo(2);
            assertThat(ran.out() + ran.err()).contains("/proc/nowhere").doesNotContain("\tat ");
        }
    }

    @Test
    @DisplayName("lets nobody attach to it, and takes its broker along when it is killed")
    void killed() throws IOException, InterruptedException, ExecutionException, TimeoutException {
        Process lab = new ProcessBuilder(ROOT.resolve("lab").toString(), "broker", "--port", "0")
                .redirectErrorStream(true).start();
        try (BufferedReader said = lab.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.lines().anyMatch(line -> line.contains("listening"))).isTrue();
            List<ProcessHandle> children = lab.descendants().toList();
            assertThat(children).isNotEmpty();
            lab.info().arguments().ifPresent(arguments -> assertThat(arguments).contains("-XX:+DisableAttachMechanism"));

            lab.destroyForcibly();

            for (ProcessHandle child : children) {
                child.onExit().get(10, TimeUnit.SECONDS);
            }
        }
    }
}
