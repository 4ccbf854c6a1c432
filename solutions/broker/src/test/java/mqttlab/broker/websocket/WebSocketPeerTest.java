package mqttlab.broker.websocket;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket.Listener;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import mqttlab.broker.tls.Tls;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.Patience;
import mqttlab.testkit.tls.TestCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The JDK's own client is the peer: it was not written by whoever wrote the server's side. */
@DisplayName("Java's WebSocket client and an echo over our streams")
@Timeout(30)
@ProvedOnce(reads = {})
class WebSocketPeerTest {

    @TempDir
    private Path folder;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
    private ServerSocket listener;

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
        threads.shutdownNow(); // waits for nobody: whoever still serves after a failure is interrupted
    }

    /** Sends back what comes, until it ends; gives the number of bytes. */
    private Future<Integer> echo(Optional<Tls> tls) {
        return threads.submit(() -> {
            try (Socket tcp = listener.accept()) {
                Socket socket = tls.isPresent() ? tls.get().accept(tcp) : tcp;
                WebSocket ours = WebSocket.accept(socket.getInputStream(), socket.getOutputStream());
                byte[] buffer = new byte[1000];
                int total = 0;
                for (int n = ours.in().read(buffer); n >= 0; n = ours.in().read(buffer)) {
                    ours.out().write(buffer, 0, n);
                    total += n;
                }
                return total;
            }
        });
    }

    private java.net.http.WebSocket connect(String scheme, String protocol) {
        HttpClient http = HttpClient.newBuilder().sslContext(TestCertificate.localhost().clientContext()).build();
        URI uri = URI.create("%s://localhost:%d/mqtt".formatted(scheme, listener.getLocalPort()));
        return http.newWebSocketBuilder().subprotocols(protocol).buildAsync(uri, new Recorder())
                .orTimeout(Patience.usual().toMillis(), MILLISECONDS).join();
    }

    private final class Recorder implements Listener {

        private int bytes;

        @Override
        public CompletionStage<?> onBinary(java.net.http.WebSocket socket, ByteBuffer data, boolean last) {
            bytes += data.remaining();
            seen.add("bytes " + bytes);
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(java.net.http.WebSocket socket, ByteBuffer message) {
            seen.add("pong " + message.get());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(java.net.http.WebSocket socket, int code, String reason) {
            seen.add("close " + code);
            return null;
        }
    }

    private void await(String what) throws InterruptedException {
        String one;
        do {
            one = seen.poll(Patience.usual().toMillis(), MILLISECONDS);
            assertThat(one).as("waiting for: %s", what).isNotNull();
        } while (!what.equals(one));
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("exchange fragments, large messages, pings and goodbyes, also over TLS")
    @ValueSource(strings = {"ws", "wss"})
    void conversation(String scheme) throws Exception {
        Path chain = Files.writeString(folder.resolve("chain"), TestCertificate.localhost().certificatePem());
        Path key = Files.writeString(folder.resolve("key"), TestCertificate.localhost().privateKeyPem());
        Optional<Tls> tls = scheme.equals("wss") ? Optional.of(Tls.of(chain, key, Optional.empty())) : Optional.empty();
        Future<Integer> served = echo(tls);

        java.net.http.WebSocket client = connect(scheme, "mqtt");
        assertThat(client.getSubprotocol()).isEqualTo("mqtt");
        client.sendBinary(ByteBuffer.wrap(new byte[] {1, 2}), false).join();
        client.sendPing(ByteBuffer.wrap(new byte[] {7})).join();
        client.sendBinary(ByteBuffer.wrap(new byte[] {3}), true).join();
        await("pong 7");
        await("bytes 3");
        client.sendBinary(ByteBuffer.allocate(200_000), true).join();
        await("bytes 200003");
        client.sendClose(java.net.http.WebSocket.NORMAL_CLOSURE, "").join();
        await("close 1000");
        assertThat(served.get()).isEqualTo(200_003);
    }

    @Test
    @DisplayName("part when the client sends text: it is told 1003")
    void text() throws Exception {
        Future<Integer> served = echo(Optional.empty());
        java.net.http.WebSocket client = connect("ws", "mqtt");
        client.sendText("hello", true).join();
        await("close 1003");
        assertThatThrownBy(served::get).hasRootCauseInstanceOf(Broken.class);
    }

    @Test
    @DisplayName("do not meet when the client offers another subprotocol: it is told 400")
    void otherProtocol() {
        echo(Optional.empty());
        assertThatThrownBy(() -> connect("ws", "mqttv5")).cause().isInstanceOfSatisfying(WebSocketHandshakeException.class,
                e -> assertThat(e.getResponse().statusCode()).isEqualTo(400));
    }
}
