package mqttlab.broker.server;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mqttlab.broker.access.Access;
import mqttlab.broker.codec.ConnectReturn;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.PacketStream;
import mqttlab.broker.journal.Journal;
import mqttlab.broker.routing.DurableRetainedMessages;
import mqttlab.broker.routing.RetainedMessages;
import mqttlab.broker.routing.Retaining;
import mqttlab.broker.routing.Router;
import mqttlab.broker.session.DurableSessions;
import mqttlab.broker.session.Message;
import mqttlab.broker.session.Outgoing;
import mqttlab.broker.session.OwnedSession;
import mqttlab.broker.session.OwnedSessions;
import mqttlab.broker.session.PersistentSession;
import mqttlab.broker.session.ReliableSession;
import mqttlab.broker.session.Session;
import mqttlab.broker.session.Sessions;
import mqttlab.broker.session.Subscriptions;
import mqttlab.broker.tls.Tls;

// lab:stage 11
// What is Broker in the stages up to 10: see stages.yaml.
// lab:end
/** The broker: its parts, put together, and the ports on which clients come in. */
// lab:until 10 public final class EarlyBroker {
// lab:stage 10
public final class EarlyBroker implements AutoCloseable {
// lab:end

    private static final int PACKET_BYTES = 16 << 20;
    private static final int OUTBOX_BYTES = 2 << 20;
    // lab:stage 05
    private static final int SESSION_BYTES = 16 << 20;
    private static final int WINDOW = 20;
    // lab:end
    // lab:stage 08
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final long LOOK_MILLIS = 250;
    // lab:end

    // lab:stage 10
    private final Journal journal;
    // lab:end
    // lab:stage 09
    private final Admission admission;
    private final Handshakes handshakes = new Handshakes(CONNECT_TIMEOUT);
    // lab:end
    // lab:stage 02
    private final Subscriptions subscriptions = new Subscriptions();
    // lab:until 05 private final Sessions<Session> sessions =
    // lab:until 05         new Sessions<>((known, connect) -> new Session(connect.clientId(), subscriptions));
    // lab:stage 05
    // lab:until 07 private final Sessions<ReliableSession> sessions =
    // lab:until 07         new Sessions<>((known, connect) -> new ReliableSession(connect.clientId(), subscriptions, outgoing()));
    // lab:stage 07
    // lab:until 09 private final Sessions<PersistentSession> sessions = new Sessions<>(this::session);
    // lab:stage 09
    private final Sessions<OwnedSession> sessions;
    // lab:end
    // lab:end
    // lab:end
    // lab:until 04 private final Router router = new Router(subscriptions);
    // lab:stage 04
    // lab:until 10 private final Retaining router = new Retaining(new Router(subscriptions), new RetainedMessages());
    // lab:stage 10
    private final Retaining router;
    // lab:end
    // lab:end
    // lab:stage 08
    private final Clients clients = new Clients();
    // lab:stage 10
    private final List<Listener> listeners = new ArrayList<>();
    // lab:end
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("clock").factory());

    // lab:until 09 public EarlyBroker() {
    // lab:stage 09
    /** A broker that lets everybody in, and forgets everything when it ends. */
    public EarlyBroker() {
        // lab:until 10 this(Access.open());
        // lab:stage 10
        this(Access.open(), Journal.none());
        // lab:end
    }

    // lab:until 10 public EarlyBroker(Access access) {
    // lab:until 10     this.admission = new Admission(access);
    // lab:until 10     this.sessions = new Sessions<>(new OwnedSessions(subscriptions, access, WINDOW, SESSION_BYTES));
    // lab:stage 10
    public EarlyBroker(Access access, Journal journal) {
        this.journal = journal;
        this.admission = new Admission(access);
        DurableSessions choice = new DurableSessions(subscriptions, access, journal, WINDOW, SESSION_BYTES);
        this.sessions = new Sessions<>(choice);
        DurableRetainedMessages retained = new DurableRetainedMessages(journal);
        this.router = new Retaining(new Router(subscriptions), retained);
        new Restart(choice, sessions, retained).from(journal);
        // lab:end
        // lab:end
        clock.scheduleAtFixedRate(clients::endTheSilent, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }
    // lab:end

    // lab:end
    // lab:until 09 /**
    // lab:until 09  * Listens from now on.
    // lab:until 09  *
    // lab:until 09  * @param port 0 for any that is free
    // lab:until 09  * @return what listens there: its port, and its end
    // lab:until 09  * @throws IOException if it cannot be opened
    // lab:until 09  */
    // lab:until 09 public Listener listen(InetAddress address, int port) throws IOException {
    // lab:until 09     Listener listener = new Listener(address, port, Transport::plain, this::serve);
    // lab:stage 09
    /**
     * Opens a port for MQTT over TCP.
     *
     * @param port 0 for any that is free
     * @return what listens there: its port, and its end
     * @throws IOException if it cannot be opened
     */
    public Listener listen(InetAddress address, int port) throws IOException {
        return listen(address, port, Transport::plain);
    }

    /** The same, for MQTT over TLS. */
    public Listener listenForTls(InetAddress address, int port, Tls tls) throws IOException {
        return listen(address, port, handshakes.tls(tls));
    }

    /** The same, for MQTT over WebSocket. */
    public Listener listenForWebSocket(InetAddress address, int port) throws IOException {
        return listen(address, port, handshakes.webSocket());
    }

    /** The same, for MQTT over WebSocket over TLS. */
    public Listener listenForWebSocket(InetAddress address, int port, Tls tls) throws IOException {
        return listen(address, port, handshakes.webSocket(tls));
    }

    private Listener listen(InetAddress address, int port, Listener.Handshake handshake) throws IOException {
        Listener listener = new Listener(address, port, handshake, this::serve);
        // lab:stage 10
        listeners.add(listener);
        // lab:end
    // lab:end
        listener.start();
        return listener;
    }

    private void serve(Transport transport) {
        // lab:until 10 Outbox outbox = new Outbox(transport, OUTBOX_BYTES);
        // lab:stage 10
        Outbox outbox = new DurableOutbox(transport, OUTBOX_BYTES, journal);
        // lab:end
        // lab:until 08 PacketStream packets = new PacketStream(transport.in(), PACKET_BYTES, outbox::awaitRoom);
        // lab:until 08 new Connection(transport, packets, outbox, this::enter).run();
        // lab:stage 08
        // lab:until 10 Pace pace = new Pace(CONNECT_TIMEOUT, transport.since, outbox);
        // lab:stage 10
        Pace pace = new DurablePace(CONNECT_TIMEOUT, transport.since, outbox, journal);
        // lab:end
        PacketStream packets = new PacketStream(transport.in(), PACKET_BYTES, pace::awaitRoom);
        clients.begin(new Connection(transport, packets, outbox, (connect, it) -> enter(connect, it, pace)), pace);
        // lab:end
    }

    // lab:until 02 private Optional<List<Handler>> enter(Connect connect, Connection connection) {
    // lab:until 02     connection.send(new ConnAck(false, ConnectReturn.ACCEPTED));
    // lab:until 02     return Optional.of(List.of(new Pinging(connection)));
    // lab:until 02 }
    // lab:stage 02
    // lab:until 08 private Optional<List<Handler>> enter(Connect connect, Connection connection) {
    // lab:until 08     return sessions.open(connect, connection).map(session -> handlers(session, connection));
    // lab:until 08 }
    // lab:stage 08
    private Optional<List<Handler>> enter(Connect connect, Connection connection, Patience patience) {
        connect.will().ifPresent(will -> Publishing.requireName(will.topic()));
        // lab:stage 09
        // lab:until 10 if (!admission.admits(connect, connection)) {
        // lab:stage 10
        if (!admits(connect, connection)) {
        // lab:end
            return Optional.empty();
        }
        // lab:end
        return sessions.open(connect, connection).map(session -> {
            patience.keepAlive(connect.keepAliveSeconds());
            // lab:stage 09
            Consumer<Message> publish = new Authorized(router, session);
            // lab:end
            List<Handler> handlers = new ArrayList<>();
            handlers.add(patience);
            // lab:until 09 handlers.addAll(handlers(session, connection));
            // lab:until 09 connect.will().ifPresent(will -> handlers.add(new LastWill(router::publish, will)));
            // lab:stage 09
            handlers.addAll(handlers(session, connection, publish));
            connect.will().ifPresent(will -> handlers.add(new LastWill(publish, will)));
            // lab:end
            return handlers;
        });
    }
    // lab:end

    // lab:stage 10
    private boolean admits(Connect connect, Connection connection) {
        if (journal.isBroken()) {
            return connection.refuse(ConnectReturn.SERVER_UNAVAILABLE, "nothing can be kept for it");
        }
        return admission.admits(connect, connection);
    }

    // lab:end
    // lab:until 05 private List<Handler> handlers(Session session, Connection connection) {
    // lab:stage 05
    // lab:until 09 private Outgoing outgoing() {
    // lab:until 09     return new Outgoing(WINDOW, SESSION_BYTES);
    // lab:until 09 }

    // lab:stage 07
    // lab:until 09 /** [MQTT-3.1.2-4] the known one, if both that and the new connection are persistent. */
    // lab:until 09 private PersistentSession session(Optional<PersistentSession> known, Connect connect) {
    // lab:until 09     return known.filter(each -> !each.isClean() && !connect.cleanSession()).orElseGet(
    // lab:until 09             () -> new PersistentSession(connect.clientId(), connect.cleanSession(), subscriptions, outgoing()));
    // lab:until 09 }

    // lab:end
    // lab:until 09 private List<Handler> handlers(ReliableSession session, Connection connection) {
    // lab:stage 09
    private List<Handler> handlers(OwnedSession session, Connection connection, Consumer<Message> publish) {
    // lab:end
    // lab:end
        return List.of(
                // lab:until 09 new Publishing(router::publish),
                // lab:stage 05
                // lab:until 09 new Acknowledging(router::publish, session, connection),
                // lab:end
                // lab:stage 06
                // lab:until 09 new Releasing(router::publish, session, connection),
                // lab:end
                // lab:stage 09
                new Publishing(publish),
                // lab:until 10 new Acknowledging(publish, session, connection),
                // lab:until 10 new Releasing(publish, session, connection),
                // lab:stage 10
                new Acknowledging(message -> journal.atomically(() -> publish.accept(message)), session, connection),
                new Atomic(new Releasing(publish, session, connection), journal),
                // lab:end
                // lab:end
                // lab:until 04 new Subscribing(sessions, session, connection),
                // lab:stage 03
                // lab:until 04 new Unsubscribing(session, connection),
                // lab:stage 04
                // lab:until 09 new CatchingUp(new Subscribing(sessions, session, connection),
                // lab:until 09         new Unsubscribing(session, connection), router, session),
                // lab:stage 09
                new CatchingUp(new Subscribing(sessions, session, connection, session.rights()::maySubscribe),
                        new Unsubscribing(session, connection), router, session),
                // lab:end
                // lab:end
                // lab:end
                new Pinging(connection));
    }
    // lab:end
    // lab:stage 10

    /** Ends all connections, and waits a moment until they have said what they had to: their wills are among it. */
    @Override
    public void close() {
        clock.shutdownNow();
        listeners.forEach(Transport::closeQuietly);
        clients.close();
        journal.close();
    }
    // lab:end
}
