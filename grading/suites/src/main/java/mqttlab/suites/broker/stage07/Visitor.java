package mqttlab.suites.broker.stage07;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PINGRESP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.PUBREL;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.wire.WireClient;

/**
 * A client that comes, goes, and comes back under its identifier. What it gets with QoS 0 is overlooked, as a broker may keep or
 * drop that; and so is what comes for a second time on one connection, as nothing obliges a broker to be patient.
 */
final class Visitor {

    /** As the handouts ask for: so many messages may be under way to a client. */
    static final int SMALLEST_WINDOW = 10;
    static final int LARGEST_WINDOW = 1_000;

    private static final String MESSAGE = "a PUBLISH with QoS 1 or 2 and a packet identifier";

    private final String name;
    private final Supplier<WireClient> door;
    /** What has come on this connection under each identifier. */
    private final Map<Integer, Payload> received = new HashMap<>();
    private final Set<Integer> released = new HashSet<>();
    /** What came while a PUBREL was awaited. */
    private final Deque<Packet> early = new ArrayDeque<>();
    private WireClient client;

    private Visitor(String name, Supplier<WireClient> door) {
        this.name = name;
        this.door = door;
    }

    /** One that acknowledges what comes. */
    static Visitor of(Scene scene, String name) {
        return new Visitor(name, scene::open);
    }

    /** One that takes each step of section 4.3 only when it is told to. */
    static Visitor hesitant(Scene scene, String name) {
        return new Visitor(name, () -> scene.open().withoutAcknowledging());
    }

    /** The same, and what it does is not in the history: for a long time, or in great number. */
    static Visitor untraced(Scene scene, String name) {
        return new Visitor(name, () -> scene.openUntraced().withoutAcknowledging());
    }

    String name() {
        return name;
    }

    /** Its present connection, or its last one. */
    WireClient client() {
        return client;
    }

    // ---- coming and going

    /** @return whether the broker had a session for it */
    boolean comes(boolean clean) {
        client = door.get();
        received.clear();
        released.clear();
        early.clear();
        client.send(Packets.connect(name).cleanSession(clean).packet());
        Packet connAck = client.expect("CONNACK 0 accepted", packet -> packet.type() == CONNACK && packet.returnCode() == 0);
        return connAck.sessionPresent();
    }

    /** It goes on with its session. What the CONNACK says of that is a check of its own. */
    void returns() {
        comes(false);
    }

    void requirePresent(boolean expected, boolean present) {
        client.trace().require(present == expected, "a CONNACK with session present %d".formatted(expected ? 1 : 0),
                "it had session present %d".formatted(present ? 1 : 0));
    }

    /** With a DISCONNECT, and the broker knows. */
    void goes() {
        client.send(Packets.disconnect());
        drainsUntilClosed();
    }

    /** The broker has read all that the client has sent; then the connection is cut. */
    void isCut() {
        client.ping();
        client.abort();
    }

    // ---- messages

    /** The next message with QoS 1 or 2. */
    Packet next() {
        return next(MESSAGE, Visitor::isMessage);
    }

    List<Packet> next(int messages) {
        List<Packet> came = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            came.add(next());
        }
        return came;
    }

    /** The next message is this one. */
    Packet next(int qos, String payload) {
        Payload wanted = Payload.of(payload);
        return next("%s with QoS %d".formatted(wanted, qos),
                packet -> isMessage(packet) && packet.qos() == qos && packet.payload().equals(wanted));
    }

    /** The next packet that has not come before on this connection. */
    Packet next(String words, Predicate<Packet> wanted) {
        if (!early.isEmpty() && wanted.test(early.peek())) {
            return early.remove();
        }
        Packet packet = client.expect(words, each -> wanted.test(each) || isOverlooked(each));
        while (isOverlooked(packet)) {
            packet = client.expect(words, each -> wanted.test(each) || isOverlooked(each));
        }
        return noted(packet);
    }

    /** A message or a PUBREL that the client gets before a PINGRESP; empty when that has come. */
    Optional<Packet> nextBeforeAnswer() {
        Packet packet = next(MESSAGE + ", or a PUBREL, or the PINGRESP",
                each -> isMessage(each) || each.type() == PUBREL || each.type() == PINGRESP);
        return Optional.of(packet).filter(each -> each.type() != PINGRESP);
    }

    /** The messages that come before the answer to a PINGREQ. */
    List<Packet> untilAnswered() {
        List<Packet> came = new ArrayList<>();
        client.send(Packets.pingreq());
        for (Optional<Packet> next = nextBeforeAnswer(); next.isPresent(); next = nextBeforeAnswer()) {
            next.filter(Visitor::isMessage).ifPresent(came::add);
        }
        return came;
    }

    /** All that comes before anything is acknowledged, and there is a window's worth of it. */
    List<Packet> window() {
        List<Packet> window = new ArrayList<>(next(SMALLEST_WINDOW));
        for (List<Packet> more = untilAnswered(); !more.isEmpty(); more = untilAnswered()) {
            window.addAll(more);
        }
        client.trace().require(window.size() <= LARGEST_WINDOW,
                "at most %,d messages that are not acknowledged".formatted(LARGEST_WINDOW), "%,d came".formatted(window.size()));
        return window;
    }

    /** The stream ends, whatever comes before. */
    void drainsUntilClosed() {
        Optional<Packet> next = client.nextUnlessCutOff("messages, and the end of the connection", packet -> true);
        while (next.isPresent()) {
            next = client.nextUnlessCutOff("messages, and the end of the connection", packet -> true);
        }
    }

    static boolean isMessage(Packet packet) {
        return packet.type() == PUBLISH && packet.qos() > 0 && packet.packetId() != 0;
    }

    private boolean isOverlooked(Packet packet) {
        return switch (packet.type()) {
            case PUBLISH -> packet.qos() == 0
                    || packet.duplicate() && packet.payload().equals(received.get(packet.packetId()));
            case PUBREL -> released.contains(packet.packetId());
            default -> false;
        };
    }

    private Packet noted(Packet packet) {
        if (isMessage(packet)) {
            received.put(packet.packetId(), packet.payload());
            released.remove(packet.packetId());
        } else if (packet.type() == PUBREL) {
            released.add(packet.packetId());
        }
        return packet;
    }

    // ---- steps

    void acknowledge(Collection<Integer> ids) {
        send(ids, Packets::puback);
    }

    /** PUBRECs in this order, and a PUBREL for each. */
    void receive(Collection<Integer> ids) {
        send(ids, Packets::pubrec);
        for (int id : ids) {
            Packet next = releaseOf(id);
            while (!isRelease(next, id)) {
                if (!isOverlooked(next)) {
                    early.add(noted(next));
                }
                next = releaseOf(id);
            }
            noted(next);
            // [MQTT-4.3.3-1] from now on the message may not come again.
            received.remove(id);
        }
    }

    private Packet releaseOf(int id) {
        return client.expect("PUBREL id " + id, packet -> isRelease(packet, id) || isMessage(packet) || isOverlooked(packet));
    }

    private static boolean isRelease(Packet packet, int id) {
        return packet.type() == PUBREL && packet.packetId() == id;
    }

    void complete(Collection<Integer> ids) {
        send(ids, Packets::pubcomp);
    }

    /** Acknowledges it to the end, as its QoS wants. */
    void finish(Packet message) {
        List<Integer> id = List.of(message.packetId());
        if (message.qos() == 1) {
            acknowledge(id);
        } else {
            receive(id);
            complete(id);
        }
    }

    private void send(Collection<Integer> ids, IntFunction<Packet> packet) {
        client.send(ids.stream().map(packet::apply).toArray(Packet[]::new));
    }

    static List<Integer> ids(List<Packet> messages) {
        return messages.stream().map(Packet::packetId).toList();
    }
}
