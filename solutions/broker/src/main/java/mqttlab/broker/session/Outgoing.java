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

/**
 * Messages on their way to one client (section 4.3 of the standard): those that it has not acknowledged to the end, and those
 * that wait until fewer are under way. Takes what happens, returns what is to be sent.
 */
public class Outgoing {

    /** What is expected next from the client for one packet identifier. */
    sealed interface Delivery {
        Message message();

        /** What is sent to a client that has come back. */
        Packet again(int id);
    }

    record AwaitingPubAck(Message message) implements Delivery {
        @Override
        public Packet again(int id) {
            return message.publish(QoS.AT_LEAST_ONCE, id, true);
        }
    }

    // lab:stage 06
    record AwaitingPubRec(Message message) implements Delivery {
        @Override
        public Packet again(int id) {
            return message.publish(QoS.EXACTLY_ONCE, id, true);
        }
    }

    /** The client owns the message now; it is kept only so that its size is known. */
    record AwaitingPubComp(Message message) implements Delivery {
        @Override
        public Packet again(int id) {
            return new PubRel(id);
        }
    }

    // lab:end
    record Waiting(Message message, QoS qos) {
    }

    /** What is expected, and what has come: the pairs are the transitions of the protocol. */
    private record Step(Delivery expected, Acknowledgement arrived) {
    }

    private static final int LAST_ID = 65_535;

    final Map<Integer, Delivery> underWay = new LinkedHashMap<>();
    final Deque<Waiting> waiting = new ArrayDeque<>();
    private final int window;
    private final long maxBytes;
    private long bytes;
    private int lastId;

    /**
     * @param window   how many may be under way at once
     * @param maxBytes how much may be kept for the client
     */
    public Outgoing(int window, long maxBytes) {
        this.window = window;
        this.maxBytes = maxBytes;
    }

    /** A single message may be larger than all that is kept otherwise: nobody is too slow for what has just come. */
    boolean hasRoomFor(Message message) {
        return bytes == 0 || bytes + message.size() <= maxBytes;
    }

    boolean isHalfEmpty() {
        return bytes <= maxBytes / 2;
    }

    void add(Message message, QoS qos) {
        bytes += message.size();
        waiting.add(new Waiting(message, qos));
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

    /** From now on it keeps its identifier [MQTT-4.4.0-1]. */
    Packet depart(int id) {
        Waiting next = waiting.remove();
        lastId = id;
        // lab:until 06 underWay.put(id, new AwaitingPubAck(next.message));
        // lab:stage 06
        underWay.put(id, next.qos == QoS.EXACTLY_ONCE ? new AwaitingPubRec(next.message) : new AwaitingPubAck(next.message));
        // lab:end
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

    /**
     * What is to be sent now.
     *
     * @throws WrongAnswer if what the client was sent is acknowledged otherwise; nothing has changed then
     */
    List<Packet> arrived(Acknowledgement arrived) {
        int id = arrived.packetId();
        return switch (new Step(underWay.get(id), arrived)) {
            case Step(AwaitingPubAck s, PubAck a) -> acknowledged(id);
            // lab:stage 06
            case Step(AwaitingPubRec s, PubRec a) -> release(id);
            case Step(AwaitingPubComp s, PubRec a) -> List.of(new PubRel(id));
            case Step(AwaitingPubComp s, PubComp a) -> acknowledged(id);
            // A PUBREC for what has been forgotten here: without an answer the client could never use the identifier again.
            case Step(Delivery none, PubRec a) when none == null -> List.of(new PubRel(id));
            // lab:end
            case Step(Delivery none, Acknowledgement a) when none == null -> List.of();
            case Step(Delivery other, Acknowledgement a) -> throw new WrongAnswer(other, a);
        };
    }

    private List<Packet> acknowledged(int id) {
        forget(id);
        return next();
    }

    void forget(int id) {
        bytes -= underWay.remove(id).message().size();
    }

    // lab:stage 06
    /** [MQTT-4.3.3-1] the PUBREL takes the place of the PUBLISH, behind those that were released before [MQTT-4.6.0-4]. */
    List<Packet> release(int id) {
        underWay.put(id, new AwaitingPubComp(underWay.remove(id).message()));
        return List.of(new PubRel(id));
    }

    // lab:end
    /** [MQTT-4.4.0-1] what a client that is back has not acknowledged goes out again, in the old order [MQTT-4.6.0-1]. */
    List<Packet> again() {
        List<Packet> packets = new ArrayList<>();
        underWay.forEach((id, delivery) -> packets.add(delivery.again(id)));
        packets.addAll(next());
        return packets;
    }
}
