package mqttlab.broker.server;

import java.time.Duration;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.PingReq;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.journal.Journal;

/** A pace that the journal can keep up with, too. A client that has sent nothing for the journal need not wait for the disk. */
final class DurablePace extends Pace {

    private final Outbox outbox;
    private final Journal journal;
    /** Whether the client may have sent something that is kept. Before its CONNECT, it is about to. */
    private volatile boolean adds = true;

    DurablePace(Duration connectTimeout, long since, Outbox outbox, Journal journal) {
        super(connectTimeout, since, outbox);
        this.outbox = outbox;
        this.journal = journal;
    }

    @Override
    public boolean handle(Packet packet) {
        adds |= isKept(packet);
        return super.handle(packet);
    }

    private static boolean isKept(Packet packet) {
        return switch (packet) {
            case PingReq ping -> false;
            case Publish publish -> publish.retain() || publish.qos() != QoS.AT_MOST_ONCE;
            case Packet other -> true;
        };
    }

    // lab:stage 12
    /**
     * What {@link #awaitRoom} does, for a reader that must not wait: if that looked first, the room could be gone when it asks.
     *
     * @return whether there was room
     */
    boolean goesOn() {
        boolean room = outbox.hasRoom() && (!adds || journal.hasRoom());
        if (room) {
            adds = false;
            pause();
        }
        return room;
    }

    // lab:end
    @Override
    void awaitRoom() {
        stop();
        if (adds) {
            journal.awaitRoom();
            adds = false;
        }
        super.awaitRoom();
    }
}
