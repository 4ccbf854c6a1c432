package mqttlab.testkit.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import mqttlab.testkit.sandbox.Sandbox;
import mqttlab.testkit.sandbox.SandboxHere;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A student's code in a network of its own")
class OwnNetworkTest {

    private ServerSocket server;
    private InOwnJvm code;
    private StudentRun run;
    private Pupil pupil;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException, InterruptedException {
        Sandbox sandbox = SandboxHere.required(List.of());
        assumeTrue(sandbox.ownNetwork(), "bwrap can make no network on this machine");
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::greet);
        code = InOwnJvmTest.naughty(folder, sandbox);
        run = code.start();
        pupil = run.create(Pupil.class);
    }

    private void greet() {
        try {
            while (true) {
                try (Socket guest = server.accept()) {
                    guest.getOutputStream().write("¡hola!".getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    @AfterEach
    void stop() throws IOException {
        if (code != null) {
            run.close();
            code.close();
            server.close();
        }
    }

    @Test
    @DisplayName("reaches the ports that are opened for it, and no others")
    void opened() throws IOException {
        requireRefused();
        run.openPort(server.getLocalPort());
        assertThat(pupil.knock(server.getLocalPort())).isEqualTo("¡hola!");
        run.shutPort(server.getLocalPort());
        requireRefused();
        run.openPort(server.getLocalPort());
        assertThat(pupil.knock(server.getLocalPort())).isEqualTo("¡hola!");
    }

    @Test
    @DisplayName("reaches nothing any more after its run")
    void forgotten() {
        run.openPort(server.getLocalPort());
        run.release();
        run = code.start();
        assertThat(run.isFresh()).isFalse();
        pupil = run.create(Pupil.class);

        requireRefused();
    }

    private void requireRefused() {
        assertThatThrownBy(() -> pupil.knock(server.getLocalPort())).hasMessageContaining("refused");
    }
}
