package mqttlab.broker.server;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import mqttlab.broker.codec.Bytes;
import mqttlab.broker.codec.ConnectReturn;
import mqttlab.broker.codec.Encoder;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.codec.Packet.PingResp;
import mqttlab.broker.journal.Journal;

/**
 * What waits to be written to one client: until the one before is written, and until the journal has what it tells of.
 *
 * <p>Any thread may put; none waits for the client. One virtual thread writes, and lives only while there is something to
 * write: all that has come together since its last write goes out with the next one. That makes the broker fast, since a
 * write costs as much as a hundred messages, and it delays nothing, since a single message is written at once.
 */
final class Outbox {

    private static final int SMALL = 256;
    /** So much is worth a write of its own. */
    private static final int ENOUGH = 16 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private final Transport transport;
    private final Journal journal;
    private final int mostBytes;
    private final Runnable whenRoomIsMade;
    private Bytes waiting = new Bytes(0);
    private long promised;
    private long promisedInTaken;
    private boolean writing;
    private boolean closed;
    private boolean crowded;

    /**
     * @param mostBytes      how much may wait before messages that may be dropped are
     * @param whenRoomIsMade called when somebody was told that there is no room, and now there is
     */
    Outbox(Transport transport, Journal journal, int mostBytes, Runnable whenRoomIsMade) {
        this.transport = transport;
        this.journal = journal;
        this.mostBytes = mostBytes;
        this.whenRoomIsMade = whenRoomIsMade;
    }

    /** Puts a packet; it goes out with the next {@link #flush()} at the latest. */
    void put(Packet packet) {
        lock.lock();
        try {
            if (!closed) {
                Encoder.encode(packet, waiting);
                if (isPromise(packet)) {
                    promised = journal.position();
                }
                writeIfEnough();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Whether the client may rely on what has happened up to now, so that a crash must not undo it. Not with QoS 0. */
    private static boolean isPromise(Packet packet) {
        return switch (packet) {
            case ConnAck ack -> ack.code() == ConnectReturn.ACCEPTED;
            case PingResp pong -> false;
            case Packet other -> true;
        };
    }

    /** @return whether there was room for it; where nothing waits there is, however large it is */
    boolean putIfThereIsRoom(byte[] encoded) {
        lock.lock();
        try {
            if (!waiting.isEmpty() && waiting.size() + encoded.length > mostBytes) {
                return closed;
            }
            if (!closed) {
                waiting.raw(encoded);
                writeIfEnough();
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    boolean hasRoom() {
        lock.lock();
        try {
            crowded |= waiting.size() > mostBytes / 2;
            return waiting.size() <= mostBytes / 2;
        } finally {
            lock.unlock();
        }
    }

    void flush() {
        lock.lock();
        try {
            startWriting();
        } finally {
            lock.unlock();
        }
    }

    private void writeIfEnough() {
        if (waiting.size() >= ENOUGH) {
            startWriting();
        }
    }

    /** For the reader: who does not read the answers that it has is not asked for more, and they do not pile up. */
    void awaitRoom() {
        lock.lock();
        try {
            while (waiting.size() > mostBytes && !closed) {
                written.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void startWriting() {
        if (!writing && !closed && !waiting.isEmpty()) {
            writing = true;
            Thread.startVirtualThread(this::write);
        }
    }

    private void write() {
        try {
            Bytes spare = new Bytes(SMALL);
            for (Bytes next = take(spare); next != null; next = take(spare)) {
                journal.awaitDurable(promisedInTaken);
                transport.out().write(next.array(), 0, next.size());
                next.clear();
                spare = next;
            }
        } catch (IOException e) {
            // The reader finds out, too.
            close();
        }
    }

    /** All that waits, in exchange for an empty buffer; null if nothing does. */
    private Bytes take(Bytes empty) {
        boolean roomMade;
        Bytes taken;
        lock.lock();
        try {
            if (waiting.isEmpty() || closed) {
                writing = false;
                waiting = new Bytes(0);
                written.signalAll();
                return null;
            }
            taken = waiting;
            waiting = empty;
            promisedInTaken = promised;
            roomMade = crowded;
            crowded = false;
            written.signalAll();
        } finally {
            lock.unlock();
        }
        if (roomMade) {
            whenRoomIsMade.run();
        }
        return taken;
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
