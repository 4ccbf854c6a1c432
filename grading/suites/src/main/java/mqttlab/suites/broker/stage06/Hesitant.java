package mqttlab.suites.broker.stage06;

import static mqttlab.testkit.mqtt.PacketType.PINGRESP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.PUBREL;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.TraceFailure;
import mqttlab.testkit.wire.WireClient;

/**
 * A subscriber that takes each step of section 4.3 only when it is told to. It knows what is under way to it, and overlooks what
 * comes again: nothing obliges a broker to be patient.
 */
final class Hesitant {

    /** As the handout asks for: so many messages may be under way to a client. */
    static final int SMALLEST_WINDOW = 10;
    static final int LARGEST_WINDOW = 1_000;

    private static final String MESSAGE = "a PUBLISH with QoS 1 or 2 and a packet identifier";
    private static final int LAST_ID = 65_535;

    private final WireClient client;
    /** The hash of each message under way, by its identifier: the messages themselves may be large. */
    private final Map<Integer, Integer> underWay = new LinkedHashMap<>();
    /** Those for which a PUBREL has come, or may come. */
    private final Set<Integer> released = new HashSet<>();
    /** What came while a PUBREL was awaited. */
    private final Deque<Packet> early = new ArrayDeque<>();

    private Hesitant(WireClient client) {
        this.client = client;
    }

    static Hesitant subscribed(WireClient client, int qos, String... filters) {
        client.withoutAcknowledging();
        for (String filter : filters) {
            client.subscribe(filter, qos);
        }
        return new Hesitant(client);
    }

    WireClient client() {
        return client;
    }

    // ---- messages

    /** The next message, under an identifier that no other one has. */
    Packet next() {
        return nextUnlessClosed().orElseThrow(() -> closed(MESSAGE));
    }

    List<Packet> next(int messages) {
        List<Packet> received = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            received.add(next());
        }
        return received;
    }

    /** Empty if the broker closes the connection instead. */
    Optional<Packet> nextUnlessClosed() {
        return early.isEmpty() ? news(MESSAGE, Hesitant::isMessage).map(this::noted) : Optional.of(early.remove());
    }

    /** All that comes before anything is acknowledged. */
    List<Packet> window(Scene scene) {
        List<Packet> window = new ArrayList<>(next(SMALLEST_WINDOW));
        window.addAll(rest());
        scene.trace().require(window.size() <= LARGEST_WINDOW,
                "at most %,d messages that are not acknowledged".formatted(LARGEST_WINDOW), "%,d came".formatted(window.size()));
        return window;
    }

    /** What still comes by itself. A PINGRESP may overtake some of it, where threads of their own send it. */
    List<Packet> rest() {
        List<Packet> rest = new ArrayList<>();
        List<Packet> more;
        do {
            more = untilAnswered();
            rest.addAll(more);
        } while (!more.isEmpty());
        return rest;
    }

    /** The messages that come before the answer to a PINGREQ. */
    List<Packet> untilAnswered() {
        return untilAnsweredUnlessClosed().orElseThrow(() -> closed("the connection stays, and a PINGREQ is answered"));
    }

    /** Empty if the broker closes the connection instead. */
    Optional<List<Packet>> untilAnsweredUnlessClosed() {
        List<Packet> received = new ArrayList<>(early);
        early.clear();
        client.send(Packets.pingreq());
        Optional<Packet> next = messageOrAnswer();
        while (next.isPresent() && next.get().type() == PUBLISH) {
            received.add(noted(next.get()));
            next = messageOrAnswer();
        }
        return next.map(answer -> received);
    }

    private Optional<Packet> messageOrAnswer() {
        return news(MESSAGE + ", or the PINGRESP", packet -> isMessage(packet) || packet.type() == PINGRESP);
    }

    // ---- steps

    /** PUBACKs, in this order. */
    void acknowledge(Collection<Integer> ids) {
        send(ids, Packets::puback);
        underWay.keySet().removeAll(List.copyOf(ids));
    }

    /** PUBRECs in this order, and PUBRELs come in the same order [MQTT-4.6.0-4]. */
    void receive(Collection<Integer> ids) {
        if (!receiveUnlessClosed(ids)) {
            throw closed("a PUBREL for each PUBREC");
        }
    }

    /** @return whether the PUBRELs came; not, if the broker closes the connection instead */
    boolean receiveUnlessClosed(Collection<Integer> ids) {
        send(ids, Packets::pubrec);
        for (int id : ids) {
            Optional<Packet> next = release(id);
            while (next.isPresent() && next.get().type() == PUBLISH) {
                early.add(noted(next.get()));
                next = release(id);
            }
            if (next.isEmpty()) {
                return false;
            }
            released.add(id);
        }
        return true;
    }

    private Optional<Packet> release(int id) {
        return news("PUBREL id " + id, packet -> packet.type() == PUBREL && packet.packetId() == id || isMessage(packet));
    }

    /** PUBCOMPs, in this order. */
    void complete(Collection<Integer> ids) {
        send(ids, Packets::pubcomp);
        underWay.keySet().removeAll(List.copyOf(ids));
    }

    /** Acknowledges it to the end, as its QoS wants. */
    boolean finishUnlessClosed(Packet message) {
        List<Integer> id = List.of(message.packetId());
        if (message.qos() == 1) {
            acknowledge(id);
            return true;
        }
        boolean open = receiveUnlessClosed(id);
        complete(id);
        return open;
    }

    void finish(Packet message) {
        if (!finishUnlessClosed(message)) {
            throw closed("a PUBREL for the PUBREC");
        }
    }

    /**
     * Takes these messages of a newsroom, each to its end: none is left out.
     *
     * @return whether all have come; otherwise the broker has closed the connection
     */
    boolean takesUnlessClosed(Scene scene, Newsroom newsroom, int first, int last) {
        boolean open = true;
        for (int number = first; open && number <= last; number++) {
            Optional<Packet> next = nextUnlessClosed();
            if (next.isPresent()) {
                newsroom.require(scene, next.get(), number);
            }
            open = next.filter(this::finishUnlessClosed).isPresent();
        }
        return open;
    }

    /** PUBRECs, due or not: PUBRELs may be the answer. */
    void receiveAgain(Collection<Integer> ids) {
        released.addAll(ids);
        send(ids, Packets::pubrec);
    }

    /** Such a packet for each of them, due or not. */
    void send(Collection<Integer> ids, IntFunction<Packet> packet) {
        client.send(ids.stream().map(packet::apply).toArray(Packet[]::new));
    }

    /** From now on, a PUBREL is no repetition: each PUBREC had its own. Two sides that always answer would never stop. */
    void forgetReleased() {
        released.clear();
    }

    // ---- identifiers

    /** The identifiers of what is under way. */
    List<Integer> underWay() {
        return List.copyOf(underWay.keySet());
    }

    /** One that no message under way has, and the next one will hardly get. */
    int unusedId() {
        int id = LAST_ID;
        while (underWay.containsKey(id)) {
            id--;
        }
        return id;
    }

    private static boolean isMessage(Packet packet) {
        return packet.type() == PUBLISH && packet.qos() > 0 && packet.packetId() != 0;
    }

    /** The next packet that has not come before. A broker that closes need not end what it has begun to write. */
    private Optional<Packet> news(String words, Predicate<Packet> wanted) {
        Optional<Packet> next = client.nextUnlessCutOff(words, packet -> wanted.test(packet) || isRepetition(packet));
        while (next.filter(this::isRepetition).isPresent()) {
            next = client.nextUnlessCutOff(words, packet -> wanted.test(packet) || isRepetition(packet));
        }
        return next;
    }

    /** Once a message has been released, it may not be sent again [MQTT-4.3.3-1]. */
    private boolean isRepetition(Packet packet) {
        boolean isReleased = released.contains(packet.packetId());
        return switch (packet.type()) {
            case PUBREL -> isReleased;
            case PUBLISH -> packet.duplicate() && !isReleased
                    && Objects.equals(underWay.get(packet.packetId()), packet.payload().hashCode());
            default -> false;
        };
    }

    private Packet noted(Packet message) {
        if (underWay.putIfAbsent(message.packetId(), message.payload().hashCode()) != null) {
            throw client.trace().failure("an identifier that none of the messages under way has, which are " + underWay.keySet(),
                    "%s came".formatted(message));
        }
        released.remove(message.packetId());
        return message;
    }

    private TraceFailure closed(String expected) {
        return client.trace().failure(expected, "the broker closed the connection");
    }
}
