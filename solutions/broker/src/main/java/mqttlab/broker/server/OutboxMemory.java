package mqttlab.broker.server;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be written to all clients together. When it is too much, messages with QoS 0 are dropped, those with QoS 1 and 2
 * stay in their sessions, which share them, and clients to which nothing could be written for a while are disconnected.
 */
final class OutboxMemory {

    /** Less is not counted: most outboxes are emptied before they have so much, and to count costs as much as to send. */
    private static final int STEP = 8 * 1024;
    /** Nobody goes for what the network or a busy machine has held up. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final ReentrantLock lock = new ReentrantLock();
    private final long maxBytes;
    private volatile long taken;
    /** Those that have any of it, the one first to which nothing has been written for longest. */
    private final LinkedHashSet<Share> holders = new LinkedHashSet<>();

    /** @param packetBytes the longest packet: there is always enough for one of these */
    OutboxMemory(long maxBytes, int packetBytes) {
        this.maxBytes = Math.max(maxBytes, 2L * packetBytes);
    }

    Share share() {
        return new Share();
    }

    /** One client's part of it. */
    final class Share {

        private Connection connection;
        private volatile int bytes;
        private long since;
        private boolean gone;

        /** Before it is used. */
        void belongsTo(Connection connection) {
            this.connection = connection;
            connection.ended().thenRun(this::end);
        }

        /** Whether so much more may wait. */
        boolean hasRoomFor(int more) {
            return bytes + more < STEP || taken + more <= maxBytes || makeRoomFor(more);
        }

        /** Whether something waits, and for all together there is no more room. */
        boolean isPressed() {
            return bytes > 0 && taken > maxBytes;
        }

        /** So much waits now. */
        void hold(int now) {
            int counted = now < STEP ? 0 : now;
            if (counted == 0 ? bytes > 0 : Math.abs(counted - bytes) >= STEP) {
                resize(counted, bytes == 0);
            }
        }

        /** Something has been written, and so much waits now. */
        void hasWritten(int now) {
            if (bytes > 0) {
                resize(now < STEP ? 0 : now, true);
            }
        }

        private void resize(int wanted, boolean renewed) {
            lock.lock();
            try {
                if (gone) {
                    return;
                }
                taken += wanted - bytes;
                bytes = wanted;
                if (wanted == 0 || renewed) {
                    holders.remove(this);
                }
                if (wanted > 0 && holders.add(this)) {
                    since = System.nanoTime();
                }
            } finally {
                lock.unlock();
            }
        }

        private void end() {
            lock.lock();
            try {
                resize(0, false);
                gone = true;
            } finally {
                lock.unlock();
            }
        }
    }

    /** @return whether there is room now */
    private boolean makeRoomFor(int more) {
        List<Share> stuck = new ArrayList<>();
        lock.lock();
        try {
            while (taken + more > maxBytes && !holders.isEmpty()
                    && System.nanoTime() - holders.getFirst().since >= PATIENCE_NANOS) {
                stuck.add(holders.getFirst());
                holders.getFirst().end();
            }
        } finally {
            lock.unlock();
        }
        if (!stuck.isEmpty()) {
            // Not here: whoever asks for room has the lock of an outbox, and to end a connection takes that of another.
            Thread.startVirtualThread(() -> stuck.forEach(share -> share.connection
                    .cut("others need the memory, and it has read nothing for longest")));
        }
        return taken + more <= maxBytes;
    }
}
