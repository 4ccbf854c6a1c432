package mqttlab.broker.server;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.health.Limits;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.routing.Router;
import mqttlab.broker.session.Message;
import mqttlab.broker.session.Sessions;
import mqttlab.broker.session.Subscriptions;

/** The broker: what its connections share, and the ports on which they come in. */
public final class Broker implements AutoCloseable {

    private static final long LOOK_MILLIS = 250;
    private static final long REPORT_SECONDS = 10;

    private final Limits limits;
    private final Statistics statistics = new Statistics();
    private final Subscriptions subscriptions = new Subscriptions();
    private final Router router = new Router(subscriptions);
    private final Sessions sessions;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final List<Listener> listeners = new ArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("clock").factory());
    private final AtomicLong namesGiven = new AtomicLong();
    private volatile boolean closed;

    public Broker(Limits limits) {
        this.limits = limits;
        this.sessions = new Sessions(subscriptions, limits, statistics);
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

    private int listen(InetAddress address, int port, Listener.Handshake handshake) throws IOException {
        Listener listener = new Listener(address, port, handshake, this::serve);
        listeners.add(listener);
        listener.start();
        return listener.port();
    }

    private void serve(Transport transport) {
        Connection connection = new Connection(transport, this);
        connections.add(connection);
        if (closed) {
            // It was accepted while the others were cut.
            connection.cut("the broker stops");
        }
        connection.run();
    }

    void forget(Connection connection) {
        connections.remove(connection);
    }

    private void endTheSilent() {
        long now = System.nanoTime();
        for (Connection connection : connections) {
            if (connection.patience().isOver(now)) {
                connection.cut("it was silent for too long");
            }
        }
    }

    void report() {
        statistics.byTopic().forEach((topic, value) ->
                router.publish(new Message(topic, Payload.of(Long.toString(value)), QoS.AT_MOST_ONCE, true)));
    }

    Limits limits() {
        return limits;
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
        connections.forEach(connection -> connection.cut("the broker stops"));
    }
}
