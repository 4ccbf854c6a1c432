package mqttlab.broker.tls;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import mqttlab.broker.file.BadFile;

/**
 * The server's side of TLS 1.2 and 1.3. Any thread may call {@link #accept}, which blocks until the handshake is done:
 * call it on the connection's own thread, never on the one that accepts connections.
 */
public final class Tls {

    private static final String[] VERSIONS = {"TLSv1.3", "TLSv1.2"};
    // The keys never leave the memory of this process.
    private static final char[] NO_PASSWORD = {};

    private final SSLContext context;
    private final boolean clientCertificate;

    private Tls(SSLContext context, boolean clientCertificate) {
        this.context = context;
        this.clientCertificate = clientCertificate;
    }

    /**
     * From PEM files.
     *
     * @param chain the server's certificate, then those that lead from it to a root
     * @param privateKey the key of that certificate, not encrypted
     * @param clientAuthorities if present, a client must show a certificate that one of these signed
     * @throws BadFile if one of them cannot be used
     */
    public static Tls of(Path chain, Path privateKey, Optional<Path> clientAuthorities) {
        Certificate[] certificates = new PemFile(chain).certificates().toArray(Certificate[]::new);
        try {
            KeyStore keys = emptyStore();
            PrivateKey key = new PemFile(privateKey).privateKey(certificates[0].getPublicKey());
            keys.setKeyEntry("server", key, NO_PASSWORD, certificates);
            KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            identity.init(keys, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity.getKeyManagers(), clientAuthorities.isPresent() ? trust(clientAuthorities.get()) : null, null);
            return new Tls(context, clientAuthorities.isPresent());
        } catch (GeneralSecurityException | IOException e) {
            throw new BadFile(chain, "cannot be used for TLS: %s; it should hold the server's certificate first, "
                    .formatted(e.getMessage()) + "then the one that signed it, and so on");
        }
    }

    private static TrustManager[] trust(Path authorities) throws GeneralSecurityException, IOException {
        KeyStore trusted = emptyStore();
        for (Certificate authority : new PemFile(authorities).certificates()) {
            trusted.setCertificateEntry("authority-" + trusted.size(), authority);
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return trust.getTrustManagers();
    }

    private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    /**
     * Shakes hands with the client at the other end of this connection. Closing the result says goodbye to the client, and waits
     * for it; to cut it off, close the given socket.
     */
    public SSLSocket accept(Socket tcp) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(tcp, null, true);
        socket.setEnabledProtocols(VERSIONS);
        socket.setNeedClientAuth(clientCertificate);
        socket.startHandshake();
        return socket;
    }
}
