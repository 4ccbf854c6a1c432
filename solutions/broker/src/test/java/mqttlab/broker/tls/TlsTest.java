package mqttlab.broker.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import mqttlab.broker.file.BadFile;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.tls.TestCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("TLS")
@Timeout(30)
@ProvedOnce(reads = {})
class TlsTest {

    private static final TestCertificate SERVER = TestCertificate.localhost();
    private static final TestCertificate ANA = TestCertificate.forHosts("ana");
    private static final TestCertificate STRANGER = TestCertificate.forHosts("stranger");

    @TempDir
    private static Path folder;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private ServerSocket listener;

    @BeforeAll
    static void files() throws IOException {
        write("chain", "a comment of OpenSSL, en español\n" + SERVER.certificatePem());
        write("no-chain", SERVER.certificatePem() + ANA.certificatePem());
        write("key", SERVER.privateKeyPem());
        write("authorities", ANA.certificatePem());
        write("empty", "");
        write("broken", SERVER.certificatePem().replaceFirst("MII", "M!!"));
        write("truncated", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        write("encrypted", SERVER.privateKeyPem().replace("PRIVATE", "ENCRYPTED PRIVATE"));
        write("old", "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAAAA\n-----END EC PRIVATE KEY-----\n");
        write("no-key", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        write("other-key", STRANGER.privateKeyPem());
    }

    private static void write(String name, String content) throws IOException {
        Files.writeString(folder.resolve(name), content, StandardCharsets.ISO_8859_1);
    }

    @BeforeEach
    void listen() throws IOException {
        listener = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"));
    }

    @AfterEach
    void close() throws IOException {
        listener.close();
        threads.shutdownNow(); // waits for nobody: whoever still serves after a failure is interrupted
    }

    private static Tls tls(Optional<Path> authorities) {
        return Tls.of(folder.resolve("chain"), folder.resolve("key"), authorities);
    }

    /** Serves one client: shakes hands and sends back one byte. */
    private Future<String> serve(Tls tls) {
        return threads.submit(() -> {
            try (Socket tcp = listener.accept()) {
                SSLSocket socket = tls.accept(tcp);
                socket.getOutputStream().write(socket.getInputStream().read());
                return socket.getSession().getProtocol();
            }
        });
    }

    private SSLSocket client(Optional<TestCertificate> own, String... versions) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("server", SERVER.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        if (own.isPresent()) {
            store.setKeyEntry("own", own.get().privateKey(), new char[0], new X509Certificate[] {own.get().certificate()});
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", listener.getLocalPort());
        if (versions.length > 0) {
            socket.setEnabledProtocols(versions);
        }
        return socket;
    }

    private static int echo(SSLSocket client) throws IOException {
        client.getOutputStream().write(42);
        return client.getInputStream().read();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("is spoken in its two safe versions")
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void versions(String version) throws Exception {
        Future<String> served = serve(tls(Optional.empty()));
        try (SSLSocket client = client(Optional.empty(), version)) {
            assertThat(echo(client)).isEqualTo(42);
        }
        assertThat(served.get()).isEqualTo(version);
    }

    @Test
    @DisplayName("lets a client in whose certificate an authority signed, where certificates are asked for")
    void clientCertificate() throws Exception {
        serve(tls(Optional.of(folder.resolve("authorities"))));
        try (SSLSocket client = client(Optional.of(ANA))) {
            assertThat(echo(client)).isEqualTo(42);
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("keeps out a client with a stranger's certificate or none, where certificates are asked for")
    @ValueSource(booleans = {true, false})
    void noClientCertificate(boolean stranger) throws Exception {
        Future<String> served = serve(tls(Optional.of(folder.resolve("authorities"))));
        try (SSLSocket client = client(stranger ? Optional.of(STRANGER) : Optional.empty())) {
            assertThatThrownBy(() -> echo(client)).isInstanceOf(IOException.class);
        }
        assertThatThrownBy(served::get).hasCauseInstanceOf(SSLException.class);
    }

    @Test
    @DisplayName("fails with a client that speaks plain MQTT, and says so to the thread that serves it")
    void plain() throws Exception {
        Future<String> served = serve(tls(Optional.empty()));
        try (Socket client = new Socket("127.0.0.1", listener.getLocalPort())) {
            client.getOutputStream().write(new byte[] {0x10, 12, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0, 0});
            assertThatThrownBy(served::get).hasCauseInstanceOf(SSLException.class);
        }
    }

    @ParameterizedTest(name = "{0}, {1}, {2}: {3}")
    @DisplayName("is not begun with a file that is of no use, and one line says which and why")
    @CsvSource(delimiter = '|', value = {
        "gone | key | authorities | gone: there is no such file",
        "empty | key | authorities | empty: holds no certificate: there is no line -----BEGIN CERTIFICATE-----",
        "key | key | authorities | key: holds no certificate: there is no line -----BEGIN CERTIFICATE-----",
        "broken | key | authorities | broken: should have nothing but Base64 between BEGIN and END",
        "truncated | key | authorities | truncated: holds a certificate that cannot be read; make it anew",
        "no-chain | key | authorities | no-chain: cannot be used for TLS: Certificate chain is not valid; it should hold "
                + "the server's certificate first, then the one that signed it, and so on",
        "chain | gone | authorities | gone: there is no such file",
        "chain | chain | authorities | chain: holds no private key: there is no line -----BEGIN PRIVATE KEY-----",
        "chain | encrypted | authorities | encrypted: the key is encrypted, and the broker has nobody to ask; "
                + "write it anew: openssl pkcs8 -topk8 -nocrypt -in encrypted -out KEY",
        "chain | old | authorities | old: the key is not in the form of PKCS#8, which begins with BEGIN PRIVATE KEY; "
                + "write it anew: openssl pkcs8 -topk8 -nocrypt -in old -out KEY",
        "chain | no-key | authorities | no-key: is not the private key of the certificate",
        "chain | other-key | authorities | other-key: is not the private key of the certificate",
        "chain | key | gone | gone: there is no such file",
        "chain | key | empty | empty: holds no certificate: there is no line -----BEGIN CERTIFICATE-----"})
    void badFile(String chain, String key, String authorities, String complaint) {
        assertThatThrownBy(() -> Tls.of(folder.resolve(chain), folder.resolve(key), Optional.of(folder.resolve(authorities))))
                .isInstanceOf(BadFile.class)
                .extracting(e -> e.getMessage().replace(folder + File.separator, ""))
                .isEqualTo(complaint);
    }
}
