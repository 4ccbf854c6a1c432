package mqttlab.broker.server;

import java.io.IOException;
import mqttlab.broker.codec.Bytes;
import mqttlab.broker.codec.ConnectReturn;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.codec.Packet.PingResp;
import mqttlab.broker.journal.Journal;

/** An outbox that tells its client nothing before the journal has what it tells of. */
class DurableOutbox extends Outbox {

    private final Journal journal;
    private long promised;
    private long promisedInTaken;

    DurableOutbox(Transport transport, int maxBytes, Journal journal) {
        super(transport, maxBytes);
        this.journal = journal;
    }

    @Override
    void append(Packet packet) {
        super.append(packet);
        if (isPromise(packet)) {
            promised = journal.position();
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

    @Override
    Bytes take(Bytes empty) {
        lock.lock();
        try {
            promisedInTaken = promised;
            return super.take(empty);
        } finally {
            lock.unlock();
        }
    }

    // lab:stage 12
    /** With the lock held: whether all that waits may be written at once. */
    final boolean isDurable() {
        return journal.isDurable(promised);
    }

    // lab:end
    @Override
    void write(Bytes next) throws IOException {
        journal.awaitDurable(promisedInTaken);
        super.write(next);
    }
}
