package mqttlab.suites.broker.stage11;

import static mqttlab.testkit.mqtt.PacketType.PUBREC;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

/** Each would have more memory than the broker has, if all were kept that may be. */
@CheckSuite
@DisplayName("Somebody wants much to be kept")
class KeepingChecks {

    private static final int KILOBYTE = 1_000;
    private static final int MEGABYTE = 1_000_000;
    private static final int GLUED = 50;
    private static final int UNACKNOWLEDGED = 150_000;
    private static final int UNRELEASED = 65_535;
    private static final int RETAINED = 300;
    private static final int AWAY = 60;
    private static final int FOR_EACH = 5;
    private static final int DEEP = 20_000;
    private static final int LEVELS = 150;
    private static final int SUBSCRIBERS = 40;
    private static final int FILTERS = 5_000;
    private static final int ROUNDS = 10;

    @Graded(points = 2, heap = 96, dear = true, clause = "MQTT-4.4.0-1",
            reason = "A client that acknowledges nothing has all its messages kept for it, and not for ever more of them.",
            hint = "How much is kept for a client that does not acknowledge: how many messages, and how many bytes? What becomes "
                    + "of it beyond that? Its publisher is to notice nothing.")
    @DisplayName("a subscriber with QoS 1 that acknowledges none of 150,000 messages")
    void nothingIsAcknowledged(Scene scene) {
        Bystander bystander = new Bystander(scene);
        String topic = scene.name("flood");
        WireClient silent = scene.connectUntraced(scene.name("silent")).withoutAcknowledging();
        silent.subscribe(topic, 1);
        WireClient writer = scene.connectUntraced(scene.name("writer"));
        byte[] glued = Bulk.glued(Packets.publish(topic).payload(Bulk.payload(KILOBYTE)).qos(1, 1).packet(), GLUED);
        for (int i = 0; i < ROUNDS; i++) {
            writer.sendOften(glued, UNACKNOWLEDGED / GLUED / ROUNDS);
            bystander.isServed();
        }
        bystander.allIsWell();
    }

    @Graded(points = 1, heap = 96, dear = true, clause = "MQTT-4.3.3-2",
            reason = "A publisher with QoS 2 may have 65,535 messages under way, and leave all of them so.",
            hint = "What does your broker keep of a message with QoS 2 until its PUBREL: the packet identifier, or all of it?")
    @DisplayName("a publisher that begins 65,535 messages with QoS 2, and releases none")
    void nothingIsReleased(Scene scene) {
        Bystander bystander = new Bystander(scene);
        WireClient publisher = scene.connectUntraced(scene.name("publisher"));
        String topic = scene.name("unheard");
        Payload payload = Bulk.payload(4 * KILOBYTE);
        for (int id = 1; id <= UNRELEASED; id++) {
            publisher.sendOften(Packets.publish(topic).payload(payload).qos(2, id).packet().raw(), 1);
            if (id % (UNRELEASED / ROUNDS) == 0) {
                bystander.isServed();
            }
        }
        publisher.nextUnlessClosed("a PUBREC, or the end of the connection", packet -> packet.type() == PUBREC);
        bystander.allIsWell();
    }

    @Graded(points = 2, heap = 160, dear = true,
            reason = "What is retained stays when its publisher has gone, and nobody counts the topics.",
            hint = "What do all retained messages take together? With QoS 0 such a message may be dropped [MQTT-3.3.1-7]; with "
                    + "QoS 1 its publisher must not get an acknowledgement.")
    @DisplayName("three hundred retained messages of a megabyte")
    void retained(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous());
        Bystander bystander = new Bystander(scene);
        String stem = scene.name("large");
        List<WireClient> writers = Stream.generate(() -> scene.connectUntraced(scene.name("writer"))).limit(ROUNDS).toList();
        Payload payload = Bulk.payload(MEGABYTE);
        for (int i = 0; i < RETAINED; i++) {
            Packet message = Packets.publish(stem + "/" + i).payload(payload).retain().packet();
            writers.get(i % ROUNDS).sendOften(message.raw(), 1);
            if (i % (RETAINED / ROUNDS) == 0) {
                bystander.isServed();
            }
        }
        bystander.allIsWell();
    }

    @Graded(points = 2, heap = 160, dear = true,
            reason = "A limit for each session is none for all of them: anybody may leave sixty behind.",
            hint = "What do all clients that are away have waiting for them, together? What was acknowledged and cannot be "
                    + "kept is lost, so let the log say for which client.")
    @DisplayName("sixty persistent sessions whose clients are away, with five messages of a megabyte each")
    void away(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous());
        Bystander bystander = new Bystander(scene);
        WireClient writer = scene.connectUntraced(scene.name("writer"));
        byte[] payload = Bulk.payload(MEGABYTE).bytes();
        for (int i = 0; i < AWAY; i++) {
            String topic = scene.name("for-" + i);
            WireClient leaver = scene.connect(Packets.connect(scene.name("away-" + i)).cleanSession(false).packet());
            leaver.subscribe(topic, 1);
            leaver.disconnectAndAwaitClosed();
            for (int j = 0; j < FOR_EACH; j++) {
                writer.publish(topic, 1, payload);
            }
            bystander.isServed();
        }
        bystander.allIsWell();
    }

    @Graded(points = 2, heap = 96, dear = true,
            reason = "A level of a topic is two bytes of a packet, and a node of a tree: whoever counts messages and their bytes "
                    + "has counted the smaller part.",
            hint = "What does a topic of 150 levels take in your broker, when nobody else uses one of its levels?")
    @DisplayName("twenty thousand small retained messages on topics of 150 levels")
    void deepTopics(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous());
        Bystander bystander = new Bystander(scene);
        WireClient writer = scene.connectUntraced(scene.name("writer"));
        for (int i = 0; i < DEEP; i++) {
            writer.sendOften(Packets.publish(deep(i)).payload("deep").retain().packet().raw(), 1);
            if (i % (DEEP / ROUNDS) == 0) {
                bystander.isServed();
            }
        }
        bystander.allIsWell();
    }

    private static String deep(int number) {
        return number + "/x".repeat(LEVELS - 1);
    }

    @Graded(points = 2, heap = 96, dear = true,
            reason = "A limit for each client is none for all of them: anybody may be forty clients.",
            hint = "What do all subscriptions take together, with their levels? 0x80 in the SUBACK says no to one more.")
    @DisplayName("forty clients with five thousand subscriptions each, of 150 levels")
    void subscriptions(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous());
        Bystander bystander = new Bystander(scene);
        for (int i = 0; i < SUBSCRIBERS; i++) {
            WireClient greedy = scene.connectUntraced(scene.name("greedy"));
            for (int from = 0; from < FILTERS; from += FILTERS / ROUNDS) {
                TopicFilter[] filters = new TopicFilter[FILTERS / ROUNDS];
                int first = i * FILTERS + from;
                Arrays.setAll(filters, j -> new TopicFilter(deep(first + j), 1));
                greedy.sendOften(Packets.subscribe(1, filters).raw(), 1);
            }
            bystander.isServed();
        }
        bystander.allIsWell();
    }
}
