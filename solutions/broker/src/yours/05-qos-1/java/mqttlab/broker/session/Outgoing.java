package mqttlab.broker.session;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.Acknowledgement;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.QoS;
import mqttlab.contracts.broker.Deliveries;
import mqttlab.contracts.broker.Deliveries.Departure;

/**
 * Messages on their way to one client, according to a student's class, which knows them by numbers. What it throws is said once,
 * on a line that begins with {@code Deliveries.}, and ends no connection: the client just gets nothing.
 */
public class Outgoing {

    /** What {@link WrongAnswer} is about: a message under way. */
    sealed interface Delivery {
    }

    record AwaitingPubAck(long number) implements Delivery {
    }

    private static final int LAST_ID = 65_535;
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private final Deliveries deliveries = YourClasses.make(Deliveries.class);
    private final Map<Long, Message> messages = new HashMap<>();
    private final Map<Integer, AwaitingPubAck> underWay = new HashMap<>();
    private final Queue<Packet> due = new ArrayDeque<>();
    private final long maxBytes;
    private long bytes;
    private long count;

    /** @param window is the student's */
    public Outgoing(int window, long maxBytes) {
        this.maxBytes = maxBytes;
    }

    boolean hasRoomFor(Message message) {
        return bytes == 0 || bytes + message.size() <= maxBytes;
    }

    boolean isHalfEmpty() {
        return bytes <= maxBytes / 2;
    }

    void add(Message message, QoS qos) {
        long number = ++count;
        bytes += message.size();
        messages.put(number, message);
        ask("add", number, () -> deliveries.add(number));
    }

    List<Packet> next() {
        List<Packet> packets = List.copyOf(due);
        due.clear();
        return packets;
    }

    List<Packet> arrived(Acknowledgement arrived) {
        int id = arrived.packetId();
        AwaitingPubAck expected = underWay.get(id);
        if (!(arrived instanceof PubAck)) {
            if (expected != null) {
                throw new WrongAnswer(expected, arrived);
            }
            return List.of();
        }
        underWay.remove(id);
        if (expected != null && messages.containsKey(expected.number())) {
            bytes -= messages.remove(expected.number()).size();
        }
        ask("acknowledged", id, () -> deliveries.acknowledged(id));
        return next();
    }

    private void ask(String method, long argument, Supplier<List<Departure>> call) {
        String said = "%s(%d)".formatted(method, argument);
        try {
            // First all of them: an exception on the way is one of the student's.
            new ArrayList<>(call.get()).forEach(departure -> depart(method, said, departure));
        } catch (RuntimeException | Error e) {
            say(method + e.getClass(), "%s threw %s%s".formatted(said, e, YourClasses.place(e)));
        }
    }

    private void depart(String method, String said, Departure departure) {
        Message message = messages.get(departure.message());
        int id = departure.packetId();
        if (message == null) {
            say(method + "message", "%s returned message %d, which is none, or has been acknowledged"
                    .formatted(said, departure.message()));
        } else if (id < 1 || id > LAST_ID) {
            say(method + "identifier", "%s returned packet identifier %d".formatted(said, id));
        } else {
            underWay.put(id, new AwaitingPubAck(departure.message()));
            due.add(message.publish(QoS.AT_LEAST_ONCE, id, false));
        }
    }

    /** @param kind of which one is enough */
    private static void say(String kind, String what) {
        if (SAID.add(kind)) {
            System.err.println("Deliveries." + what);
        }
    }
}
