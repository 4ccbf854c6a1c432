package mqttlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The launcher ./lab in this checkout, right after the build")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there it is lab.cmd")
@ProvedOnce(reads = {"lab", "labs", "broker-from-scratch", ":!*.adoc"})
class LauncherIT {

    private static final Path ROOT = ThisCheckout.root();

    @TempDir
    private Path folder;

    @Test
    @DisplayName("starts the tool, without Maven")
    void version() throws IOException {
        Launched lab = new Launched(folder, ROOT.resolve("lab").toString()).withPrograms()
                .with("JAVA_HOME", System.getProperty("java.home"))
                .start("--version");

        assertThat(lab.finish()).isEqualTo(new Ran(0, lab.out(), ""));
        assertThat(lab.out()).startsWith("lab 1 ");
    }

    @Test
    @DisplayName("passes the tool's exit status on")
    void status() throws IOException {
        Ran ran = new Launched(folder, ROOT.resolve("lab").toString()).start("nonsense").finish();

        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.err()).contains("there is no command 'nonsense'");
    }

    @Test
    @DisplayName("finds its course from another folder, through a symbolic link")
    void link() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("my lab"), ROOT.resolve("lab"));
        Ran ran = new Launched(folder, link.toString()).start("list").finish();

        assertThat(ran.out()).startsWith("01-publish-subscribe");
        assertThat(ran.status()).isZero();
        Files.delete(link);
    }
}
