package mqttlab.suites.broker.stage05;

import static mqttlab.testkit.mqtt.PacketType.PINGRESP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.wire.WireClient;

/**
 * A client that has subscribed with QoS 1, and acknowledges only when it is told to. It knows what is under way to it, and
 * overlooks what comes again: nothing obliges a broker to be patient.
 */
final class Hesitant {

    private static final String RELIABLE = "a PUBLISH with QoS 1 and a packet identifier";
    private static final int LAST_ID = 65_535;

    private final WireClient client;
    private final Set<Integer> underWay = new LinkedHashSet<>();
    /** The last message under each identifier. */
    private final Map<Integer, Payload> seen = new HashMap<>();

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

    /** The next packet is a message with QoS 1, under an identifier that no other one has. */
    Packet next() {
        Packet message = reliable(client);
        while (isRepetition(message)) {
            message = reliable(client);
        }
        return noted(message);
    }

    /** The next packet of a client that acknowledges everything. */
    static Packet reliable(WireClient client) {
        return client.expect(RELIABLE, Hesitant::isReliable);
    }

    /** Empty if the broker closes the connection instead. */
    Optional<Packet> nextUnlessClosed() {
        Optional<Packet> message = client.nextUnlessClosed(RELIABLE, Hesitant::isReliable);
        while (message.filter(this::isRepetition).isPresent()) {
            message = client.nextUnlessClosed(RELIABLE, Hesitant::isReliable);
        }
        return message.map(this::noted);
    }

    private static boolean isReliable(Packet packet) {
        return packet.type() == PUBLISH && packet.qos() == 1 && packet.packetId() != 0;
    }

    /** [MQTT-3.3.1-1] it says so itself. It may have been under way already when its PUBACK was sent. */
    private boolean isRepetition(Packet message) {
        return message.duplicate() && message.payload().equals(seen.get(message.packetId()));
    }

    private Packet noted(Packet message) {
        if (!underWay.add(message.packetId())) {
            throw client.trace().failure("an identifier that none of the messages under way has, which are " + underWay,
                    "%s came".formatted(message));
        }
        seen.put(message.packetId(), message.payload());
        return message;
    }

    List<Packet> next(int messages) {
        List<Packet> received = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            received.add(next());
        }
        return received;
    }

    /** In this order. */
    void acknowledge(List<Integer> ids) {
        client.send(ids.stream().map(Packets::puback).toArray(Packet[]::new));
        ids.forEach(underWay::remove);
    }

    void acknowledgeAll() {
        acknowledge(underWay());
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

    /** The messages that come before the answer to a PINGREQ; empty if the broker closes the connection instead. */
    Optional<List<Packet>> untilAnswered() {
        List<Packet> received = new ArrayList<>();
        client.send(Packets.pingreq());
        String words = RELIABLE + ", or the PINGRESP";
        Optional<Packet> next = client.nextUnlessClosed(words, packet -> isReliable(packet) || packet.type() == PINGRESP);
        while (next.isPresent() && next.get().type() == PUBLISH) {
            next.filter(message -> !isRepetition(message)).map(this::noted).ifPresent(received::add);
            next = client.nextUnlessClosed(words, packet -> isReliable(packet) || packet.type() == PINGRESP);
        }
        return next.map(answer -> received);
    }
}
