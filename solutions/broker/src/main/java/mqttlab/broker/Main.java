package mqttlab.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import mqttlab.broker.Settings.BadSetting;
import mqttlab.broker.access.Access;
import mqttlab.broker.file.BadFile;
import mqttlab.broker.health.Limits;
import mqttlab.broker.journal.Journal;
import mqttlab.broker.journal.UnusableJournal;
import mqttlab.broker.server.Broker;
import mqttlab.broker.tls.Tls;

/** Runs the broker until it is told to stop (SIGTERM, or Ctrl-C). What cannot be used ends it with one line and status 2. */
public final class Main {

    private static final int UNUSABLE = 2;

    /** Loggers are weakly referenced. */
    private static final Logger LOG = Logger.getLogger("mqttlab.broker");

    private Main() {
    }

    /** @param args {@link Settings#USAGE} */
    public static void main(String[] args) {
        try {
            start(Settings.of(args));
        } catch (BadSetting | BadFile | UnusableJournal | IOException e) {
            System.err.println("broker: " + e.getMessage());
            System.exit(UNUSABLE);
        }
    }

    private static void start(Settings settings) throws BadSetting, IOException {
        log(settings);
        Access access = Access.of(settings.path("passwords"), settings.path("acl"));
        Limits limits = limits(settings);
        Broker broker = new Broker(limits, access, settings.path("data").map(Journal::open).orElseGet(Journal::none));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        InetAddress here = settings.bind();
        if (settings.port("port").isEmpty()) {
            throw new BadSetting("the setting 'port' is missing");
        }
        // All files are read before the first client can come.
        Optional<Tls> tls = tls(settings);
        open(settings, "port", "MQTT", port -> broker.listen(here, port));
        open(settings, "websocket", "MQTT over WebSocket", port -> broker.listenForWebSocket(here, port));
        if (tls.isPresent()) {
            open(settings, "tls", "MQTT over TLS", port -> broker.listenForTls(here, port, tls.get()));
            open(settings, "websocket-tls", "MQTT over WebSocket over TLS", port -> broker.listenForWebSocket(here, port, tls.get()));
        }
    }

    private interface Opening {
        int open(int port) throws IOException;
    }

    /** Opens the port that a setting names, if it is there. */
    private static void open(Settings settings, String name, String what, Opening opening) throws BadSetting, IOException {
        OptionalInt port = settings.port(name);
        if (port.isEmpty()) {
            return;
        }
        try {
            LOG.info("listening for " + what + " on port " + opening.open(port.getAsInt()));
        } catch (BindException e) {
            throw new BadSetting("cannot listen on port %d of %s: %s. Is another broker running there?"
                    .formatted(port.getAsInt(), settings.bind().getHostAddress(), e.getMessage()));
        }
    }

    private static Optional<Tls> tls(Settings settings) throws BadSetting {
        if (settings.port("tls").isEmpty() && settings.port("websocket-tls").isEmpty()) {
            return Optional.empty();
        }
        String because = "TLS needs a certificate and its key";
        return Optional.of(Tls.of(settings.requiredPath("certificate", because), settings.requiredPath("key", because),
                settings.path("client-authorities")));
    }

    private static Limits limits(Settings settings) throws BadSetting {
        Limits usual = Limits.DEFAULT;
        int packetBytes = settings.number("max-packet", 2, 268_435_455).orElse(usual.packetBytes());
        return new Limits(packetBytes, usual.window(), usual.sessionBytes(), usual.outboxBytes(), usual.connectTimeout());
    }

    private static void log(Settings settings) throws BadSetting {
        Level level = switch (settings.log().orElse(System.Logger.Level.INFO)) {
            case ALL, TRACE, DEBUG -> Level.FINE;
            case INFO -> Level.INFO;
            case WARNING -> Level.WARNING;
            case ERROR, OFF -> Level.SEVERE;
        };
        LOG.setLevel(level);
        for (Handler handler : Logger.getLogger("").getHandlers()) {
            handler.setLevel(level);
            handler.setFormatter(new LogLine());
        }
    }
}
