package mqttlab.testkit.broker;

import io.moquette.BrokerConstants;
import io.moquette.broker.ISslContextCreator;
import io.moquette.broker.Server;
import io.moquette.broker.config.IConfig;
import io.moquette.broker.config.MemoryConfig;
import io.moquette.broker.security.IAuthenticator;
import io.moquette.broker.security.IAuthorizatorPolicy;
import io.moquette.broker.security.PermitAllAuthorizatorPolicy;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.util.IllegalReferenceCountException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLException;
import mqttlab.testkit.InfrastructureException;

/** Moquette in this JVM, listening on localhost only. */
final class MoquetteBroker implements Broker {

    private static final String HOST = "127.0.0.1";
    private static final String BUILT = "/META-INF/maven/de.fraunhofer.iosb.io.moquette/moquette-broker/pom.properties";

    static {
        // As everybody runs it. Tests run with assertions, and one that fails ends a thread that serves half of all sessions:
        // a PUBREL with an unknown identifier does that.
        MoquetteBroker.class.getClassLoader().setPackageAssertionStatus("io.moquette", false);
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final BrokerSettings settings;
    private final Path folder;
    private volatile int port;
    private volatile OptionalInt tlsPort = OptionalInt.empty();
    private MoquetteNetwork network;
    private Server server;
    private boolean paused;
    private boolean closed;

    private MoquetteBroker(BrokerSettings settings) {
        this.settings = settings;
        this.folder = Scratch.folder("moquette");
    }

    static MoquetteBroker started(BrokerSettings settings) {
        QuietLogs.please();
        MoquetteBroker broker = new MoquetteBroker(settings);
        try {
            broker.start();
            return broker;
        } catch (RuntimeException e) {
            broker.close();
            throw e;
        }
    }

    @Override
    public void start() {
        lock.lock();
        try {
            if (server != null || closed) {
                return;
            }
            network = new MoquetteNetwork();
            server = new Server();
            network.open(() -> server.startServer(new MemoryConfig(config()), List.of(), tls(), authenticator(), acl()));
            // Moquette opens the plain port first. Its own getPort() may still be 0 when it has started.
            List<Integer> ports = network.ports();
            port = ports.getFirst();
            tlsPort = ports.size() == 1 ? OptionalInt.empty() : OptionalInt.of(ports.getLast());
            network.prove(HOST, port);
        } catch (IOException e) {
            throw new InfrastructureException("Moquette does not start: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InfrastructureException("Interrupted while starting Moquette.", e);
        } finally {
            lock.unlock();
        }
    }

    private Properties config() {
        Properties config = new Properties();
        config.setProperty(IConfig.HOST_PROPERTY_NAME, HOST);
        config.setProperty(IConfig.PORT_PROPERTY_NAME, "0");
        settings.certificate().ifPresent(c -> config.setProperty(IConfig.SSL_PORT_PROPERTY_NAME, "0"));
        config.setProperty(IConfig.ENABLE_TELEMETRY_NAME, "false");
        config.setProperty(IConfig.ALLOW_ANONYMOUS_PROPERTY_NAME, String.valueOf(settings.anonymousAllowed()));
        // [MQTT-3.1.3-6] a server may take an empty client identifier; Mosquitto does.
        config.setProperty(BrokerConstants.ALLOW_ZERO_BYTE_CLIENT_ID_PROPERTY_NAME, "true");
        config.setProperty(IConfig.PERSISTENCE_ENABLED_PROPERTY_NAME, String.valueOf(settings.persistent()));
        // Its other kind of queue, h2, is emptied when the broker stops.
        config.setProperty(IConfig.PERSISTENT_QUEUE_TYPE_PROPERTY_NAME, "segmented");
        config.setProperty(BrokerConstants.SEGMENTED_QUEUE_PAGE_SIZE, String.valueOf(4 << 20));
        config.setProperty(BrokerConstants.SEGMENTED_QUEUE_SEGMENT_SIZE, String.valueOf(1 << 20));
        config.setProperty(IConfig.DATA_PATH_PROPERTY_NAME, folder.toString());
        // Its default, 8 KB, would surprise; the standard's maximum is Mosquitto's, too.
        config.setProperty(IConfig.NETTY_MAX_BYTES_PROPERTY_NAME,
                String.valueOf(settings.limits().packetBytes().orElse(268_435_455)));
        // A full queue of commands drops what a client sends.
        config.setProperty(IConfig.SESSION_QUEUE_SIZE, "65536");
        config.setProperty(IConfig.BUFFER_FLUSH_MS_PROPERTY_NAME, "immediate");
        return config;
    }

    private IAuthenticator authenticator() {
        return (clientId, user, password) -> settings.anonymousAllowed()
                || password != null && new String(password, StandardCharsets.UTF_8).equals(settings.users().get(user));
    }

    private IAuthorizatorPolicy acl() {
        return settings.acl().isEmpty() ? new PermitAllAuthorizatorPolicy() : MoquetteAcl.of(settings.acl());
    }

    private ISslContextCreator tls() {
        return () -> settings.certificate().map(certificate -> {
            try {
                return SslContextBuilder.forServer(certificate.privateKey(), certificate.certificate()).build();
            } catch (SSLException e) {
                throw new InfrastructureException("This JDK cannot set up TLS: " + e.getMessage(), e);
            }
        }).orElse(null);
    }

    @Override
    public void stop() {
        lock.lock();
        try {
            if (server != null) {
                network.close();
                Server stopping = server;
                server = null;
                paused = false;
                stop(stopping);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Moquette 0.18.1 sometimes releases a payload once too often, when a client leaves while a message is on its way to
     * it; it then stumbles over that payload in its stop. Its ports and connections are closed by then, and all but a
     * store needs no more.
     */
    private void stop(Server stopping) {
        try {
            stopping.stopServer();
        } catch (IllegalReferenceCountException e) {
            if (settings.persistent()) {
                throw new InfrastructureException("Moquette did not save what it knows: " + e.getMessage(), e);
            }
        }
    }

    @Override
    public void pause() {
        lock.lock();
        try {
            if (server != null && !paused) {
                network.pause();
                paused = true;
            }
        } catch (InterruptedException e) {
            network.resume();
            Thread.currentThread().interrupt();
            throw new InfrastructureException("Interrupted while pausing Moquette.", e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void resume() {
        lock.lock();
        try {
            if (paused) {
                network.resume();
                paused = false;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                stop();
                closed = true;
                Scratch.remove(folder);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<String> unmet() {
        List<String> unmet = new ArrayList<>();
        if (!settings.acl().isEmpty()) {
            unmet.add("Moquette asks the ACL when a client subscribes, not for each message");
            unmet.add("Moquette does not acknowledge a message of QoS 1 or 2 that the ACL forbids");
        }
        settings.limits().messageBytes().ifPresent(n -> unmet.add("Moquette does not limit the size of a message"));
        settings.limits().inflight().ifPresent(n -> unmet.add("Moquette has always 10 messages under way at most"));
        settings.limits().queued().ifPresent(n -> unmet.add("Moquette does not limit the messages that wait"));
        settings.limits().connections().ifPresent(n -> unmet.add("Moquette does not limit the connections"));
        return unmet;
    }

    @Override
    public String host() {
        return HOST;
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public OptionalInt tlsPort() {
        return tlsPort;
    }

    @Override
    public String description() {
        return name() + " (embedded)";
    }

    /** Its own constant says 0.19-SNAPSHOT in the build that was published as 0.18.1; its jar knows better. */
    static String name() {
        Properties built = new Properties();
        try (InputStream in = Server.class.getResourceAsStream(BUILT)) {
            if (in != null) {
                built.load(in);
            }
        } catch (IOException e) {
            // Then it is Moquette of an unknown version.
        }
        return "Moquette " + built.getProperty("version", "(unknown version)");
    }

    @Override
    public List<String> log() {
        return QuietLogs.moquette().lines();
    }
}
