package mqttlab.testkit.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.broker.Scratch;

/**
 * A certificate that signed itself, with its private key, for one run of the tests. The JDK's own {@code keytool} makes
 * it: no library is needed and no DER is written by hand.
 */
public record TestCertificate(X509Certificate certificate, PrivateKey privateKey) {

    private static final char[] PASSWORD = "not-a-secret".toCharArray();
    private static final String ALIAS = "mqttlab";

    /** Made once in this JVM, at its first use: keytool takes half a second. */
    private static final class Localhost {
        private static final TestCertificate INSTANCE = forHosts("localhost", "127.0.0.1");
    }

    /** The certificate of this run, for {@code localhost} and {@code 127.0.0.1}. */
    public static TestCertificate localhost() {
        return Localhost.INSTANCE;
    }

    /** A new certificate for these host names and IP addresses; the first is its common name. */
    public static TestCertificate forHosts(String... hosts) {
        try {
            Path folder = Scratch.folder("tls");
            Path store = folder.resolve("store.p12");
            try {
                keytool(store, hosts);
                return read(store);
            } finally {
                Files.deleteIfExists(store);
                Files.delete(folder);
            }
        } catch (IOException | GeneralSecurityException e) {
            throw new InfrastructureException("Cannot make a TLS certificate for the tests: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("Interrupted while making a TLS certificate for the tests.", e);
        }
    }

    /** What a server needs to speak TLS as the owner of this certificate. */
    public SSLContext serverContext() {
        try {
            KeyStore store = emptyStore();
            store.setKeyEntry(ALIAS, privateKey, PASSWORD, new X509Certificate[] {certificate});
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new InfrastructureException("This JDK cannot set up TLS: " + e.getMessage(), e);
        }
    }

    /** What a client needs to trust this certificate, and no other. */
    public SSLContext clientContext() {
        try {
            KeyStore store = emptyStore();
            store.setCertificateEntry(ALIAS, certificate);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new InfrastructureException("This JDK cannot set up TLS: " + e.getMessage(), e);
        }
    }

    public String certificatePem() {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new InfrastructureException("Cannot encode the certificate of the tests: " + e.getMessage(), e);
        }
    }

    public String privateKeyPem() {
        return pem("PRIVATE KEY", privateKey.getEncoded());
    }

    private static String pem(String what, byte[] der) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(what, lines);
    }

    private static void keytool(Path store, String... hosts) throws IOException, InterruptedException {
        String names = Arrays.stream(hosts)
                .map(host -> (host.matches("[0-9.]+|.*:.*") ? "ip:" : "dns:") + host)
                .collect(Collectors.joining(","));
        Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                // In some languages it writes the dates of a calendar that it cannot read.
                "-J-Duser.language=en", "-J-Duser.country=US",
                "-genkeypair", "-alias", ALIAS, "-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30",
                "-dname", "CN=" + hosts[0], "-ext", "san=" + names,
                "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", new String(PASSWORD)))
                .redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("keytool failed: " + said);
        }
    }

    private static TestCertificate read(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return new TestCertificate((X509Certificate) store.getCertificate(ALIAS),
                (PrivateKey) store.getKey(ALIAS, PASSWORD));
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
