package mqttlab.suites.broker.stage03;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.mqtt.PacketType.UNSUBACK;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
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

    @Graded(task = 5, points = 3, heap = HEAP, dear = true, seconds = 180,
            dependsOn = {"removesSeveralFilters", "subscriptionsEndWithTheSession"},
            reason = "A broker runs for months, and topics come and go. What stays behind of each of them fills the memory.",
            hint = "The history says what was done last, and in vain. What is left in your tree, and in your notes about the "
                    + "client, when the last one who had a filter has unsubscribed, or has gone? And what does a message leave "
                    + "there?")
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
        replaceMany(scene, new LongTopics("h"));
        bystander.receivesOn(quiet);
        unsubscribeFromNothing(scene, new LongTopics("i"));
        bystander.receivesOn(quiet);
        subscribeToTheSame(scene, new LongTopics("f"));
        bystander.receivesOn(quiet);
        publishOnMany(scene, new LongTopics("g"));
        bystander.receivesOn(quiet);
        publishForOne(scene, new LongTopics("j"));
        bystander.receivesOn(quiet);
    }

    private static void unsubscribeFromMany(Scene scene, LongTopics topics) {
        scene.trace().note("one client subscribes to %d long filters, and unsubscribes from each".formatted(LONG_TOPICS));
        WireClient ana = scene.connect(scene.name("ana"));
        for (int sent = 0; sent < LONG_TOPICS; sent += TOPICS_A_PACKET) {
            topics.next();
            subscribe(ana, topics);
            ana.sendOften(topics.unsubscribe(), 1);
            ana.expect(UNSUBACK, 2);
        }
    }

    private static void leaveMany(Scene scene, LongTopics topics, String how, Consumer<WireClient> end) {
        scene.trace().note("clients subscribe to %d long filters altogether, and leave %s".formatted(LONG_TOPICS, how));
        for (int sent = 0; sent < LONG_TOPICS; sent += TOPICS_A_PACKET * PACKETS_A_CLIENT) {
            WireClient ana = scene.connect(scene.name("ana"));
            for (int packet = 0; packet < PACKETS_A_CLIENT; packet++) {
                topics.next();
                subscribe(ana, topics);
            }
            end.accept(ana);
        }
    }

    private static void breakTheProtocol(WireClient client) {
        client.sendHex("00 00");
        client.expectClosed();
    }

    private static void leaveAtOnce(Scene scene, LongTopics topics) {
        scene.trace().note("the same again, with SUBSCRIBE and DISCONNECT in one piece");
        for (int sent = 0; sent < LONG_TOPICS; sent += TOPICS_A_PACKET) {
            WireClient ana = scene.connect(scene.name("ana"));
            topics.next();
            ana.sendOften(glued(topics.subscribe(), Packets.disconnect().raw()), 1);
            // Whether the answer still comes is not what this is about.
            if (ana.nextUnlessClosed("a SUBACK, or the end of the connection", packet -> packet.type() == SUBACK).isPresent()) {
                ana.expectClosed();
            }
        }
    }

    private static void replaceMany(Scene scene, LongTopics topics) {
        scene.trace().note("clients that replace each other, as they have one identifier, subscribe to %d long filters altogether"
                .formatted(LONG_TOPICS));
        String name = scene.name("ana");
        WireClient ana = scene.connect(name);
        for (int sent = 0; sent < LONG_TOPICS; sent += TOPICS_A_PACKET) {
            topics.next();
            subscribe(ana, topics);
            ana = scene.connect(name);
        }
    }

    private static void unsubscribeFromNothing(Scene scene, LongTopics topics) {
        scene.trace().note("one client unsubscribes from %d long filters that nobody has".formatted(LONG_TOPICS));
        WireClient ana = scene.connect(scene.name("ana"));
        for (int sent = 0; sent < LONG_TOPICS; sent += TOPICS_A_PACKET) {
            topics.next();
            ana.sendOften(topics.unsubscribe(), 1);
            ana.expect(UNSUBACK, 2);
        }
    }

    private static void subscribeToTheSame(Scene scene, LongTopics topics) {
        scene.trace().note("one client subscribes to the same long filters again and again, %d in all".formatted(LONG_TOPICS));
        WireClient ana = scene.connect(scene.name("ana"));
        for (int sent = 0; sent < LONG_TOPICS; sent += TOPICS_A_PACKET) {
            subscribe(ana, topics);
        }
    }

    private static void subscribe(WireClient client, LongTopics topics) {
        client.sendOften(topics.subscribe(), 1);
        client.expect(SUBACK, 1);
    }

    private static void publishOnMany(Scene scene, LongTopics topics) {
        scene.trace().note("somebody publishes on %d long topics that nobody has subscribed to".formatted(LONG_TOPICS));
        WireClient luis = scene.connect(scene.name("luis"));
        for (int sent = 0; sent < LONG_TOPICS; sent += TOPICS_A_PACKET) {
            topics.next();
            luis.sendOften(topics.publish(), 1);
            luis.ping();
        }
    }

    private static void publishForOne(Scene scene, LongTopics topics) {
        scene.trace().note("somebody publishes on %d long topics, for a client with wildcards".formatted(LONG_TOPICS));
        WireClient luis = scene.connect(scene.name("luis"));
        WireClient ana = scene.connectUntraced(scene.name("ana"));
        ana.subscribe("+/".repeat(LEVELS) + "+", 0);
        for (int sent = 0; sent < LONG_TOPICS; sent += TOPICS_A_PACKET) {
            topics.next();
            luis.sendOften(topics.publish(), 1);
            for (int i = 0; i < TOPICS_A_PACKET; i++) {
                ana.expect(PUBLISH);
            }
        }
    }

    private static byte[] glued(byte[]... packets) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Stream.of(packets).forEach(all::writeBytes);
        return all.toByteArray();
    }

    /**
     * No two of them have a level in common, and the levels are few: where a tree keeps any part of them, it shows. The packets
     * are encoded once and numbered then, since to encode so much takes longer than to read it.
     */
    private static final class LongTopics {

        private static final String NUMBER = "0000";

        private final byte[] subscribe;
        private final byte[] unsubscribe;
        private final byte[] publish;
        private int number;

        LongTopics(String stem) {
            String[] topics = new String[TOPICS_A_PACKET];
            Arrays.setAll(topics, i -> (stem + i + "-" + NUMBER + "x".repeat(LEVEL_CHARACTERS) + "/").repeat(LEVELS) + NUMBER);
            subscribe = Packets.subscribe(1,
                    Stream.of(topics).map(topic -> new TopicFilter(topic, 0)).toArray(TopicFilter[]::new)).raw();
            unsubscribe = Packets.unsubscribe(2, topics).raw();
            publish = glued(Stream.of(topics).map(topic -> Packets.publish(topic).packet().raw()).toArray(byte[][]::new));
        }

        void next() {
            number++;
        }

        byte[] subscribe() {
            return numbered(subscribe);
        }

        byte[] unsubscribe() {
            return numbered(unsubscribe);
        }

        byte[] publish() {
            return numbered(publish);
        }

        private byte[] numbered(byte[] packets) {
            return new String(packets, ISO_8859_1).replace(NUMBER, "%04d".formatted(number)).getBytes(ISO_8859_1);
        }
    }
}
