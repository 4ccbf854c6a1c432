package mqttlab.suites.broker.stage06;

import static mqttlab.testkit.mqtt.PacketType.PINGRESP;
import static mqttlab.testkit.mqtt.PacketType.PUBCOMP;
import static mqttlab.testkit.mqtt.PacketType.PUBREC;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;

/** The four packets with which a client publishes with QoS 2. The broker's are the next that come. */
final class Exchange {

    private Exchange() {
    }

    static void complete(WireClient client, Packet publish) {
        begin(client, publish);
        end(client, publish.packetId());
    }

    /** PUBLISH and PUBREC: now the broker knows of the message. */
    static void begin(WireClient client, Packet publish) {
        client.send(publish);
        client.expect(PUBREC, publish.packetId());
    }

    /** PUBREL and PUBCOMP: now the identifier is free. */
    static void end(WireClient client, int packetId) {
        client.send(Packets.pubrel(packetId));
        client.expect(PUBCOMP, packetId);
    }

    /** Many at once. In which order the answers come is another check's concern. */
    static void completeAll(WireClient client, List<Packet> publishes) {
        List<Integer> ids = publishes.stream().map(Packet::packetId).toList();
        client.send(publishes.toArray(Packet[]::new));
        awaitAll(client, PUBREC, ids);
        client.send(ids.stream().map(Packets::pubrel).toArray(Packet[]::new));
        awaitAll(client, PUBCOMP, ids);
    }

    /** The next packets are of this type, one for each identifier. */
    static void awaitAll(WireClient client, PacketType type, Collection<Integer> ids) {
        Set<Integer> missing = new HashSet<>(ids);
        while (!missing.isEmpty()) {
            Packet came = client.expect(type);
            client.trace().require(missing.remove(came.packetId()), "a %s for each message, once".formatted(type),
                    "%s came".formatted(came));
        }
    }

    /** A PINGREQ, and nothing comes before its PINGRESP. */
    static void nothingMore(WireClient client) {
        client.send(Packets.pingreq());
        client.expect(PINGRESP);
    }
}
