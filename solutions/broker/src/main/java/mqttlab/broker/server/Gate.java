package mqttlab.broker.server;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;
import mqttlab.broker.health.Counts;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.server.Listener.Handshake;

/** Closes a connection at once when there are too many: those that are there go on, and the journal has what it needs, too. */
final class Gate {

    private static final Logger LOG = System.getLogger("mqttlab.broker");
    private static final long SILENCE_NANOS = 10_000_000_000L;

    private final Counts counts;
    private final Statistics statistics;
    private final IntSupplier begun;
    private final AtomicInteger shaking = new AtomicInteger();
    private final AtomicLong lastComplaint = new AtomicLong(System.nanoTime() - SILENCE_NANOS);

    /** @param begun how many connections are there whose handshake is done */
    Gate(Counts counts, Statistics statistics, IntSupplier begun) {
        this.counts = counts;
        this.statistics = statistics;
        this.begun = begun;
    }

    Handshake guard(Handshake handshake) {
        return socket -> {
            try {
                pass(shaking.incrementAndGet() + begun.getAsInt(), socket);
                return handshake.shake(socket);
            } finally {
                shaking.decrementAndGet();
            }
        };
    }

    private void pass(int connections, Socket socket) throws IOException {
        if (connections > counts.connections()) {
            refuse(socket, counts.connections() + " are connected already");
        }
        if (connections - statistics.connected.sum() > counts.strangers()) {
            refuse(socket, counts.strangers() + " are connected already that have not been let in");
        }
    }

    private void refuse(Socket socket, String why) throws IOException {
        statistics.refused.increment();
        long last = lastComplaint.get();
        long now = System.nanoTime();
        if (now - last >= SILENCE_NANOS && lastComplaint.compareAndSet(last, now)) {
            LOG.log(Level.WARNING, "{0} is refused: {1}", socket.getRemoteSocketAddress(), why);
        }
        throw new IOException("it was refused: " + why);
    }
}
