package mqttlab.contracts.broker;

import java.util.List;

/**
 * Messages with QoS 1 on their way to one client: the heart of stage 05, and nothing that reads or writes a packet.
 *
 * <p>You need not implement it: stage 05 is judged on a socket. If you do, you have a safety net: when your own broker loses
 * points in stage 05, the checks that deliveries decide are run once more, on the course's broker with this class in it, and
 * what passes there wins back at most half of the points. For that, the class is public, has a public constructor without
 * parameters, and its full name is in {@code src/main/resources/META-INF/services/mqttlab.contracts.broker.Deliveries}. It may
 * use other classes of its project, and the JDK.
 *
 * <p>Each connection of a client has an object of its own, which is never called by two threads at the same time. How many
 * bytes may wait for a client is the course's concern, and is limited there.
 */
public interface Deliveries {

    /**
     * A message that goes out now.
     *
     * @param message  its number
     * @param packetId the packet identifier under which it goes
     */
    record Departure(long message, int packetId) {
    }

    /**
     * A message is to be delivered, behind all those before it.
     *
     * @param message a number that no other message to this client has
     * @return what goes out now, in this order: this message, or nothing, when it has to wait
     */
    List<Departure> add(long message);

    /**
     * A PUBACK has come, perhaps for nothing.
     *
     * @return what goes out now, in this order
     */
    List<Departure> acknowledged(int packetId);
}
