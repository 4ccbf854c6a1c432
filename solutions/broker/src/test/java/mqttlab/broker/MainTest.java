package mqttlab.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The broker's program")
@Timeout(60)
class MainTest {

    private record Ran(int status, String said) {
    }

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("says in one line what it cannot use, and ends with status 2")
    @CsvSource(delimiter = '|', textBlock = """
            bind=127.0.0.1                  | the setting 'port' is missing
            port=1 port=2                   | the setting 'port' is given twice
            port=66000                      | port=66000: give a number from 0 to 65535
            port=0 max-packet=lots          | max-packet=lots: give a number from 2 to 268435455
            port=0 log=loud                 | log=loud: give debug, info, warning or error
            port=0 speed=high               | there is no setting 'speed=high'. There are: port=N
            port                            | there is no setting 'port'. There are: port=N
            port=0 bind=nowhere.invalid     | bind=nowhere.invalid: that is no address of this machine
            port=0 passwords=FOLDER/none    | FOLDER/none: there is no such file
            port=0 acl=FOLDER/acl           | FOLDER/acl:2:
            port=0 tls=0                    | the setting 'certificate' is missing: TLS needs a certificate and its key
            port=0 data=FOLDER/acl          | FOLDER/acl:
            """)
    void complains(String settings, String complaint) throws Exception {
        Files.writeString(folder.resolve("acl"), "user ana\ntropic read news\n");
        Ran ran = run(settings.replace("FOLDER", folder.toString()).split(" "));
        assertThat(ran.said()).startsWith("broker: " + complaint.replace("FOLDER", folder.toString())).hasLineCount(1);
        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    @DisplayName("says that its port is in use")
    void portInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Ran ran = run("port=" + taken.getLocalPort());
            assertThat(ran.said()).startsWith("broker: cannot listen on port " + taken.getLocalPort() + " of 127.0.0.1: ")
                    .endsWith("Is another broker running there?\n").hasLineCount(1);
            assertThat(ran.status()).isEqualTo(2);
        }
    }

    private static Ran run(String... settings) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", Path.of("target/classes").toString(), Main.class.getName()));
        command.addAll(List.of(settings));
        Process broker = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(broker.getInputStream().readAllBytes(), UTF_8);
            assertThat(broker.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Ran(broker.exitValue(), said);
        } finally {
            broker.destroyForcibly();
        }
    }
}
