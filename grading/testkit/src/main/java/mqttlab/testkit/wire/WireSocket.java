package mqttlab.testkit.wire;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mqttlab.testkit.Count;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.Patience;
import mqttlab.testkit.mqtt.Decoded;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.Framer;
import mqttlab.testkit.mqtt.Malformed;
import mqttlab.testkit.tap.ConnectionClosed.How;
import mqttlab.testkit.tap.Party;
import mqttlab.testkit.tap.Recording;
import mqttlab.testkit.tap.Trace;

/** A TCP connection to a broker that records what it sends and, on a virtual thread, what comes. */
final class WireSocket {

    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    /** A broker that cannot take more at once may be busy with others; one that takes nothing for so long no longer reads. */
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(15);

    private final Socket socket = new Socket();
    private final Inbox inbox = new Inbox();
    private final Trace trace;
    private final Recording recording;
    /** Done while it reads. */
    private volatile CompletableFuture<Void> reading = CompletableFuture.completedFuture(null);
    private volatile boolean closed;

    WireSocket(InetSocketAddress broker, Trace trace) {
        this.trace = trace;
        try {
            socket.setTcpNoDelay(true);
            socket.connect(broker, CONNECT_TIMEOUT_MILLIS);
            recording = Recording.open(trace);
            Framer framer = new Framer(new BufferedInputStream(socket.getInputStream()));
            Thread.ofVirtual().name("wire-" + recording.connection()).start(() -> read(framer));
        } catch (IOException e) {
            throw new InfrastructureException("cannot connect to the broker at %s: %s. Is it running?"
                    .formatted(broker, e.getMessage()), e);
        }
    }

    Inbox inbox() {
        return inbox;
    }

    int connection() {
        return recording.connection();
    }

    /** Records the bytes as the packet that they are, or as malformed. */
    Decoded record(byte[] packet) {
        Decoded decoded = recording.decode(Direction.FROM_CLIENT, packet);
        recording.record(Direction.FROM_CLIENT, decoded);
        return decoded;
    }

    /**
     * One write, one segment when it fits. That a broker has gone is not an error here: expectations tell. A broker that is
     * there and does not read is one, and the connection is reset.
     */
    void write(byte[] bytes, int from, int to) {
        if (closed) {
            throw new IllegalStateException("connection " + connection() + " was closed on this side");
        }
        Duration patience = Patience.stretch(LONGEST_WRITE);
        CompletableFuture<Void> write = new CompletableFuture<Void>().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
        write.exceptionally(late -> {
            reset();
            return null;
        });
        try {
            socket.getOutputStream().write(bytes, from, to - from);
        } catch (IOException e) {
            if (!write.isCompletedExceptionally()) {
                trace.note("connection %d: %s could not be sent: %s"
                        .formatted(connection(), Count.of(to - from, "byte"), e.getMessage()));
            }
        } finally {
            write.complete(null);
        }
        // A write that the reset has interrupted may end without an exception.
        if (write.isCompletedExceptionally()) {
            throw trace.failure("the broker reads what it is sent",
                    "for %s it took no more of %s".formatted(Patience.text(patience), Count.of(to - from, "byte")));
        }
    }

    void endSending() {
        trace.note("connection %d: the client has nothing more to send".formatted(connection()));
        try {
            socket.shutdownOutput();
        } catch (IOException e) {
            // The broker has closed it already, and expectations tell.
        }
    }

    void stopReading() {
        if (reading.isDone()) {
            reading = new CompletableFuture<>();
        }
    }

    void resumeReading() {
        reading.complete(null);
    }

    /** An orderly end. */
    void close() {
        end(How.ORDERLY);
    }

    /** An RST: what a broker sees of a client whose machine lost its power and came back. */
    void reset() {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException alreadyClosed) {
            // then there is nothing to reset
        }
        end(How.RESET);
    }

    private void end(How how) {
        if (!closed) {
            closed = true;
            recording.closed(Party.CLIENT, how, "");
        }
        try {
            socket.close();
        } catch (IOException gone) {
            // it is closed in any case
        }
        resumeReading();
    }

    private void read(Framer framer) {
        try {
            boolean more = true;
            while (more) {
                reading.join();
                more = switch (framer.next()) {
                    case Framer.Cut.Whole whole -> arrived(recording.decode(Direction.FROM_BROKER, whole.bytes()));
                    case Framer.Cut.Unframed unframed -> arrived(new Malformed(unframed.bytes(), unframed.reason()));
                    case Framer.Cut.End end -> false;
                };
            }
            endedBy(How.ORDERLY);
        } catch (IOException reset) {
            endedBy(How.RESET);
        } finally {
            inbox.put(new Inbox.Arrival.End());
        }
    }

    private boolean arrived(Decoded decoded) {
        inbox.put(new Inbox.Arrival.Item(decoded, recording.record(Direction.FROM_BROKER, decoded)));
        return true;
    }

    private void endedBy(How how) {
        if (!closed) {
            recording.closed(Party.BROKER, how, "");
        }
    }
}
