package mqttlab.broker.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import mqttlab.broker.access.Access;
import mqttlab.broker.health.Limits;
import mqttlab.broker.journal.Journal;
import mqttlab.testkit.Patience;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A broker of its own for each test, with {@link EachIo}, and clients that are gone with it. What they say is in one trace. */
@ParameterizedClass
@EnumSource
abstract class WithBroker {

    static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
    private static final Duration LONGEST = Duration.ofSeconds(30);

    // Held, since the JDK forgets the level of a logger that nobody holds. These tests make the broker warn all the time.
    private static final Logger LOG = Logger.getLogger("mqttlab.broker");

    @Parameter
    EachIo io;

    final Trace trace = new Trace();
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    Broker broker;
    InetSocketAddress address;

    /** What the broker takes on; a test class may choose. */
    Limits limits() {
        return Limits.DEFAULT;
    }

    /** What the broker remembers; a test class may choose. */
    Journal journal() {
        return Journal.none();
    }

    @BeforeEach
    void startBroker() throws IOException {
        LOG.setLevel(Level.OFF);
        broker = keep(new Broker(limits(), Access.open(), journal(), io.open()));
        address = new InetSocketAddress(LOOPBACK, broker.listen(LOOPBACK, 0).port());
    }

    @AfterEach
    void closeAll() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    final <T extends AutoCloseable> T keep(T resource) {
        open.push(resource);
        return resource;
    }

    /** TCP only. */
    final WireClient open() {
        return keep(WireClient.open(address, trace));
    }

    /** With a clean session. */
    final WireClient connect(String clientId) {
        return connect(Packets.connect(clientId).packet());
    }

    /** With a persistent session. */
    final WireClient resume(String clientId) {
        return connect(Packets.connect(clientId).cleanSession(false).packet());
    }

    final WireClient connect(Packet connect) {
        return keep(WireClient.connect(address, connect, trace));
    }

    /** For a client that sends and gets more than a trace keeps. */
    final RawClient raw(String clientId) throws IOException {
        return keep(new RawClient(address, clientId));
    }

    /** For what the broker does without telling anybody, and may have much to do for. */
    static void eventually(String what, BooleanSupplier condition) {
        Duration patience = Patience.atLeast(LONGEST);
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new AssertionError("not within %s: %s".formatted(Patience.text(patience), what));
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
