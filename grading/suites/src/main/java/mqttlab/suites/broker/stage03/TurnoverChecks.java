package mqttlab.suites.broker.stage03;

import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.mqtt.PacketType.UNSUBACK;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Coming and going")
class TurnoverChecks {

    private static final int HEAP = 20;
    /** So many of them are more than the heap, each time. */
    private static final int LONG_TOPICS = 1_260;
    private static final int LEVELS = 8;
    private static final int LEVEL_CHARACTERS = 2_000;
    private static final int TOPICS_A_PACKET = 4;
    private static final int PACKETS_A_CLIENT = 3;

    @Graded(task = 5, points = 3, heap = HEAP, dear = true, dependsOn = {"removesSeveralFilters", "subscriptionsEndWithTheSession"},
            reason = "A broker runs for months, and topics come and go. What stays behind of each of them fills the memory.",
            hint = "The history says what was done last, and in vain. What is left in your tree, and in your notes about the client, "
                    + "when the last one who had a filter has unsubscribed, or has gone? And what does a message leave there?")
    @DisplayName("filters that nobody has any more, and topics of messages for nobody, cost no memory")
    void nothingStaysBehind(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous());
        String quiet = scene.name("quiet");
        Subscriber bystander = scene.subscriber(quiet);

        unsubscribeFromMany(scene, new LongTopics("a"));
        bystander.receivesOn(quiet);
        leaveMany(scene, new LongTopics("b"), "with a DISCONNECT", WireClient::disconnectAndAwaitClosed);
        bystander.receivesOn(quiet);
        leaveMany(scene, new LongTopics("c"), "without one", WireClient::abort);
        bystander.receivesOn(quiet);
        leaveMany(scene, new LongTopics("d"), "with a packet that is none", TurnoverChecks::breakTheProtocol);
        bystander.receivesOn(quiet);
        leaveAtOnce(scene, new LongTopics("e"));
        bystander.receivesOn(quiet);
        subscribeToTheSame(scene, new LongTopics("f"));
        bystander.receivesOn(quiet);
        publishOnMany(scene, new LongTopics("g"));
        bystander.receivesOn(quiet);
    }

    private static void unsubscribeFromMany(Scene scene, LongTopics topics) {
        scene.trace().note("one client subscribes to %d long filters, and unsubscribes from each".formatted(LONG_TOPICS));
        WireClient ana = scene.connect(scene.name("ana"));
        for (int sent = 0; sent < LONG_TOPICS; sent += TOPICS_A_PACKET) {
            String[] filters = topics.next(TOPICS_A_PACKET);
            subscribe(ana, filters);
            ana.send(Packets.unsubscribe(2, filters));
            ana.expect(UNSUBACK, 2);
        }
    }

    private static void leaveMany(Scene scene, LongTopics topics, String how, Consumer<WireClient> end) {
        scene.trace().note("clients subscribe to %d long filters altogether, and leave %s".formatted(LONG_TOPICS, how));
        for (int sent = 0; sent < LONG_TOPICS; sent += TOPICS_A_PACKET * PACKETS_A_CLIENT) {
            WireClient ana = scene.connect(scene.name("ana"));
            for (int packet = 0; packet < PACKETS_A_CLIENT; packet++) {
                subscribe(ana, topics.next(TOPICS_A_PACKET));
            }
            end.accept(ana);
        }
    }

    private static void breakTheProtocol(WireClient client) {
        client.sendHex("00 00");
        client.expectClosed();
    }

    private static void leaveAtOnce(Scene scene, LongTopics topics) {
        scene.trace().note("the same again, with SUBSCRIBEs and DISCONNECT in one piece");
        for (int sent = 0; sent < LONG_TOPICS; sent += TOPICS_A_PACKET * PACKETS_A_CLIENT) {
            WireClient ana = scene.connect(scene.name("ana"));
            Packet[] packets = new Packet[PACKETS_A_CLIENT + 1];
            Arrays.setAll(packets, i -> i < PACKETS_A_CLIENT ? toSubscribe(topics.next(TOPICS_A_PACKET)) : Packets.disconnect());
            ana.send(packets);
            // Whether the answers still come is not what this is about.
            while (ana.nextUnlessClosed("a SUBACK, or the end of the connection", packet -> packet.type() == SUBACK).isPresent()) {
            }
        }
    }

    private static void subscribeToTheSame(Scene scene, LongTopics topics) {
        scene.trace().note("one client subscribes to the same long filters again and again, %d in all".formatted(LONG_TOPICS));
        WireClient ana = scene.connect(scene.name("ana"));
        String[] filters = topics.next(TOPICS_A_PACKET);
        for (int sent = 0; sent < LONG_TOPICS; sent += TOPICS_A_PACKET) {
            subscribe(ana, filters);
        }
    }

    private static void subscribe(WireClient client, String... filters) {
        client.send(toSubscribe(filters));
        client.expect(SUBACK, 1);
    }

    private static Packet toSubscribe(String... filters) {
        return Packets.subscribe(1, Stream.of(filters).map(filter -> new TopicFilter(filter, 0)).toArray(TopicFilter[]::new));
    }

    private static void publishOnMany(Scene scene, LongTopics topics) {
        scene.trace().note("somebody publishes on %d long topics that nobody has subscribed to".formatted(LONG_TOPICS));
        WireClient luis = scene.connect(scene.name("luis"));
        for (int sent = 0; sent < LONG_TOPICS; sent += TOPICS_A_PACKET) {
            for (String topic : topics.next(TOPICS_A_PACKET)) {
                luis.publish(topic, 0, new byte[0]);
            }
            luis.ping();
        }
    }

    /** No two of them have a level in common, and the levels are few: where a tree keeps any part of them, it shows. */
    private static final class LongTopics {

        private final String stem;
        private int count;

        LongTopics(String stem) {
            this.stem = stem;
        }

        String[] next(int many) {
            String[] topics = new String[many];
            for (int i = 0; i < many; i++) {
                count++;
                topics[i] = (stem + count + "x".repeat(LEVEL_CHARACTERS) + "/").repeat(LEVELS) + count;
            }
            return topics;
        }
    }
}
