package mqttlab.broker.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.Acknowledgement;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Packet.PubComp;
import mqttlab.broker.codec.Packet.PubRec;
import mqttlab.broker.codec.Packet.PubRel;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.Change.Forgotten;
import mqttlab.broker.session.Change.Queued;
import mqttlab.broker.session.Change.Released;
import mqttlab.broker.session.Change.Sent;

/**
 * Messages with QoS 1 and 2 on their way to one client (section 4.3 of the standard): those that it has not acknowledged to
 * the end, and those that wait until fewer are under way. Takes what happens, returns what is to be sent.
 */
final class Outgoing {

    /** What is expected next from the client for one packet identifier. */
    sealed interface Delivery {
        Message message();
    }

    record AwaitingPubAck(Message message) implements Delivery {
    }

    record AwaitingPubRec(Message message) implements Delivery {
    }

    /** The client owns the message now; it is kept only so that its size is known. */
    record AwaitingPubComp(Message message) implements Delivery {
    }

    private record Waiting(Message message, QoS qos) {
    }

    /** What is expected, and what has come: the pairs are the transitions of the protocol. */
    private record Step(Delivery expected, Acknowledgement arrived) {
    }

    private static final int LAST_ID = 65_535;

    private final long session;
    private final History history;
    private final int window;
    private final long mostBytes;
    private final Map<Integer, Delivery> underWay = new LinkedHashMap<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private long bytes;
    private int lastId;

    /**
     * @param session   the session's number in its history
     * @param window    how many may be under way at once
     * @param mostBytes how much may be kept for the client
     */
    Outgoing(long session, History history, int window, long mostBytes) {
        this.session = session;
        this.history = history;
        this.window = window;
        this.mostBytes = mostBytes;
    }

    /** A single message may be larger than all that is kept otherwise: nobody is too slow for what has just come. */
    boolean hasRoomFor(Message message) {
        return bytes == 0 || bytes + message.size() <= mostBytes;
    }

    boolean isHalfEmpty() {
        return bytes <= mostBytes / 2;
    }

    void add(Message message, QoS qos) {
        bytes += message.size();
        waiting.add(new Waiting(message, qos));
        history.add(new Queued(session, message, qos));
    }

    /** What may be sent now, of those that wait. */
    List<Packet> next() {
        if (waiting.isEmpty() || underWay.size() >= window) {
            return List.of();
        }
        List<Packet> packets = new ArrayList<>();
        while (!waiting.isEmpty() && underWay.size() < window) {
            packets.add(depart(unusedId()));
        }
        return packets;
    }

    private Packet depart(int id) {
        Waiting next = waiting.remove();
        lastId = id;
        underWay.put(id, next.qos == QoS.EXACTLY_ONCE ? new AwaitingPubRec(next.message) : new AwaitingPubAck(next.message));
        history.add(new Sent(session, id));
        return next.message.publish(next.qos, id, false);
    }

    /** [MQTT-2.3.1-4] an identifier that no message under way has. */
    private int unusedId() {
        int id = lastId;
        do {
            id = id == LAST_ID ? 1 : id + 1;
        } while (underWay.containsKey(id));
        return id;
    }

    List<Packet> arrived(Acknowledgement arrived) {
        int id = arrived.packetId();
        return switch (new Step(underWay.get(id), arrived)) {
            case Step(AwaitingPubAck s, PubAck a) -> acknowledged(id);
            case Step(AwaitingPubRec s, PubRec a) -> release(id, s.message);
            case Step(AwaitingPubComp s, PubRec a) -> List.of(new PubRel(id));
            case Step(AwaitingPubComp s, PubComp a) -> acknowledged(id);
            // A PUBREC for what has been forgotten here: without an answer the client could never use the identifier again.
            case Step(Delivery none, PubRec a) when none == null -> List.of(new PubRel(id));
            case Step(Delivery other, Acknowledgement a) -> List.of();
        };
    }

    /** [MQTT-4.3.3-1] the PUBREL takes the place of the PUBLISH, behind those that were released before [MQTT-4.6.0-4]. */
    private List<Packet> release(int id, Message message) {
        underWay.remove(id);
        underWay.put(id, new AwaitingPubComp(message));
        history.add(new Released(session, id));
        return List.of(new PubRel(id));
    }

    private List<Packet> acknowledged(int id) {
        forget(id);
        return next();
    }

    private void forget(int id) {
        bytes -= underWay.remove(id).message().size();
        history.add(new Forgotten(session, id));
    }

    /** [MQTT-4.4.0-1] what a client that is back has not acknowledged goes out again, in the old order [MQTT-4.6.0-1]. */
    List<Packet> again() {
        List<Packet> packets = new ArrayList<>();
        underWay.forEach((id, delivery) -> packets.add(switch (delivery) {
            case AwaitingPubAck(Message message) -> message.publish(QoS.AT_LEAST_ONCE, id, true);
            case AwaitingPubRec(Message message) -> message.publish(QoS.EXACTLY_ONCE, id, true);
            case AwaitingPubComp(Message message) -> new PubRel(id);
        }));
        packets.addAll(next());
        return packets;
    }

    void replay(Sent sent) {
        depart(sent.packetId());
    }

    void replay(Released released) {
        release(released.packetId(), underWay.get(released.packetId()).message());
    }

    void replay(Forgotten forgotten) {
        forget(forgotten.packetId());
    }

    /** What could have led here from the beginning. */
    void retell() {
        underWay.forEach((id, delivery) -> {
            QoS qos = delivery instanceof AwaitingPubAck ? QoS.AT_LEAST_ONCE : QoS.EXACTLY_ONCE;
            history.add(new Queued(session, delivery.message(), qos));
            history.add(new Sent(session, id));
            if (delivery instanceof AwaitingPubComp) {
                history.add(new Released(session, id));
            }
        });
        waiting.forEach(next -> history.add(new Queued(session, next.message, next.qos)));
    }
}
