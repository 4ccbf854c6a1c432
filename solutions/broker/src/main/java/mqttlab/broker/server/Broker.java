package mqttlab.broker.server;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mqttlab.broker.access.Access;
import mqttlab.broker.access.Identity;
import mqttlab.broker.codec.ConnectReturn;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.health.Limits;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.journal.Journal;
import mqttlab.broker.journal.UnusableJournal;
import mqttlab.broker.routing.BoundedRetainedMessages;
import mqttlab.broker.routing.Retaining;
import mqttlab.broker.routing.Router;
import mqttlab.broker.session.BoundedSubscriptions;
import mqttlab.broker.session.CountingSessions;
import mqttlab.broker.session.Message;
import mqttlab.broker.session.OwnedSession;
import mqttlab.broker.session.Sessions;
import mqttlab.broker.tls.Tls;

/** The broker: its parts, put together, and the ports on which clients come in. */
public final class Broker implements AutoCloseable {

    private static final Logger LOG = System.getLogger("mqttlab.broker");
    private static final long LOOK_MILLIS = 250;
    private static final long REPORT_SECONDS = 10;
    private static final long EXPIRY_SECONDS = 60;

    private final Limits limits;
    private final Journal journal;
    private final Admission admission;
    private final Handshakes handshakes;
    private final Statistics statistics = new Statistics();
    /** What {@code $SYS} says now. */
    private final Map<String, Long> reported = new ConcurrentHashMap<>();
    private final BoundedSubscriptions subscriptions;
    private final Sessions<OwnedSession> sessions;
    private final BoundedRetainedMessages retained;
    private final Retaining router;
    private final Clients clients = new Clients();
    private final Gate gate;
    private final Io io;
    private final PacketMemory memory;
    private final OutboxMemory outboxMemory;
    private final List<Listener> listeners = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("clock").factory());

    /** A broker that lets everybody in, and forgets everything when it ends. */
    public Broker(Limits limits) {
        // lab:until 12 this(limits, Access.open(), Journal.none(), Io.threads());
        // lab:stage 12
        this(limits, Access.open(), Journal.none(), Io.loops());
        // lab:end
    }

    /** @throws UnusableJournal if it does not have all that was to be kept */
    public Broker(Limits limits, Access access, Journal journal, Io io) {
        this.limits = limits;
        this.journal = journal;
        this.io = io;
        this.memory = new PacketMemory(limits.arrivingBytes(), limits.packetBytes());
        this.outboxMemory = new OutboxMemory(limits.leavingBytes(), limits.packetBytes());
        this.admission = new Admission(access);
        this.handshakes = new Handshakes(limits.connectTimeout());
        this.gate = new Gate(limits.counts(), statistics, clients::size);
        this.subscriptions = new BoundedSubscriptions(limits.counts().subscriptionBytes());
        CountingSessions choice = new CountingSessions(subscriptions, access, journal, limits, statistics);
        this.sessions = new Sessions<>(choice);
        retained = new BoundedRetainedMessages(journal, limits.counts(), statistics);
        this.router = new Retaining(new Router(subscriptions), retained);
        new Restart(choice, sessions, retained).from(journal);
        statistics.droppedQueued.add(retained.counted(Statistics.DROPPED_QUEUED));
        clock.scheduleAtFixedRate(new Steady(clients::endTheSilent), LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        clock.scheduleAtFixedRate(new Steady(this::report), 0, REPORT_SECONDS, TimeUnit.SECONDS);
        clock.scheduleAtFixedRate(new Steady(this::endTheExpired), EXPIRY_SECONDS, EXPIRY_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * Opens a port for MQTT over TCP.
     *
     * @param port 0 for any that is free
     * @return what listens there: its port, and its end
     * @throws IOException if it cannot be opened
     */
    public Listener listen(InetAddress address, int port) throws IOException {
        return listen(address, port, io::plain);
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
        Listener listener = new Listener(address, port, gate.guard(handshake), this::serve);
        listeners.add(listener);
        listener.start();
        return listener;
    }

    private void serve(Transport transport) {
        OutboxMemory.Share unwritten = outboxMemory.share();
        Outbox outbox = io.outbox(transport, limits.outboxBytes(), journal, statistics, unwritten);
        DurablePace pace = new DurablePace(limits.connectTimeout(), transport.since, outbox, journal);
        Connection.Entrance entrance = (connect, it) -> enter(connect, it, pace);
        PacketMemory.Share share = memory.share();
        Connection connection = io.connection(transport, share, outbox, pace, entrance);
        share.belongsTo(connection);
        unwritten.belongsTo(connection);
        clients.begin(connection, pace);
    }

    private Optional<List<Handler>> enter(Connect connect, Connection connection, Patience patience) {
        connect.will().ifPresent(will -> Publishing.requireName(will.topic()));
        if (!admits(connect, connection)) {
            return Optional.empty();
        }
        return sessions.open(connect, connection).map(session -> {
            patience.keepAlive(connect.keepAliveSeconds());
            Consumer<Message> publish = new Authorized(router, session);
            List<Handler> handlers = new ArrayList<>();
            handlers.add(patience);
            handlers.add(new Accounting(statistics, connection.peer(), connect.clientId()));
            handlers.addAll(handlers(session, connection, publish));
            connect.will().ifPresent(will -> handlers.add(new LastWill(publish, will)));
            return handlers;
        });
    }

    private boolean admits(Connect connect, Connection connection) {
        if (journal.isBroken()) {
            return connection.refuse(ConnectReturn.SERVER_UNAVAILABLE, "nothing can be kept for it");
        }
        if (!connect.cleanSession() && statistics.persistent.sum() >= limits.counts().sessions()
                && sessions.find(Identity.of(connect)).isEmpty()) {
            return connection.refuse(ConnectReturn.SERVER_UNAVAILABLE, "there are as many persistent sessions as there may be");
        }
        return admission.admits(connect, connection);
    }

    private List<Handler> handlers(OwnedSession session, Connection connection, Consumer<Message> publish) {
        return List.of(
                new Frugal(retained),
                new Publishing(publish),
                new Acknowledging(message -> journal.atomically(() -> publish.accept(message)), session, connection),
                new Atomic(new Releasing(publish, session, connection), journal),
                new CatchingUp(new Subscribing(sessions, session, connection, filter -> maySubscribe(session, filter)),
                        new Unsubscribing(session, connection), router, session),
                new Pinging(connection));
    }

    private boolean maySubscribe(OwnedSession session, String filter) {
        if (!session.hasRoomFor(filter, limits.counts().subscriptions()) || !subscriptions.hasRoomFor(session, filter)) {
            statistics.refusedSubscriptions.increment();
            return false;
        }
        return session.rights().maySubscribe(filter);
    }

    /** What has changed, since some of it goes into the journal. */
    void report() {
        statistics.byTopic().forEach((topic, value) -> {
            if (!value.equals(reported.put(topic, value))) {
                router.publish(new Message(topic, Payload.of(Long.toString(value)), QoS.AT_MOST_ONCE, true));
            }
        });
    }

    void endTheExpired() {
        CountingSessions.expire(sessions, limits.sessionExpiry())
                .forEach(session -> LOG.log(Level.INFO, "The session of {0} has expired", session));
    }

    Statistics statistics() {
        return statistics;
    }

    /** Ends all connections, and waits a moment until they have said what they had to: their wills are among it. */
    @Override
    public void close() {
        clock.shutdownNow();
        listeners.forEach(Transport::closeQuietly);
        clients.close();
        io.close();
        journal.close();
    }
}
