package mqttlab.suites.broker.stage05;

import static mqttlab.testkit.mqtt.PacketType.PINGRESP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.PUBREL;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;

/**
 * A client that has subscribed with QoS 1, and acknowledges only when it is told to. It knows what is under way to it, and
 * overlooks what comes again: nothing obliges a broker to be patient.
 */
final class Hesitant {

    /** What the handout asks for. */
    static final int SMALLEST_WINDOW = 10;
    static final int LARGEST_WINDOW = 1_000;

    private static final String RELIABLE = "a PUBLISH with QoS 1 and a packet identifier";
    private static final int LAST_ID = 65_535;

    private final WireClient client;
    private final Set<Integer> underWay = new LinkedHashSet<>();
    /** The hash of the last message under each identifier: the messages themselves may be 300 MB. */
    private final Map<Integer, Integer> seen = new HashMap<>();
    private String overlooked = "";

    private Hesitant(WireClient client) {
        this.client = client;
    }

    static Hesitant subscribed(WireClient client, String filter) {
        client.withoutAcknowledging().subscribe(filter, 1);
        return new Hesitant(client);
    }

    WireClient client() {
        return client;
    }

    /** From now on, messages with QoS 0 on this topic may come at any time, or not at all. */
    void overlookQos0(String topic) {
        overlooked = topic;
    }

    /** The next packet is a message with QoS 1, under an identifier that no other one has. */
    Packet next() {
        Packet message = client.expect(RELIABLE, this::isMessage);
        while (isOverlooked(message)) {
            message = client.expect(RELIABLE, this::isMessage);
        }
        return noted(message);
    }

    /** The next packet of a client that acknowledges everything. */
    static Packet reliable(WireClient client) {
        return client.expect(RELIABLE, Hesitant::isReliable);
    }

    /** Empty if the broker closes the connection instead. */
    Optional<Packet> nextUnlessClosed() {
        Optional<Packet> message = client.nextUnlessCutOff(RELIABLE, this::isMessage);
        while (message.filter(this::isOverlooked).isPresent()) {
            message = client.nextUnlessCutOff(RELIABLE, this::isMessage);
        }
        return message.map(this::noted);
    }

    private static boolean isReliable(Packet packet) {
        return packet.type() == PUBLISH && packet.qos() == 1 && packet.packetId() != 0;
    }

    private boolean isMessage(Packet packet) {
        return isReliable(packet) || packet.type() == PUBLISH && packet.qos() == 0 && packet.topic().equals(overlooked);
    }

    /** [MQTT-3.3.1-1] a repetition says so itself. It may have been under way already when its PUBACK was sent. */
    private boolean isOverlooked(Packet message) {
        return message.qos() == 0
                || message.duplicate() && Objects.equals(seen.get(message.packetId()), message.payload().hashCode());
    }

    private Packet noted(Packet message) {
        if (!underWay.add(message.packetId())) {
            throw client.trace().failure("an identifier that none of the messages under way has, which are " + underWay,
                    "%s came".formatted(message));
        }
        seen.put(message.packetId(), message.payload().hashCode());
        return message;
    }

    List<Packet> next(int messages) {
        List<Packet> received = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            received.add(next());
        }
        return received;
    }

    /** All that comes before anything is acknowledged. */
    List<Packet> window(Scene scene) {
        List<Packet> window = new ArrayList<>(next(SMALLEST_WINDOW));
        window.addAll(rest(scene));
        scene.trace().require(window.size() <= LARGEST_WINDOW,
                "at most %,d messages that are not acknowledged".formatted(LARGEST_WINDOW), "%,d came".formatted(window.size()));
        return window;
    }

    /** What still comes by itself. A PINGRESP may overtake some of it, where threads of their own send it. */
    List<Packet> rest(Scene scene) {
        List<Packet> rest = new ArrayList<>();
        List<Packet> more;
        do {
            more = answered(scene);
            rest.addAll(more);
        } while (!more.isEmpty());
        return rest;
    }

    /** In this order. */
    void acknowledge(List<Integer> ids) {
        client.send(ids.stream().map(Packets::puback).toArray(Packet[]::new));
        ids.forEach(underWay::remove);
    }

    void acknowledgeAll() {
        acknowledge(underWay());
    }

    /**
     * Takes these messages of a newsroom and acknowledges each: none is left out.
     *
     * @return whether all have come; otherwise the broker has closed the connection
     */
    boolean takesUnlessClosed(Scene scene, int first, int last) {
        for (int number = first; number <= last; number++) {
            Optional<Packet> next = nextUnlessClosed();
            if (next.isEmpty()) {
                return false;
            }
            Newsroom.requireNumber(scene, next.get(), number);
            acknowledge(List.of(next.get().packetId()));
        }
        return true;
    }

    /** The identifiers of what is under way. */
    List<Integer> underWay() {
        return List.copyOf(underWay);
    }

    /** One that no message under way has, and the next one will hardly get. */
    int unusedId() {
        int id = LAST_ID;
        while (underWay.contains(id)) {
            id--;
        }
        return id;
    }

    /** The messages that come before the answer to a PINGREQ. */
    List<Packet> answered(Scene scene) {
        return untilAnswered().orElseThrow(() -> scene.trace().failure("the connection stays, and a PINGREQ is answered",
                "the broker closed the connection"));
    }

    /** The same; empty if the broker closes the connection instead. */
    Optional<List<Packet>> untilAnswered() {
        List<Packet> received = new ArrayList<>();
        client.send(Packets.pingreq());
        Optional<Packet> next = messageOrAnswer();
        while (next.isPresent() && next.get().type() != PINGRESP) {
            next.filter(packet -> packet.type() == PUBLISH && !isOverlooked(packet)).map(this::noted).ifPresent(received::add);
            next = messageOrAnswer();
        }
        return next.map(answer -> received);
    }

    /** A broker that knows QoS 2 may answer a PUBREC, for whatever it is. */
    private Optional<Packet> messageOrAnswer() {
        return client.nextUnlessCutOff(RELIABLE + ", or the PINGRESP",
                packet -> isMessage(packet) || packet.type() == PINGRESP || packet.type() == PUBREL);
    }
}
