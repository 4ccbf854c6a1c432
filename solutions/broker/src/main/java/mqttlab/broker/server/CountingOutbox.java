package mqttlab.broker.server;

import mqttlab.broker.codec.Bytes;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.journal.Journal;
import mqttlab.broker.session.Message;

/** An outbox that counts messages, and what it takes of the memory that all have together. */
class CountingOutbox extends DurableOutbox {

    private final Statistics statistics;
    private final OutboxMemory.Share memory;
    private int beingWritten;

    CountingOutbox(Transport transport, int maxBytes, Journal journal, Statistics statistics, OutboxMemory.Share memory) {
        super(transport, maxBytes, journal);
        this.statistics = statistics;
        this.memory = memory;
    }

    @Override
    void put(Packet packet) {
        super.put(packet);
        if (packet instanceof Publish) {
            statistics.sent.increment();
        }
    }

    @Override
    boolean putIfThereIsRoom(Message message) {
        boolean put = memory.hasRoomFor(message.encoded().length) && super.putIfThereIsRoom(message);
        (put ? statistics.sent : statistics.droppedQoS0).increment();
        return put;
    }

    @Override
    boolean isPressed() {
        return memory.isPressed();
    }

    @Override
    void changed() {
        account();
        super.changed();
    }

    /** With the lock held: more waits than before. */
    final void account() {
        memory.hold(size() + beingWritten);
    }

    @Override
    Bytes take(Bytes empty) {
        lock.lock();
        try {
            Bytes taken = super.take(empty);
            beingWritten = taken == null ? 0 : taken.size();
            memory.hasWritten(size() + beingWritten);
            return taken;
        } finally {
            lock.unlock();
        }
    }
}
