package mqttlab.broker.server;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import mqttlab.broker.codec.Bytes;
import mqttlab.broker.codec.Encoder;
import mqttlab.broker.codec.Packet;

/**
 * What waits to be written to one client. Any thread may put, and none waits for the client; {@link #write} is for the one
 * thread that does. It takes all that has come together since its last write, and holds no lock while it writes.
 */
final class Outbox {

    private static final int SMALL = 256;
    private static final int MOST_BYTES = 2 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Bytes waiting = new Bytes(SMALL);
    private boolean writing;
    private boolean closed;

    void put(Packet packet) {
        lock.lock();
        try {
            if (!closed) {
                Encoder.encode(packet, waiting);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    // lab:stage 02
    /** Drops the packet when its client is too slow: that is what QoS 0 allows, and what keeps the others going. */
    void putIfThereIsRoom(Packet packet) {
        byte[] encoded = Encoder.encode(packet);
        lock.lock();
        try {
            // Where nothing waits there is room, however large it is.
            if (!closed && (waiting.isEmpty() || waiting.size() + encoded.length <= MOST_BYTES)) {
                waiting.raw(encoded);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    // lab:end
    /** For the reader: who does not read the answers that it has is not asked for more, and they do not pile up. */
    void awaitRoom() {
        lock.lock();
        try {
            while (waiting.size() > MOST_BYTES && !closed) {
                changed.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes what comes, until the outbox is closed. */
    void write(OutputStream out) {
        try {
            for (Bytes next = take(); !next.isEmpty(); next = take()) {
                out.write(next.array(), 0, next.size());
            }
        } catch (IOException e) {
            // The reader finds out, too.
        } finally {
            close();
        }
    }

    /** Waits until there is something, and takes all of it; nothing once the outbox is closed. */
    private Bytes take() {
        lock.lock();
        try {
            writing = false;
            changed.signalAll();
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            Bytes taken = closed ? new Bytes(0) : waiting;
            waiting = new Bytes(SMALL);
            writing = !closed;
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything is written, but not for long. */
    void awaitWritten(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while ((writing || !waiting.isEmpty()) && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
