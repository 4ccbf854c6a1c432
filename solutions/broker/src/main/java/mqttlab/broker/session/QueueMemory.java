package mqttlab.broker.session;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What is kept for all clients together until they have acknowledged it. A message counts once, for however many of them it is
 * kept. Those that there were before a restart stay, however many they are.
 */
final class QueueMemory {

    /** About what a message takes besides its payload and its topic, and what each session takes that keeps it. */
    private static final int OVERHEAD = 200;
    private static final int EACH = 64;

    private final long maxBytes;
    private final LongAdder bytes;
    /** How many sessions keep a message. Two messages are never equal. */
    private final ConcurrentHashMap<Message, Integer> keepers = new ConcurrentHashMap<>();

    /**
     * @param packetBytes the longest packet: there is always enough for two of these
     * @param bytes       what is kept now
     */
    QueueMemory(long maxBytes, int packetBytes, LongAdder bytes) {
        this.maxBytes = Math.max(maxBytes, 2L * packetBytes);
        this.bytes = bytes;
    }

    /** @param keepsUp whether nothing waits for the client: the last quarter is for those, whatever the others leave behind */
    boolean hasRoomFor(Message message, boolean keepsUp) {
        long left = (keepsUp ? maxBytes : maxBytes - maxBytes / 4) - bytes.sum() - EACH;
        return left >= size(message) || left >= 0 && keepers.containsKey(message);
    }

    boolean isHalfEmpty() {
        return bytes.sum() <= maxBytes / 2;
    }

    /** Once for each session that keeps it. */
    void keep(Message message) {
        bytes.add(keepers.merge(message, 1, Integer::sum) == 1 ? size(message) + EACH : EACH);
    }

    void release(Message message) {
        boolean others = keepers.computeIfPresent(message, (same, count) -> count == 1 ? null : count - 1) != null;
        bytes.add(others ? -EACH : -EACH - size(message));
    }

    private static long size(Message message) {
        return OVERHEAD + 2L * message.topic().length() + message.payload().size();
    }
}
