package mqttlab.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The broker's program, once it runs, as its page says how to start it,")
@Timeout(60)
class RunningTest {

    private static final byte[] CONNECT = {0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0, 1, 'a'};

    @TempDir
    private Path folder;
    private Process broker;
    private BufferedReader output;

    private void start(String option, String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@jvm.options", option, "-cp", Path.of("target/classes").toString(), Main.class.getName(), "port=0"));
        command.addAll(List.of(settings));
        broker = new ProcessBuilder(command).redirectErrorStream(true).start();
        output = broker.inputReader(UTF_8);
    }

    @AfterEach
    void end() {
        broker.destroyForcibly();
    }

    /** Reads on until it says so. */
    private String line(String words) throws IOException {
        List<String> said = new ArrayList<>();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.contains(words)) {
                return line;
            }
            said.add(line);
        }
        throw new AssertionError("it has ended without saying \"%s\"; it said %s".formatted(words, said));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "it has no signals")
    @DisplayName("reads its password file and access list again when SIGHUP says so, and goes on as before with one that "
            + "is wrong")
    void hangup() throws Exception {
        Path acl = Files.writeString(folder.resolve("acl"), "topic read news\n");
        start("-ea", "acl=" + acl);
        line("listening");
        hangUp();
        assertThat(line("again")).endsWith(" info the password file and the access list are read again");
        Files.writeString(acl, "tropic read news\n");
        hangUp();
        assertThat(line("stay"))
                .contains(" error the password file and the access list stay in force as they were: " + acl + ":1: ");
        Files.writeString(acl, "topic read news\n");
        hangUp();
        line("again");
    }

    private void hangUp() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-HUP", String.valueOf(broker.pid())).start().waitFor()).isZero();
    }

    @Test
    @DisplayName("ends when there is no memory left, with a line that says so and a status that is not 0")
    void outOfMemory() throws Exception {
        start("-Xmx24m");
        String listening = line("listening");
        try (Socket socket = new Socket("127.0.0.1", Integer.parseInt(listening.substring(listening.lastIndexOf(' ') + 1)))) {
            OutputStream out = socket.getOutputStream();
            out.write(CONNECT);
            // A PUBLISH of 16,000,000 bytes.
            out.write(new byte[] {0x30, (byte) 0x80, (byte) 0xc8, (byte) 0xd0, 7, 0, 1, 't'});
            out.write(new byte[16_000_000 - 3]);
        } catch (IOException e) {
            // The connection ends with it.
        }
        line("OutOfMemoryError");
        assertThat(broker.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(broker.exitValue()).isNotZero();
    }
}
