package mqttlab.testkit.tap;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.tap.ConnectionClosed.How;

/**
 * One connection through the tap: two sockets and a pump in each direction. A FIN on one side becomes a FIN on the
 * other, a reset a reset, so that either side sees the connection end as the other ended it.
 */
final class Relay {

    /** How long a cut connection may take to say goodbye before it is closed hard. */
    private static final Duration GOODBYE = Duration.ofMillis(250);

    private final Recording recording;
    private final Socket client;
    private final Socket broker;
    private final CountDownLatch pumping = new CountDownLatch(2);
    private final AtomicBoolean cut = new AtomicBoolean();
    private volatile boolean over;

    Relay(Recording recording, Socket client, Socket broker) {
        this.recording = recording;
        this.client = client;
        this.broker = broker;
    }

    void run(Rules rules) throws IOException {
        Pump fromClient = new Pump(this, Direction.FROM_CLIENT, client, broker, rules);
        Pump fromBroker = new Pump(this, Direction.FROM_BROKER, broker, client, rules);
        try {
            Thread.ofVirtual().name("tap-%d-from-broker".formatted(recording.connection())).start(fromBroker);
            fromClient.run();
            pumping.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            close();
        }
    }

    Recording recording() {
        return recording;
    }

    /** Nothing passes any more, though the sockets may still be open. */
    boolean isCut() {
        return cut.get() || over;
    }

    /** The tap itself has closed the sockets, so an error on them means nothing. */
    boolean isOver() {
        return over;
    }

    void ended() {
        pumping.countDown();
    }

    /** The tap ends the connection on both sides. What was already written still arrives. */
    void cut() {
        cutAfter(() -> { });
    }

    /** Writes a last packet; what may come in answer to it is no longer handed on. */
    void cutAfter(Runnable lastWords) {
        if (over || !cut.compareAndSet(false, true)) {
            return;
        }
        recording.closed(Party.TAP, How.ORDERLY, "");
        lastWords.run();
        finish(client);
        finish(broker);
        // Closing a socket with unread bytes resets it, and a reset may overtake the last packet: give both sides a
        // moment.
        Thread.ofVirtual().start(() -> {
            try {
                pumping.await(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            } finally {
                close();
            }
        });
    }

    /** Writes to the client what the broker has not sent. */
    void slipIn(Packet packet) {
        recording.record(Direction.FROM_BROKER, packet);
        try {
            client.getOutputStream().write(packet.raw());
        } catch (IOException gone) {
            // the pump will notice it, too
        }
    }

    void close() {
        over = true;
        Sockets.close(client);
        Sockets.close(broker);
    }

    void reset() {
        over = true;
        Sockets.reset(client);
        Sockets.reset(broker);
    }

    private static void finish(Socket socket) {
        try {
            socket.shutdownOutput();
        } catch (IOException gone) {
            // that side has already gone
        }
    }
}
