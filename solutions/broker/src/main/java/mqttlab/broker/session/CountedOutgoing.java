package mqttlab.broker.session;

import mqttlab.broker.codec.QoS;

/** Messages on their way to one client, which count among those that are kept for all clients. */
final class CountedOutgoing extends DurableOutgoing {

    private final QueueMemory memory;
    private boolean ended;
    private boolean lacksOwnRoom;

    CountedOutgoing(int window, long maxBytes, long session, History history, QueueMemory memory) {
        super(window, maxBytes, session, history);
        this.memory = memory;
    }

    @Override
    boolean hasRoomFor(Message message) {
        lacksOwnRoom = !super.hasRoomFor(message);
        return !lacksOwnRoom && memory.hasRoomFor(message, waiting.isEmpty());
    }

    /** Whether it was its own limit that had no room for the last message, and not that of all together. */
    boolean lacksOwnRoom() {
        return lacksOwnRoom;
    }

    @Override
    boolean isHalfEmpty() {
        return super.isHalfEmpty() && (waiting.isEmpty() || memory.isHalfEmpty());
    }

    /** A router may have found the session before it ended. */
    @Override
    void add(Message message, QoS qos) {
        if (!ended) {
            memory.keep(message);
        }
        super.add(message, qos);
    }

    /** The history has it before others may use the room: so it never has more than there was room for. */
    @Override
    void forget(int id) {
        Message message = underWay.get(id).message();
        super.forget(id);
        if (!ended) {
            memory.release(message);
        }
    }

    /** Its session has ended. */
    void end() {
        if (!ended) {
            ended = true;
            underWay.values().forEach(delivery -> memory.release(delivery.message()));
            waiting.forEach(next -> memory.release(next.message()));
        }
    }
}
