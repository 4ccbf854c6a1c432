package mqttlab.suites.broker.stage11;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.mqtt.Will;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Somebody comes and goes")
class ComingAndGoingChecks {

    private static final int TAKE_OVERS = 300;
    private static final int CUTS = 1_000;
    private static final int VISITS = 1_500;
    private static final int FILTERS = 100;
    private static final int WILLS = 200;
    private static final int WILL_BYTES = 10_000;

    @Graded(points = 1, clause = "MQTT-3.1.4-2",
            reason = "Two devices with the same identifier that both connect again at once throw each other out, for hours.",
            hint = "Which of the two does the end of an old connection belong to, when the new one is there already? Does "
                    + "it take the new one's session with it?")
    @DisplayName("two clients with one identifier that throw each other out 300 times; the last one stays, and works")
    void takeOvers(Scene scene) {
        Bystander bystander = new Bystander(scene);
        String clientId = scene.name("twins");
        String topic = scene.name("news");
        WireClient last = scene.connectUntraced(clientId);
        for (int i = 0; i < TAKE_OVERS; i++) {
            WireClient next = scene.connectUntraced(clientId);
            last.expectClosed();
            last = next;
        }
        last.subscribe(topic, 0);
        scene.publisher().publish(topic, "at last");
        last.expectNothingBefore("at last");
        bystander.allIsWell();
    }

    @Graded(points = 1, dear = true,
            reason = "Connections break at any byte.",
            hint = "What is left of a connection that ends in the middle of a packet: a thread, a buffer, an entry in a table?")
    @DisplayName("a thousand connections that break after any number of bytes")
    void breaks(Scene scene) {
        Bystander bystander = new Bystander(scene);
        for (int i = 0; i < CUTS; i++) {
            byte[] said = conversation(scene, "x" + i);
            WireClient broken = scene.open();
            broken.sendPart(said, 0, 1 + scene.random().nextInt(said.length - 1));
            if (scene.random().nextBoolean()) {
                broken.abort();
            } else {
                broken.close();
            }
        }
        bystander.allIsWell();
    }

    private static byte[] conversation(Scene scene, String clientId) {
        List<Packet> packets = List.of(Packets.connect(clientId).packet(),
                Packets.subscribe(1, scene.name("filter") + "/#", 0),
                Packets.publish(scene.name("topic")).payload("something").packet(),
                Packets.unsubscribe(2, "another"),
                Packets.pingreq());
        ByteBuffer glued = ByteBuffer.allocate(packets.stream().mapToInt(Packet::size).sum());
        packets.forEach(packet -> glued.put(packet.raw()));
        return glued.array();
    }

    @Graded(points = 2, heap = 48, dear = true, clause = "MQTT-3.1.2-6",
            reason = "A clean session lasts as long as its connection. What is left of each visit adds up.",
            hint = "What of a subscription stays when its client has gone: an empty node of a tree, an entry in a second table?")
    @DisplayName("1,500 visits with a hundred long subscriptions each, of which nothing is left")
    void visits(Scene scene) {
        Bystander bystander = new Bystander(scene);
        for (int i = 0; i < VISITS; i++) {
            WireClient visitor = scene.connectUntraced(scene.name("v" + i));
            TopicFilter[] filters = new TopicFilter[FILTERS];
            for (int j = 0; j < FILTERS; j++) {
                filters[j] = new TopicFilter("%d/%d/%s".formatted(i, j, "x".repeat(200)), 0);
            }
            visitor.subscribe(filters);
            visitor.abort();
        }
        bystander.allIsWell();
    }

    @Graded(points = 1, heap = 128, clause = "MQTT-3.1.2-8",
            reason = "When a power line fails, many clients are cut off in the same moment, and all their wills are due.",
            hint = "Which thread publishes a will, and what does it wait for?")
    @DisplayName("two hundred clients with large wills that are cut off together: each will comes")
    void wills(Scene scene) {
        Bystander bystander = new Bystander(scene);
        String topic = scene.name("wills");
        WireClient heir = scene.connectUntraced(scene.name("heir"));
        heir.subscribe(topic, 1);
        Will will = new Will(topic, Payload.of(new byte[WILL_BYTES]), 1, false);
        List<WireClient> mortals = new ArrayList<>();
        for (int i = 0; i < WILLS; i++) {
            mortals.add(scene.connect(Packets.connect(scene.name("m" + i)).will(will).packet()));
        }
        mortals.forEach(WireClient::abort);
        for (int i = 0; i < WILLS; i++) {
            heir.expect("will number %d".formatted(i + 1), packet -> packet.type() == PUBLISH);
        }
        bystander.allIsWell();
    }
}
