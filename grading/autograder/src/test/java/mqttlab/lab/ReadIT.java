package mqttlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("./lab read")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there it is lab.cmd")
@ProvedOnce(reads = {"lab", "labs"})
class ReadIT {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("prints a handout as text where its output is piped, with the jars of the built tool")
    void piped() throws IOException {
        Ran ran = new Launched(folder, ThisCheckout.root().resolve("lab").toString()).start("read", "01").finish();

        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).startsWith("Lab 01: Publish and subscribe\n====").contains("`news/cadiz/+`");
        assertThat(ran.status()).isZero();
    }
}
