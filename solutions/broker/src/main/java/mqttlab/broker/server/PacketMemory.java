package mqttlab.broker.server;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import mqttlab.broker.codec.PacketStream;

/**
 * What all buffers for packets that have not come completely may take together. A client that sends a large packet slowly holds
 * its share for as long as it likes. When there is not enough, the one whose large packet has been coming for longest has to go.
 */
final class PacketMemory {

    /** A buffer that is larger holds one packet, which is under way. */
    private static final int LARGE = 64 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final long maxBytes;
    private final int packetBytes;
    private long taken;
    /** The oldest first. */
    private final LinkedHashSet<Share> large = new LinkedHashSet<>();

    /** @param packetBytes the longest packet that is accepted: there is always enough for one of these */
    PacketMemory(long maxBytes, int packetBytes) {
        this.maxBytes = Math.max(maxBytes, 2L * packetBytes);
        this.packetBytes = packetBytes;
    }

    Share share() {
        return new Share();
    }

    /** One connection's part of it. */
    final class Share implements IntFunction<byte[]> {

        private Connection connection;
        private int bytes;

        /** Before it is used. */
        void belongsTo(Connection connection) {
            this.connection = connection;
            connection.ended().thenRun(this::giveBack);
        }

        int packetBytes() {
            return packetBytes;
        }

        /** @throws ProtocolViolation if there is not enough, and no large packet holds any of it */
        @Override
        public byte[] apply(int wanted) {
            List<Share> oldest = takeFor(wanted);
            // Not with the lock held: to end a connection can take its time.
            oldest.forEach(share -> share.connection.cut("others need the memory, and its packet has been coming for longest"));
            return new byte[wanted];
        }

        /** @return those that have to go for it */
        private List<Share> takeFor(int wanted) {
            List<Share> oldest = new ArrayList<>();
            lock.lock();
            try {
                resize(wanted);
                while (taken > maxBytes) {
                    if (large.isEmpty()) {
                        throw new ProtocolViolation("there is no memory left for what it sends");
                    }
                    oldest.add(large.getFirst());
                    oldest.getLast().giveBack();
                }
            } finally {
                lock.unlock();
            }
            return oldest;
        }

        private void resize(int wanted) {
            // What every connection has is no part of it.
            int counted = wanted <= PacketStream.SMALL ? 0 : wanted;
            taken += counted - bytes;
            bytes = counted;
            if (bytes <= LARGE) {
                large.remove(this);
            } else {
                large.add(this);
            }
        }

        private void giveBack() {
            lock.lock();
            try {
                resize(0);
            } finally {
                lock.unlock();
            }
        }
    }
}
