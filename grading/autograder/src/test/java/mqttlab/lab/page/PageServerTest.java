package mqttlab.lab.page;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Random;
import mqttlab.lab.BadInput;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The server of the page")
@ProvedOnce(reads = {})
class PageServerTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();

    private final HttpClient client = HttpClient.newHttpClient();
    private ServerSocket broker;
    private PageServer server;

    @BeforeEach
    void start() throws IOException {
        broker = ServerSocketChannel.open().bind(new InetSocketAddress(HERE, 0)).socket();
        broker.setSoTimeout((int) Patience.usual().toMillis());
        server = new PageServer(0, new InetSocketAddress(HERE, broker.getLocalPort()));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        broker.close();
        client.shutdownNow();
    }

    private WebSocket open(Heard heard, String origin) {
        return client.newWebSocketBuilder().header("Origin", origin).subprotocols("mqtt")
                .buildAsync(URI.create("ws" + server.uri().toString().substring("http".length()) + "mqtt"), heard).join();
    }

    private WebSocket open(Heard heard) {
        return open(heard, "http://localhost:1");
    }

    private Socket accept() throws IOException {
        Socket connection = broker.accept();
        connection.setSoTimeout((int) Patience.usual().toMillis());
        return connection;
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(HttpRequest.newBuilder(server.uri().resolve(path)).build(),
                HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() + " " + answer.body();
    }

    @Test
    @DisplayName("hands on to the broker what is in binary frames, and what the broker answers to the page")
    void handsOn() throws Exception {
        byte[] bytes = new byte[300_000];
        new Random(7).nextBytes(bytes);
        Heard heard = new Heard(bytes.length);
        WebSocket page = open(heard);
        try (Socket connection = accept()) {
            page.sendBinary(ByteBuffer.wrap(bytes, 0, 100_000), false).join();
            page.sendBinary(ByteBuffer.wrap(bytes, 100_000, 200_000), true).join();
            assertThat(connection.getInputStream().readNBytes(bytes.length)).isEqualTo(bytes);
            connection.getOutputStream().write(bytes);
            assertThat(heard.bytes()).isEqualTo(bytes);
        }
        assertThat(page.getSubprotocol()).isEqualTo("mqtt");
    }

    @Test
    @DisplayName("does not read from the broker what the page does not take")
    void waitsForThePage() throws Exception {
        int most = 64 << 20;
        Heard deaf = new Heard(most);
        deaf.stopReading();
        open(deaf);
        try (SocketChannel connection = accept().getChannel(); Selector room = Selector.open()) {
            connection.configureBlocking(false).register(room, SelectionKey.OP_WRITE);
            ByteBuffer flood = ByteBuffer.allocate(most);
            while (flood.hasRemaining() && room.select(Patience.usual().toMillis() / 5) > 0) {
                room.selectedKeys().clear();
                connection.write(flood);
            }
            assertThat(flood.position()).isPositive().isLessThan(most);
        }
    }

    @Test
    @DisplayName("ends the broker's connection when the page has gone, and the page's when the broker has")
    void ends() throws Exception {
        WebSocket page = open(new Heard(1));
        try (Socket connection = accept()) {
            page.abort();
            assertThat(connection.getInputStream().read()).isEqualTo(-1);
        }
        Heard heard = new Heard(1);
        open(heard);
        accept().close();
        assertThat(heard.status()).isEqualTo(WebSocket.NORMAL_CLOSURE);
    }

    @Test
    @DisplayName("ends a conversation that is not in binary frames [MQTT-6.0.0-1]")
    void text() throws Exception {
        Heard heard = new Heard(1);
        WebSocket page = open(heard);
        try (Socket connection = accept()) {
            page.sendText("CONNECT", true).join();
            assertThat(heard.status()).isEqualTo(1003);
            assertThat(connection.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    @DisplayName("says whether a broker is there")
    void noBroker() throws Exception {
        String where = broker.getInetAddress().getHostName() + ":" + broker.getLocalPort();
        assertThat(get("/broker")).isEqualTo("200 A program listens at " + where + ".");
        broker.close();
        assertThat(get("/broker")).isEqualTo("200 No broker listens at " + where + ".");
        Heard heard = new Heard(1);
        open(heard);
        assertThat(heard.status()).isEqualTo(1011);
    }

    @Test
    @DisplayName("has the page and its client, and nothing else")
    void files() throws Exception {
        assertThat(get("/")).startsWith("200 <!DOCTYPE html>");
        assertThat(get("/paho-mqtt.js")).startsWith("200 ").contains("Paho");
        assertThat(get("/page.js?x=1")).startsWith("200 ");
        assertThat(get("/../Main.class")).startsWith("404 ");
    }

    @Test
    @DisplayName("has no broker for a stranger's page, not even under a name that leads here")
    void strangers() throws Exception {
        assertThatThrownBy(() -> open(new Heard(1), "https://stranger.example")).hasStackTraceContaining("403");
        try (Socket raw = new Socket(HERE, server.uri().getPort())) {
            raw.setSoTimeout((int) Patience.usual().toMillis());
            raw.getOutputStream().write("GET / HTTP/1.1\r\nHost: stranger.example\r\n\r\n".getBytes(US_ASCII));
            assertThat(new String(raw.getInputStream().readAllBytes(), US_ASCII)).startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    @DisplayName("says when its port is in use")
    void portInUse() {
        int port = server.uri().getPort();
        assertThatThrownBy(() -> new PageServer(port, new InetSocketAddress(HERE, 1)).close())
                .isInstanceOf(BadInput.class).hasMessageStartingWith("cannot serve a page on port " + port + ": ");
    }
}
