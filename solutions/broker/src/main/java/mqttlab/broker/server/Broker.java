package mqttlab.broker.server;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import mqttlab.broker.access.Access;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.health.Limits;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.journal.Journal;
import mqttlab.broker.journal.UnusableJournal;
import mqttlab.broker.routing.Router;
import mqttlab.broker.session.Change;
import mqttlab.broker.session.Change.Discarded;
import mqttlab.broker.session.Change.OfSession;
import mqttlab.broker.session.Change.Opened;
import mqttlab.broker.session.Change.Retained;
import mqttlab.broker.session.Message;
import mqttlab.broker.session.Recovery;
import mqttlab.broker.session.Sessions;
import mqttlab.broker.session.Subscriptions;
import mqttlab.broker.tls.Tls;

/** The broker: what its connections share, and the ports on which they come in. */
public final class Broker implements AutoCloseable {

    private static final long LOOK_MILLIS = 250;
    private static final long REPORT_SECONDS = 10;
    private static final long FAREWELL_MILLIS = 2_000;

    private final Limits limits;
    private final Admission admission;
    private final Journal journal;
    private final Statistics statistics = new Statistics();
    private final Subscriptions subscriptions = new Subscriptions();
    private final Router router;
    private final Sessions sessions;
    private final Map<Connection, Thread> connections = new ConcurrentHashMap<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("clock").factory());
    private final AtomicLong namesGiven = new AtomicLong();
    private volatile boolean closed;

    /** A broker that lets everybody in, and forgets everything when it ends. */
    public Broker(Limits limits) {
        this(limits, Access.open(), Journal.none());
    }

    /** @throws UnusableJournal if it does not have all that was to be kept */
    public Broker(Limits limits, Access access, Journal journal) {
        this.limits = limits;
        this.admission = new Admission(access, journal);
        this.journal = journal;
        this.router = new Router(subscriptions, journal);
        this.sessions = new Sessions(subscriptions, access, journal, limits, statistics);
        journal.start(replay(), this::retell);
        clock.scheduleAtFixedRate(this::endTheSilent, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        clock.scheduleAtFixedRate(this::report, 0, REPORT_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Opens a port for MQTT over TCP.
     *
     * @param port 0 for any that is free
     * @return the port
     * @throws IOException if it cannot be opened
     */
    public int listen(InetAddress address, int port) throws IOException {
        return listen(address, port, Transport::plain);
    }

    /** The same, for MQTT over TLS. */
    public int listenForTls(InetAddress address, int port, Tls tls) throws IOException {
        return listen(address, port, socket -> Transport.tls(socket, tls));
    }

    /** The same, for MQTT over WebSocket. */
    public int listenForWebSocket(InetAddress address, int port) throws IOException {
        return listen(address, port, socket -> Transport.plain(socket).webSocket());
    }

    /** The same, for MQTT over WebSocket over TLS. */
    public int listenForWebSocket(InetAddress address, int port, Tls tls) throws IOException {
        return listen(address, port, socket -> Transport.tls(socket, tls).webSocket());
    }

    private int listen(InetAddress address, int port, Listener.Handshake handshake) throws IOException {
        Listener listener = new Listener(address, port, handshake, limits.connectTimeout(), this::serve);
        listeners.add(listener);
        listener.start();
        return listener.port();
    }

    private void serve(Transport transport) {
        Connection connection = new Connection(transport, this);
        // A thread of its own: each frame below it on the stack would be kept ten thousand times.
        Thread reader = Thread.ofVirtual().unstarted(connection);
        connections.put(connection, reader);
        if (closed) {
            // It was accepted while the others were ended.
            connection.end();
        }
        reader.start();
    }

    void forget(Connection connection) {
        connections.remove(connection);
    }

    private void endTheSilent() {
        long now = System.nanoTime();
        for (Connection connection : connections.keySet()) {
            if (connection.patience().isOver(now)) {
                connection.cut("it was silent for too long");
            }
        }
    }

    void report() {
        statistics.byTopic().forEach((topic, value) ->
                router.publish(new Message(topic, Payload.of(Long.toString(value)), QoS.AT_MOST_ONCE, true)));
    }

    private Consumer<Change> replay() {
        Recovery recovery = new Recovery(sessions, subscriptions);
        return change -> {
            switch (change) {
                case Opened opened -> recovery.replay(opened);
                case Discarded discarded -> recovery.replay(discarded);
                case OfSession event -> recovery.replay(event);
                case Retained retained -> router.replay(retained);
            }
        };
    }

    private void retell() {
        sessions.retell();
        router.retell();
    }

    Limits limits() {
        return limits;
    }

    Admission admission() {
        return admission;
    }

    Journal journal() {
        return journal;
    }

    Statistics statistics() {
        return statistics;
    }

    Router router() {
        return router;
    }

    Sessions sessions() {
        return sessions;
    }

    /** [MQTT-3.1.3-6] for a client that gives no identifier. No other client can guess that it was given. */
    String newClientId() {
        return "auto-" + namesGiven.incrementAndGet() + "-" + Long.toHexString(System.nanoTime());
    }

    /** Ends all connections, and waits a moment until they have said what they had to: their wills are among it. */
    @Override
    public void close() {
        closed = true;
        clock.shutdownNow();
        for (Listener listener : listeners) {
            try {
                listener.close();
            } catch (IOException e) {
                // It was to be closed, and whatever is wrong with it no longer matters.
            }
        }
        Map<Connection, Thread> open = Map.copyOf(connections);
        open.keySet().forEach(Connection::end);
        awaitEnd(open.values());
        journal.close();
    }

    private static void awaitEnd(Collection<Thread> readers) {
        try {
            long latest = System.currentTimeMillis() + FAREWELL_MILLIS;
            for (Thread reader : readers) {
                // At least one: to a thread, 0 means for ever.
                reader.join(Math.max(1, latest - System.currentTimeMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
