package mqttlab.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Logger;
import mqttlab.broker.Settings.BadSetting;
import mqttlab.broker.access.Access;
import mqttlab.broker.file.BadFile;
import mqttlab.broker.health.Counts;
import mqttlab.broker.health.Limits;
import mqttlab.broker.journal.Journal;
import mqttlab.broker.server.Broker;
import mqttlab.broker.server.Listener;
import mqttlab.broker.tls.Tls;

/** Runs the broker until it is stopped (SIGTERM, or Ctrl-C). What cannot be used ends it with one line and status 2. */
public final class Main {

    private static final int UNUSABLE = 2;
    /** Of ports that the system finds free at one address. */
    private static final int MAX_TRIES = 10;
    /** Held here: the JDK forgets the level of a logger that nobody holds. */
    private static final Logger LOG = Logger.getLogger("mqttlab.broker");

    private Main() {
    }

    /** @param args {@link Settings#USAGE} */
    public static void main(String[] args) {
        try {
            start(Settings.of(args));
        } catch (BadSetting | BadFile | IOException e) {
            System.err.println("broker: " + e.getMessage());
            System.exit(UNUSABLE);
        }
    }

    private static void start(Settings settings) throws BadSetting, IOException {
        // lab:stage 11
        LogLine.use(LOG, settings);
        LastWords.use(LOG);
        CompletableFuture<Void> classes = CompletableFuture.runAsync(Classes::load);
        // lab:end
        Access access = Access.of(path(settings, "passwords"), path(settings, "acl"));
        // lab:until 10 Broker broker = new Broker(access);
        // lab:stage 10
        // lab:until 11 Broker broker = new Broker(access, path(settings, "data").map(Journal::open).orElseGet(Journal::none));
        // lab:stage 11
        Limits limits = limits(settings);
        Journal journal = path(settings, "data").map(Journal::open).orElseGet(Journal::none);
        Broker broker = new Broker(limits, access, journal, GivenIo.of(settings));
        classes.join();
        // lab:end
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        // lab:end
        Hangup.means(() -> readAgain(access));
        listen(broker, settings);
    }

    private static void listen(Broker broker, Settings settings) throws BadSetting, IOException {
        // All files are read before the first client can come.
        Optional<Tls> tls = tls(settings);
        open(addresses(settings), settings.port(), "MQTT", broker::listen);
        openIfNamed(settings, "websocket", "MQTT over WebSocket", broker::listenForWebSocket);
        if (tls.isPresent()) {
            openIfNamed(settings, "tls", "MQTT over TLS", (address, port) -> broker.listenForTls(address, port, tls.get()));
            openIfNamed(settings, "websocket-tls", "MQTT over WebSocket over TLS",
                    (address, port) -> broker.listenForWebSocket(address, port, tls.get()));
        }
    }

    private static void readAgain(Access access) {
        try {
            access.read();
            LOG.info("the password file and the access list are read again");
        } catch (BadFile e) {
            LOG.severe("the password file and the access list stay in force as they were: " + e.getMessage());
        }
    }

    /** 'localhost' is 127.0.0.1 to some programs and ::1 to others, where the machine has IPv6. */
    private static List<InetAddress> addresses(Settings settings) throws BadSetting, IOException {
        if (!settings.text("bind").orElse("localhost").equals("localhost")) {
            return List.of(settings.bind());
        }
        InetAddress older = InetAddress.getByName("127.0.0.1");
        InetAddress newer = InetAddress.getByName("::1");
        return NetworkInterface.getByInetAddress(newer) == null ? List.of(older) : List.of(older, newer);
    }

    /** Of one port at one address. */
    interface Opening {
        Listener open(InetAddress address, int port) throws IOException;
    }

    /** Opens the same port at each address. One that is free at the first may be taken at the next: then another is asked for. */
    static void open(List<InetAddress> addresses, int port, String what, Opening opening) throws BadSetting, IOException {
        int opened = 0;
        for (int tries = port == 0 ? MAX_TRIES : 1; opened == 0; tries--) {
            opened = openAll(addresses, port, tries == 1, opening);
        }
        LOG.info("listening for " + what + " on port " + opened);
    }

    /** @return the port, or 0 if it cannot be opened at each of the addresses, and this is not the last try: then none is open */
    private static int openAll(List<InetAddress> addresses, int port, boolean last, Opening opening)
            throws BadSetting, IOException {
        List<Listener> open = new ArrayList<>();
        for (InetAddress address : addresses) {
            int wanted = open.isEmpty() ? port : open.getFirst().port();
            try {
                open.add(opening.open(address, wanted));
            } catch (BindException e) {
                for (Listener each : open) {
                    each.close();
                }
                if (open.isEmpty() || last) {
                    throw new BadSetting("cannot listen on port %d of %s: %s. Is another broker running there?"
                            .formatted(wanted, text(address), e.getMessage()));
                }
                return 0;
            }
        }
        return open.getFirst().port();
    }

    /** As people write it: ::1, not 0:0:0:0:0:0:0:1. */
    private static String text(InetAddress address) {
        return address.getHostAddress().replaceFirst("^0(:0)+:", "::");
    }

    private static void openIfNamed(Settings settings, String name, String what, Opening opening) throws BadSetting, IOException {
        Optional<Integer> port = port(settings, name);
        if (port.isPresent()) {
            open(addresses(settings), port.get(), what, opening);
        }
    }

    private static Optional<Integer> port(Settings settings, String name) throws BadSetting {
        return settings.number(name, 0, Settings.LAST_PORT);
    }

    private static Optional<Path> path(Settings settings, String name) {
        return settings.text(name).map(Path::of);
    }

    private static Optional<Tls> tls(Settings settings) throws BadSetting {
        if (port(settings, "tls").isEmpty() && port(settings, "websocket-tls").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Tls.of(pathForTls(settings, "certificate"), pathForTls(settings, "key"),
                path(settings, "client-authorities")));
    }

    private static Path pathForTls(Settings settings, String name) throws BadSetting {
        return path(settings, name)
                .orElseThrow(() -> new BadSetting("the setting '" + name + "' is missing: TLS needs a certificate and its key"));
    }

    // lab:stage 11
    private static Limits limits(Settings settings) throws BadSetting {
        int longestPacket = 268_435_455;
        Limits usual = Limits.DEFAULT;
        int packetBytes = settings.number("max-packet", 2, longestPacket).orElse(usual.packetBytes());
        Counts counts = settings.number("max-connections", 1, Integer.MAX_VALUE).map(Counts::of).orElse(usual.counts());
        int sessions = settings.number("max-sessions", 0, Integer.MAX_VALUE).orElse(counts.sessions());
        int subscriptions = settings.number("max-subscriptions", 0, Integer.MAX_VALUE).orElse(counts.subscriptions());
        int retained = settings.number("max-retained", 0, Integer.MAX_VALUE).orElse(counts.retained());
        Optional<Integer> expiry = settings.number("session-expiry", 0, Integer.MAX_VALUE);
        Optional<Integer> retainedBytes = settings.number("max-retained-bytes", 0, Integer.MAX_VALUE);
        Optional<Integer> queuedBytes = settings.number("max-queued-bytes", 0, Integer.MAX_VALUE);
        counts = counts.withSessions(sessions).withSubscriptions(subscriptions)
                .withRetained(retained, retainedBytes.map(Long::valueOf).orElse(counts.retainedBytes()));
        return new Limits(packetBytes, usual.window(), usual.sessionBytes(), usual.outboxBytes(), usual.connectTimeout(),
                usual.arrivingBytes(), usual.leavingBytes(), queuedBytes.map(Long::valueOf).orElse(usual.queuedBytes()),
                expiry.map(Duration::ofDays).orElse(usual.sessionExpiry()), counts);
    }
    // lab:end
}
