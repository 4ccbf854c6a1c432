package mqttlab.broker.server;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import mqttlab.broker.tls.Tls;
import mqttlab.testkit.Patience;
import mqttlab.testkit.tls.TestCertificate;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A connection with a layer above TCP")
class GoodbyeTest extends WithBroker {

    private static final String CONNECT = "100f00044d51545404020000 0003616e61";
    private static final String CONNACK = "20020000";
    private static final int ALERT = 21;

    @TempDir
    private Path folder;

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    /** A TCP connection that remembers what has come. */
    private static final class Recorder extends Socket {

        private final ByteArrayOutputStream came = new ByteArrayOutputStream();

        Recorder(int port) throws IOException {
            // Small, so that a client that does not read is soon noticed.
            setReceiveBufferSize(4_096);
            connect(new InetSocketAddress(LOOPBACK, port));
            setSoTimeout((int) Patience.usual().toMillis());
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {
                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    int n = super.read(buffer, offset, length);
                    came.write(buffer, offset, Math.max(n, 0));
                    return n;
                }
            };
        }

        /** The type of the last record of TLS 1.2 that has come (RFC 5246, section 6.2.1). */
        int lastRecord() {
            ByteBuffer records = ByteBuffer.wrap(came.toByteArray());
            int type = 0;
            while (records.hasRemaining()) {
                type = records.get();
                records.getShort();
                int length = records.getShort() & 0xffff;
                records.position(records.position() + length);
            }
            return type;
        }
    }

    private int listenForTls() throws IOException {
        Path chain = Files.writeString(folder.resolve("chain"), TestCertificate.localhost().certificatePem());
        Path key = Files.writeString(folder.resolve("key"), TestCertificate.localhost().privateKeyPem());
        return broker.listenForTls(LOOPBACK, 0, Tls.of(chain, key, Optional.empty())).port();
    }

    private SSLSocket secured(Recorder tcp) throws IOException {
        SSLContext trusting = TestCertificate.localhost().clientContext();
        SSLSocket client = (SSLSocket) trusting.getSocketFactory().createSocket(tcp, "localhost", tcp.getPort(), true);
        client.setEnabledProtocols(new String[] {"TLSv1.2"});
        client.getOutputStream().write(bytes(CONNECT));
        assertThat(client.getInputStream().readNBytes(4)).isEqualTo(bytes(CONNACK));
        return keep(client);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"a DISCONNECT, e000", "what is not MQTT, f000"})
    @DisplayName("such as TLS ends with a close_notify, so that nobody can have cut it short (RFC 8446, section 6.1), after")
    void closeNotify(String what, String hex) throws IOException {
        Recorder tcp = new Recorder(listenForTls());
        SSLSocket client = secured(tcp);
        client.getOutputStream().write(bytes(hex));
        assertThat(client.getInputStream().read()).isEqualTo(-1);
        assertThat(tcp.lastRecord()).isEqualTo(ALERT);
    }

    @Test
    @DisplayName("ends with a close_notify, too, where the broker ends it")
    void cut() throws IOException {
        Recorder tcp = new Recorder(listenForTls());
        SSLSocket client = secured(tcp);
        connect("ana");
        assertThat(client.getInputStream().read()).isEqualTo(-1);
        assertThat(tcp.lastRecord()).isEqualTo(ALERT);
    }

    @Test
    @DisplayName("such as WebSocket ends with a Close frame (RFC 6455, section 7.1.1)")
    void closeFrame() throws IOException {
        try (Socket tcp = new Socket(LOOPBACK, broker.listenForWebSocket(LOOPBACK, 0).port())) {
            tcp.setSoTimeout((int) Patience.usual().toMillis());
            tcp.getOutputStream().write("""
                    GET / HTTP/1.1
                    Host: localhost
                    Upgrade: websocket
                    Connection: Upgrade
                    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==
                    Sec-WebSocket-Protocol: mqtt
                    Sec-WebSocket-Version: 13

                    """.replace("\n", "\r\n").getBytes(US_ASCII));
            tcp.getOutputStream().write(bytes("82 91 00000000" + CONNECT + "82 82 00000000 e000"));
            assertThat(tcp.getInputStream().readAllBytes()).endsWith(bytes("82 04 " + CONNACK + "88 02 03e8"));
        }
    }

    @Test
    @DisplayName("ends soon, too, where its client reads nothing, not even a goodbye")
    void deaf() throws IOException {
        Recorder deaf = new Recorder(listenForTls());
        SSLSocket client = secured(deaf);
        client.getOutputStream().write(bytes("8206 0001 0001 74 00"));
        WireClient luis = connect("luis");
        // More than fits into all buffers on the way: the broker's writer waits.
        for (int i = 0; i < 16; i++) {
            luis.publish("t", 1, new byte[1 << 20]);
        }
        connect("ana").ping();
        Insides.assertConnected(broker, 2);
        eventually("TCP is closed", () -> isClosed(deaf));
    }

    private static boolean isClosed(Socket socket) {
        try {
            socket.getOutputStream().write(0);
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
