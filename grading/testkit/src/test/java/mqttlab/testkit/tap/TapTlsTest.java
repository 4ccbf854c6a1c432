package mqttlab.testkit.tap;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.closedBy;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import mqttlab.testkit.mqtt.Framer;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.ConnectionClosed.How;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A tap with TLS")
@Timeout(60)
class TapTlsTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    static Path keys;

    private static SSLContext tls;
    private static final TinyBroker BROKER = new TinyBroker();

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path store = keys.resolve("tap.p12");
        Process keytool = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "tap", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1",
                "-validity", "2", "-storetype", "PKCS12", "-storepass", new String(PASSWORD), "-keystore",
                store.toString()).inheritIO().start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keyStore = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keyStore.load(in, PASSWORD);
        }
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keyStore, PASSWORD);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("tap", keyStore.getCertificate("tap"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    }

    @AfterAll
    static void close() throws Exception {
        BROKER.close();
    }

    @Test
    @DisplayName("is a TLS server to Paho and plain towards the broker, and records the packets in clear")
    void paho() throws Exception {
        try (Tap tap = Tap.withTls(tls, BROKER::address)) {
            assertThat(tap.uri()).startsWith("ssl://127.0.0.1:");
            MqttClient paho = new MqttClient(tap.uri(), "luis", new MemoryPersistence());
            MqttConnectOptions options = new MqttConnectOptions();
            options.setSocketFactory(tls.getSocketFactory());
            paho.connect(options);
            paho.publish("news", "x".getBytes(), 1, false);
            paho.disconnect();
            paho.close();

            assertThat(tap.trace().await(fromClient(PUBLISH)).packet().topic()).isEqualTo("news");
            assertThat(tap.trace().await(closed()).how()).isEqualTo(How.ORDERLY);
        }
    }

    @Test
    @DisplayName("passes the end of the broker's stream on to a client that still sends")
    void halfClose() throws Exception {
        try (Tap tap = Tap.withTls(tls, BROKER::address);
             SSLSocket client = (SSLSocket) tls.getSocketFactory().createSocket()) {
            client.connect(tap.address());
            client.getOutputStream().write(Packets.connect("ana").packet().raw());
            tap.trace().await(fromBroker(CONNACK));
            BROKER.finish();
            Framer framer = new Framer(client.getInputStream());
            assertThat(framer.next()).isInstanceOf(Framer.Cut.Whole.class);
            assertThat(framer.next()).isInstanceOf(Framer.Cut.End.class);
            tap.trace().await(closedBy(Party.BROKER));
        }
    }

    @Test
    @DisplayName("says that a client which speaks plain TCP never completed the handshake")
    void plainClient() throws Exception {
        try (Tap tap = Tap.withTls(tls, BROKER::address); Socket client = new Socket()) {
            client.connect(tap.address());
            client.getOutputStream().write(Packets.connect("ana").packet().raw());

            ConnectionClosed closed = tap.trace().await(closed(1));
            assertThat(closed.how()).isEqualTo(How.TLS_FAILED);
            assertThat(closed.text()).startsWith("client did not complete the TLS handshake: ");
        }
    }

    @Test
    @DisplayName("lets a client that resets vanish on the broker's side, too")
    void reset() throws Exception {
        try (Tap tap = Tap.withTls(tls, BROKER::address)) {
            Socket plain = new Socket();
            plain.connect(tap.address());
            SSLSocket client = (SSLSocket) tls.getSocketFactory().createSocket(plain, "127.0.0.1", 0, true);
            client.getOutputStream().write(Packets.connect("gone").packet().raw());
            new Framer(client.getInputStream()).next(); // the CONNACK: nothing is on its way when the reset comes
            plain.setSoLinger(true, 0);
            plain.close();

            ConnectionClosed closed = tap.trace().await(closed(1));
            assertThat(closed.by()).isEqualTo(Party.CLIENT);
            assertThat(closed.how()).isEqualTo(How.RESET);
        }
    }
}
