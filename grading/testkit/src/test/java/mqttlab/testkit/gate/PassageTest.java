package mqttlab.testkit.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A connection that passes from one network to another")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no sandbox")
@Timeout(60)
class PassageTest {

    private static final ThreadFactory THREADS = Thread.ofVirtual().factory();
    private static final Executor APART = task -> THREADS.newThread(task).start();
    private static final int MUCH = 20_000_000;

    private Socket client;
    private Socket server;
    private SocketChannel link;

    @BeforeEach
    void connect(@TempDir Path folder) throws IOException {
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(folder.resolve("s"));
        try (ServerSocketChannel taps = ServerSocketChannel.open(); ServerSocketChannel brokers = ServerSocketChannel.open();
                ServerSocketChannel links = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            taps.bind(new InetSocketAddress(Links.LOOPBACK, 0));
            brokers.bind(new InetSocketAddress(Links.LOOPBACK, 0));
            links.bind(address);
            client = new Socket(Links.LOOPBACK, taps.socket().getLocalPort());
            link = SocketChannel.open(address);
            start(new Passage(taps.accept(), link));
            SocketChannel towardsServer = SocketChannel.open(brokers.getLocalAddress());
            server = brokers.accept().socket();
            start(new Passage(towardsServer, links.accept()));
        }
    }

    private static void start(Passage passage) {
        THREADS.newThread(() -> {
            try {
                passage.run(THREADS);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }).start();
    }

    @AfterEach
    void disconnect() throws IOException {
        client.close();
        server.close();
    }

    @Test
    @DisplayName("carries what is said, in both directions")
    void bytes() throws Exception {
        byte[] much = new byte[MUCH];
        new Random(1).nextBytes(much);
        CompletableFuture<byte[]> back = CompletableFuture.supplyAsync(() -> read(client), APART);
        CompletableFuture<byte[]> there = CompletableFuture.supplyAsync(() -> read(server), APART);
        CompletableFuture<Void> answer = CompletableFuture.runAsync(() -> write(server, much), APART);

        write(client, much);
        answer.join();

        assertThat(there.join()).isEqualTo(much);
        assertThat(back.join()).isEqualTo(much);
    }

    private static byte[] read(Socket socket) {
        try {
            return socket.getInputStream().readNBytes(MUCH);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    @DisplayName("may end in one direction, and go on in the other")
    void halfClosed() throws IOException {
        client.getOutputStream().write(7);
        client.shutdownOutput();

        assertThat(server.getInputStream().readAllBytes()).containsExactly(7);
        server.getOutputStream().write(8);
        server.close();
        assertThat(client.getInputStream().readAllBytes()).containsExactly(8);
    }

    @Test
    @DisplayName("is reset there when it is reset here, after what was said before")
    void reset() throws IOException {
        server.getOutputStream().write(8);
        assertThat(client.getInputStream().read()).isEqualTo(8);
        client.setSoLinger(true, 0);
        client.close();

        assertThatThrownBy(() -> server.getInputStream().read()).isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    @Test
    @DisplayName("is reset for those who write to somebody who has gone")
    void gone() throws IOException {
        server.close();

        assertThat(client.getInputStream().read()).isNegative();
        assertThatThrownBy(() -> {
            while (true) {
                client.getOutputStream().write(7);
            }
        }).isInstanceOf(SocketException.class);
    }

    @Test
    @DisplayName("takes no more than it can hand over")
    void backPressure() {
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> write(client, new byte[4 * MUCH]), APART);

        assertThatThrownBy(() -> writing.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
        assertThat(read(server)).hasSize(MUCH);
    }

    @Test
    @DisplayName("ends for both when a process between them is gone")
    void broken() throws IOException {
        link.close();

        assertThat(server.getInputStream().read()).isNegative();
        assertThat(client.getInputStream().read()).isNegative();
    }
}
