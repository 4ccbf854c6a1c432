package mqttlab.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import mqttlab.broker.Settings.BadSetting;
import mqttlab.broker.health.Limits;
import mqttlab.broker.server.Broker;

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
        } catch (BadSetting | IOException e) {
            System.err.println("broker: " + e.getMessage());
            System.exit(UNUSABLE);
        }
    }

    private static void start(Settings settings) throws BadSetting, IOException {
        log(settings);
        Broker broker = new Broker(limits(settings));
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close));
        InetAddress here = settings.bind();
        int port = settings.port("port").orElseThrow(() -> new BadSetting("the setting 'port' is missing"));
        listening("MQTT", open(here, port, () -> broker.listen(here, port)));
    }

    private static Limits limits(Settings settings) throws BadSetting {
        Limits usual = Limits.DEFAULT;
        int packetBytes = settings.number("max-packet", 2, 268_435_455).orElse(usual.packetBytes());
        return new Limits(packetBytes, usual.window(), usual.sessionBytes(), usual.outboxBytes(), usual.connectTimeout());
    }

    private interface Opening {
        int open() throws IOException;
    }

    private static int open(InetAddress here, int port, Opening opening) throws BadSetting, IOException {
        try {
            return opening.open();
        } catch (BindException e) {
            throw new BadSetting("cannot listen on port %d of %s: %s. Is another broker running there?"
                    .formatted(port, here.getHostAddress(), e.getMessage()));
        }
    }

    private static void listening(String what, int port) {
        LOG.info("listening for " + what + " on port " + port);
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
