package mqttlab.broker.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import mqttlab.broker.codec.Bytes;
import mqttlab.broker.codec.Encoder;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.session.Message;

/**
 * What waits to be written to one client.
 *
 * <p>Any thread may put; none waits for the client, unless it says so. One virtual thread writes, and lives only while there is
 * something to write: all that has come together since its last write goes out with the next one. It holds no lock while it
 * writes.
 */
class Outbox {

    private static final int SMALL = 256;

    final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private final Transport transport;
    private final int maxBytes;
    Bytes waiting = new Bytes(0);
    private boolean writing;
    private boolean closed;

    /** @param maxBytes how much may wait for a client that does not read */
    Outbox(Transport transport, int maxBytes) {
        this.transport = transport;
        this.maxBytes = maxBytes;
    }

    void put(Packet packet) {
        lock.lock();
        try {
            if (!closed) {
                append(packet);
                changed();
            }
        } finally {
            lock.unlock();
        }
    }

    /** With the lock held. */
    void append(Packet packet) {
        Encoder.encode(packet, waiting);
    }

    // lab:stage 02
    /**
     * Drops the message if its client is too slow: that is what QoS 0 allows, and what keeps the others going.
     *
     * @return whether there was room for it; where nothing waits there is, however large it is
     */
    boolean putIfThereIsRoom(Message message) {
        byte[] encoded = message.encoded();
        lock.lock();
        try {
            if (!waiting.isEmpty() && waiting.size() + encoded.length > maxBytes) {
                return closed;
            }
            if (!closed) {
                waiting.raw(encoded);
                changed();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    // lab:end
    /** Something waits that did not wait before. */
    void changed() {
        startWriting();
    }

    int size() {
        return waiting.size();
    }

    /** For the reader: a client that does not read the answers that it has is not asked for more, and they do not pile up. */
    void awaitRoom() {
        awaitAtMost(maxBytes);
    }

    // lab:stage 12
    /** Whether {@link #awaitRoom} would not wait. */
    boolean hasRoom() {
        lock.lock();
        try {
            return waiting.size() <= maxBytes || closed;
        } finally {
            lock.unlock();
        }
    }

    // lab:end
    // lab:stage 04
    /** For what must not be dropped, and leaves room for what may be. */
    void awaitHalfEmpty() {
        awaitAtMost(maxBytes / 2);
    }

    boolean isHalfEmpty() {
        lock.lock();
        try {
            return waiting.size() <= maxBytes / 2;
        } finally {
            lock.unlock();
        }
    }

    // lab:end
    // lab:stage 11
    /** Whether something waits, and there is no more room for what waits for all clients. */
    boolean isPressed() {
        return false;
    }

    // lab:end
    private void awaitAtMost(int bytes) {
        lock.lock();
        try {
            while (waiting.size() > bytes && !closed) {
                written.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    final void startWriting() {
        if (!writing && !closed && !waiting.isEmpty()) {
            writing = true;
            begin();
        }
    }

    /** With the lock held: has somebody write all that waits. */
    void begin() {
        Thread.startVirtualThread(this::write);
    }

    private void write() {
        try {
            Bytes spare = new Bytes(SMALL);
            for (Bytes next = take(spare); next != null; next = take(spare)) {
                write(next);
                next.clear();
                spare = next;
            }
        } catch (IOException e) {
            // The reader finds out, too.
            close();
        } catch (RuntimeException | Error e) {
            // Nobody else would ever write to the client again.
            close();
            throw e;
        }
    }

    void write(Bytes next) throws IOException {
        transport.out().write(next.array(), 0, next.size());
    }

    /** All that waits, in exchange for an empty buffer; null if nothing does. */
    Bytes take(Bytes empty) {
        lock.lock();
        try {
            written.signalAll();
            if (waiting.isEmpty() || closed) {
                writing = false;
                waiting = new Bytes(0);
                return null;
            }
            Bytes taken = waiting;
            waiting = empty;
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
                left = written.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** @return whether it was open */
    boolean close() {
        boolean wasOpen;
        lock.lock();
        try {
            wasOpen = !closed;
            closed = true;
            written.signalAll();
        } finally {
            lock.unlock();
        }
        transport.close();
        return wasOpen;
    }
}
