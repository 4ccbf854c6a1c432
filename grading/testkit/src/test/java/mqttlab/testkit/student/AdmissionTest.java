package mqttlab.testkit.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("Into the channel of a student's JVM")
@Timeout(30)
class AdmissionTest {

    @TempDir
    private Path folder;
    private Path address;
    private ServerSocketChannel server;
    private final Admission admission = Admission.fresh();
    private final ByteArrayOutputStream secret = new ByteArrayOutputStream();
    private final List<SocketChannel> strangers = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() throws IOException {
        address = folder.resolve("channel");
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of(address));
        admission.tell(secret);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
        for (SocketChannel stranger : strangers) {
            stranger.close();
        }
    }

    private SocketChannel stranger(byte[] says) throws IOException {
        SocketChannel stranger = SocketChannel.open(UnixDomainSocketAddress.of(address));
        stranger.write(ByteBuffer.wrap(says));
        strangers.add(stranger);
        return stranger;
    }

    private SocketChannel theRightOne() throws IOException {
        return Admission.told(new ByteArrayInputStream(secret.toByteArray())).enter(address);
    }

    private static String said(SocketChannel by, SocketChannel to) throws IOException {
        by.write(ByteBuffer.wrap("hola".getBytes()));
        ByteBuffer heard = ByteBuffer.allocate(4);
        to.read(heard);
        return new String(heard.array());
    }

    @Test
    @DisplayName("comes the one that was told the secret, whoever was there before it and says nothing, or something else")
    void right() throws IOException {
        byte[] wrong = secret.toByteArray();
        wrong[wrong.length - 1]++;
        SocketChannel silent = stranger(new byte[0]);
        SocketChannel guessing = stranger(wrong);
        stranger(new byte[10]).shutdownOutput();

        try (SocketChannel right = theRightOne(); SocketChannel admitted = admission.admit(server)) {
            server.close();
            assertThat(said(right, admitted)).isEqualTo("hola");
            assertThat(guessing.read(ByteBuffer.allocate(1))).isNegative();
            assertThat(silent.read(ByteBuffer.allocate(1))).isNegative();
        }
    }

    @Test
    @DisplayName("comes nobody without it, and the wait has an end")
    void nobody() throws IOException {
        SocketChannel guessing = stranger(new byte[secret.size()]);
        Thread.ofVirtual().start(() -> {
            try {
                // It is turned away before the server is closed.
                guessing.read(ByteBuffer.allocate(1));
                server.close();
            } catch (IOException e) {
                // Then the test's time runs out.
            }
        });

        assertThatThrownBy(() -> admission.admit(server)).isInstanceOf(IOException.class)
                .hasMessage("nobody with the secret has come");
    }

    @Test
    @DisplayName("comes the right one also when hundreds say nothing")
    void crowd() throws IOException {
        // Not a virtual one: where many wait to be accepted, it would be sent away at once.
        Thread.ofPlatform().start(() -> {
            try {
                for (int i = 0; i < 500; i++) {
                    stranger(new byte[0]);
                }
                strangers.add(theRightOne());
            } catch (IOException e) {
                // Then the test's time runs out.
            }
        });

        try (SocketChannel admitted = admission.admit(server)) {
            assertThat(admitted.isConnected()).isTrue();
            server.close();
            assertThat(strangers.getFirst().read(ByteBuffer.allocate(1))).isNegative();
        }
    }
}
