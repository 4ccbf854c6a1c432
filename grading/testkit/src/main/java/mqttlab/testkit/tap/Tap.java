package mqttlab.testkit.tap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.tap.FaultApplied.Fault;

/**
 * Stands between a client and a broker, records every packet in both directions and, when told to, disturbs them.
 *
 * <p>Virtual threads and blocking I/O: one thread accepts, each connection has one for each direction. Rules may be
 * added and lifted at any time from any thread. A packet is in the trace before its receiver has it.
 */
public final class Tap implements AutoCloseable {

    private final Supplier<InetSocketAddress> broker;
    private final Optional<SSLContext> tls;
    private final Trace trace;
    private final Rules rules = new Rules();
    private final Map<Integer, Door> doors = new ConcurrentHashMap<>();
    private final ReentrantLock listening = new ReentrantLock();
    private final int port;
    private ServerSocket server;
    private Thread acceptor;
    private volatile Consumer<Boolean> listener = listens -> { };
    private volatile boolean closed;

    private Tap(Supplier<InetSocketAddress> broker, Optional<SSLContext> tls, Trace trace) {
        this.broker = broker;
        this.trace = trace;
        this.tls = tls;
        this.server = listen(0);
        this.port = server.getLocalPort();
        this.acceptor = accept(server);
    }

    /**
     * Listens at once. The broker's address is asked anew at each connection: a restarted broker may have another port.
     */
    public static Tap to(Supplier<InetSocketAddress> broker) {
        return to(broker, new Trace());
    }

    /** The same, which records in a trace that others write in, too. */
    public static Tap to(Supplier<InetSocketAddress> broker, Trace trace) {
        return new Tap(broker, Optional.empty(), trace);
    }

    /**
     * Towards the client the tap is the TLS server that this context describes; towards the broker it speaks plain TCP.
     */
    public static Tap withTls(SSLContext tls, Supplier<InetSocketAddress> broker) {
        return new Tap(broker, Optional.of(tls), new Trace());
    }

    /** Where clients connect to, in Paho's words: {@code tcp://127.0.0.1:PORT}, or {@code ssl://} with TLS. */
    public String uri() {
        return "%s://%s:%d".formatted(tls.isPresent() ? "ssl" : "tcp", address().getAddress().getHostAddress(), port);
    }

    public InetSocketAddress address() {
        return new InetSocketAddress(loopback(), port);
    }

    /** Tells at once whether it listens, and each time that it is unplugged or plugged in, before that returns. */
    public void onListening(Consumer<Boolean> told) {
        listener = told;
        told.accept(true);
    }

    /** Everything so far, growing. */
    public Trace trace() {
        return trace;
    }

    // ---- faults

    /** Begins a rule: {@code tap.when(fromBroker(PUBACK)).once().drop()}. */
    public When when(PacketMatch match) {
        return new When(this, match, Rule.ALWAYS);
    }

    /** Begins a rule for new connections: {@code tap.whenConnecting().times(2).refuse()}. */
    public WhenConnecting whenConnecting() {
        return new WhenConnecting(rules, Rule.ALWAYS);
    }

    /** Cuts every connection now. */
    public void cut() {
        doors.values().forEach(Door::cut);
    }

    /** Cuts this connection now; one that has ended already is left alone. */
    public void cut(int connection) {
        Optional.ofNullable(doors.get(connection)).ifPresent(Door::cut);
    }

    /**
     * Waits until both sides have ended this connection, but not for long: then the broker has dealt with all that it was sent.
     */
    public void awaitEnd(int connection) {
        Optional.ofNullable(doors.get(connection)).ifPresent(Door::awaitEnd);
    }

    /**
     * Hands the client of this connection a packet of the check's own, as if the broker had sent it. To be used while nothing
     * else is on its way to the client: the broker has nothing to say, or a packet of it is held.
     */
    public void slipIn(int connection, Packet packet) {
        trace.note("the next packet is slipped in by the tap, not sent by the broker");
        Optional.ofNullable(doors.get(connection)).ifPresent(door -> door.slipIn(packet));
    }

    /** Stops listening: the operating system refuses new connections. Existing ones go on. */
    public void unplug() {
        listening.lock();
        try {
            listener.accept(false);
            stopListening();
            record(Fault.UNPLUGGED);
        } finally {
            listening.unlock();
        }
    }

    /** Listens again, on the same port. */
    public void plugIn() {
        listening.lock();
        try {
            server = listen(port);
            record(Fault.PLUGGED_IN);
            acceptor = accept(server);
            listener.accept(true);
        } finally {
            listening.unlock();
        }
    }

    /** Ends all connections and all rules. The trace stays, and nothing more is recorded in it. */
    @Override
    public void close() {
        closed = true;
        listening.lock();
        try {
            stopListening();
        } finally {
            listening.unlock();
        }
        doors.values().forEach(Door::close);
        rules.liftAll();
        doors.values().forEach(Door::awaitEnd);
    }

    Rules rules() {
        return rules;
    }

    private void record(Fault fault) {
        trace.record(0, (number, at) -> new FaultApplied(number, at, 0, "", fault, Optional.empty()));
    }

    // ---- accepting

    private Thread accept(ServerSocket listener) {
        return Thread.ofVirtual().name("tap-" + port).start(() -> {
            try {
                while (true) {
                    welcome(listener.accept());
                }
            } catch (IOException noLongerListening) {
                // unplugged or closed
            }
        });
    }

    private void welcome(Socket client) {
        Recording recording = Recording.open(trace);
        Door door = new Door(recording, client, tls, broker);
        doors.put(recording.connection(), door);
        if (closed) {
            door.close();
        }
        Thread.ofVirtual().name("tap-%d-from-client".formatted(recording.connection())).start(() -> {
            try {
                door.open(rules);
            } finally {
                doors.remove(recording.connection());
                door.ended();
            }
        });
    }

    private static ServerSocket listen(int port) {
        try {
            return new ServerSocket(port, 128, loopback());
        } catch (IOException e) {
            throw new InfrastructureException("cannot listen on port %d of this machine: %s"
                    .formatted(port, e.getMessage()), e);
        }
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (IOException never) {
            throw new UncheckedIOException(never);
        }
    }

    /** The operating system goes on accepting until the thread that accepts has noticed, so wait for that. */
    private void stopListening() {
        try {
            server.close();
            acceptor.join();
        } catch (IOException gone) {
            // it no longer listens in any case
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
