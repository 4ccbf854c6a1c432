package mqttlab.suites.lab03;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import mqttlab.contracts.market.Order;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.wire.WireClient;

/**
 * Another subscriber, directly at the broker, with QoS 2: it gets each order as often as the broker has taken it over. What it
 * has got is noted in the trace.
 */
record Auditor(Floor floor, WireClient client) {

    static Auditor at(Floor floor) {
        WireClient client = floor.scene().client();
        client.subscribe(floor.market() + "/#", 2);
        return new Auditor(floor, client);
    }

    /** The texts of all orders that the broker has taken over so far, one for each time. */
    List<String> seen() {
        String sentinel = floor.scene().name("sentinel");
        floor.somebody().publish(floor.market() + "/sentinel", 2, sentinel);
        List<String> seen = new ArrayList<>();
        while (true) {
            Packet packet = client.expect("a message for the auditor", each -> each.type() == PUBLISH);
            if (packet.payload().equals(Payload.of(sentinel))) {
                floor.scene().trace().note("an auditor, who subscribes at the broker itself, has got: " + seen);
                return List.copyOf(seen);
            }
            seen.add(packet.payload().text().orElse("?"));
        }
    }

    /** These and no others, each once, in this order. */
    void hasEachOnce(List<Order> orders) {
        List<String> expected = orders.stream().map(Floor::text).toList();
        List<String> seen = seen();
        floor.scene().trace().require(seen.equals(expected),
                "the broker has taken over each order once, in this order: " + expected, "it has passed on " + seen);
    }

    /** These and no others, each at least once; in this order, if only the first time counts. */
    void hasEach(List<Order> orders) {
        List<String> expected = orders.stream().map(Floor::text).toList();
        List<String> seen = seen();
        floor.scene().trace().require(List.copyOf(new LinkedHashSet<>(seen)).equals(expected),
                "the broker has taken over each order at least once, in this order: " + expected, "it has passed on " + seen);
    }
}
