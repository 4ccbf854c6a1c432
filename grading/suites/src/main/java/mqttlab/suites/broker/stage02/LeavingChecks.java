package mqttlab.suites.broker.stage02;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Coming and going")
class LeavingChecks {

    private static final int FAREWELLS = 20;
    private static final int ROUNDS = 20;
    private static final int CUT_OFF = 10;
    private static final int LARGE = 200_000;
    /** So that a broker that keeps those of all who have left keeps more than its heap. */
    private static final String LONG_NAME = "x".repeat(30_000);
    private static final int GENERATIONS = 80;
    /** As long as the standard has them, if the broker takes that. */
    private static final String LONG_IDENTIFIER = "x".repeat(60_000);
    /** The identifiers and filters of those who left in any one of the five ways fill the heap, if they are left. */
    private static final int VISITORS = 1_200;
    private static final int VISITORS_AT_ONCE = 8;
    private static final int WAYS_TO_LEAVE = 5;
    /** Every other generation has long filters: they fill the heap sooner, and to send them takes long. */
    private static final int LONG_FILTERS_EACH = 2;
    private static final int LONG_FILTERS = 10;
    private static final int MESSAGES = 200;
    private static final int NAMES_EACH = 20;
    /** No more: with a small heap, a broker may refuse a packet of more than some hundred kB. */
    private static final int NAMES_A_PACKET = 5;
    /** A SUBSCRIBE, but for its flags. */
    private static final byte[] AGAINST_THE_RULES = HexFormat.of().parseHex("8006000200016100");
    private static final String DISCONNECT = "a DISCONNECT, in the same piece";
    private static final String RULE_BROKEN = "a SUBSCRIBE with wrong flags, in the same piece";
    private static final List<String> ENDS = List.of(DISCONNECT, "the end of the stream", RULE_BROKEN);

    @Graded(task = 5, points = 2, dependsOn = "deliversToAllSubscribers",
            reason = "Subscribers come and go, with a DISCONNECT or without one. Whose connection is gone gets nothing more, and "
                    + "that is no concern of the publisher or of the other subscribers.",
            hint = "Sending to a client that has gone throws an exception, in whichever thread sends: whose loop, and whose "
                    + "connection, ends with it? And what becomes of the subscriptions of a client that has left?")
    @DisplayName("subscribers that leave, politely or not, disturb neither the publisher nor those who stay")
    void survivesSubscribersThatLeave(Scene scene) {
        String topic = scene.name("news");
        Subscriber polite = scene.subscriber(topic);
        Subscriber broken = scene.subscriber(topic);
        Subscriber faithful = scene.subscriber(topic);
        Publisher newsroom = scene.publisher();
        polite.client().disconnect();
        broken.client().abort();

        for (int i = 0; i < FAREWELLS; i++) {
            newsroom.publish(topic, "message " + i);
            faithful.receivesExactly(topic, "message " + i);
        }
        newsroom.client().ping();
    }

    @Graded(task = 5, points = 1, clause = "MQTT-3.1.2-6", dependsOn = "delivers",
            hint = "With a clean session, a client begins with nothing. Where do you keep "
                    + "subscriptions, and who clears them away?")
    @DisplayName("a client that comes back with a clean session has no subscriptions left")
    void forgetsSubscriptions(Scene scene) {
        String topic = scene.name("news");
        String other = scene.name("weather");
        String name = scene.name("reader");
        Subscriber before = scene.subscriber(scene.connect(name), topic);
        before.client().disconnectAndAwaitClosed();
        Subscriber again = scene.subscriber(scene.connect(name), other);
        Publisher newsroom = scene.publisher();

        newsroom.publish(topic, "for nobody");
        newsroom.publish(other, "for the reader");

        again.receives(other, "for the reader");
    }

    @Graded(task = 5, points = 2, clause = "MQTT-3.1.2-6", dependsOn = {"forgetsSubscriptions", "survivesSubscribersThatLeave"},
            reason = "A client that lost its connection comes back at once, and the broker may notice the end of the old "
                    + "connection only after that.",
            hint = "Whose subscriptions does the end of a connection remove: those of the connection, or all of that client "
                    + "identifier? And with whose does the new connection begin?")
    @DisplayName("a client that comes back before its old connection has ended has what it has subscribed to since, and no more")
    void keepsWhatTheNewcomerHas(Scene scene) {
        String topic = scene.name("news");
        String name = scene.name("reader");
        Publisher newsroom = scene.publisher();
        WireClient bystander = scene.connect(scene.name("bystander"));
        WireClient old = scene.subscriber(scene.connect(name), topic).client();
        for (int round = 1; round <= ROUNDS; round++) {
            String former = scene.name("weather");
            old.subscribe(former, 0);
            WireClient newcomer = scene.open();
            newcomer.send(Packets.connect(name).packet(), Packets.subscribe(1, topic, 0));
            newcomer.expect(CONNACK);
            newcomer.expect(SUBACK, 1);
            old.abort();
            bystander.ping();

            newsroom.publish(former, "for nobody");
            newsroom.publish(topic, "round " + round);
            scene.subscriber(newcomer).receivesExactly(topic, "round " + round);
            old = newcomer;
        }
    }

    @Graded(task = 5, points = 2, dependsOn = {"keepsTheOrder", "deliversLongPayloads"},
            reason = "A client that publishes, says DISCONNECT and closes has published: many do nothing else. What has arrived "
                    + "whole counts, whatever comes behind it, even if that is no MQTT.",
            hint = "What is still on its way in your broker when the DISCONNECT, the end of the stream, or a packet that breaks "
                    + "the rules is read? Does the end of a connection throw it away?")
    @DisplayName("what a client publishes right before it leaves is delivered")
    void deliversLastWords(Scene scene) {
        String topic = scene.name("news");
        Subscriber reader = scene.subscriber(topic);
        byte[] large = new byte[LARGE];
        scene.random().nextBytes(large);
        for (int i = 0; i < FAREWELLS; i++) {
            WireClient leaver = scene.open();
            leaver.send(Packets.connect(scene.name("leaver")).packet());
            leaver.expect(CONNACK);
            leaver.send(Packets.publish(topic).payload(Payload.of(large)).packet(),
                    Packets.publish(topic).payload("the last but one").packet());
            byte[] last = Packets.publish(topic).payload("the last").packet().raw();
            String end = ENDS.get(i % ENDS.size());
            scene.trace().note("connection %d: the client publishes \"the last\", and then comes %s"
                    .formatted(leaver.connection(), end));
            leaver.sendOften(Flood.glued(last, end(end)), 1);
            leaver.close();

            reader.receivesExactly(topic, Payload.of(large));
            reader.receivesExactly(topic, "the last but one");
            reader.receivesExactly(topic, "the last");
        }
    }

    private static byte[] end(String end) {
        return switch (end) {
            case DISCONNECT -> Packets.disconnect().raw();
            case RULE_BROKEN -> AGAINST_THE_RULES;
            default -> new byte[0];
        };
    }

    @Graded(task = 5, points = 1, dependsOn = "delivers",
            reason = "A connection may end in the middle of a packet. What has arrived of it is no packet, and no message.",
            hint = "What do you get when the stream ends before so many bytes have come as you have asked for? Not every method "
                    + "of InputStream throws an exception then.")
    @DisplayName("a PUBLISH that is cut off by the end of its connection is not delivered")
    void deliversNoHalves(Scene scene) {
        String topic = scene.name("news");
        Subscriber reader = scene.subscriber(topic);
        Publisher newsroom = scene.publisher();
        byte[] packet = Packets.publish(topic).payload("one half and the other").packet().raw();
        for (int i = 0; i < CUT_OFF; i++) {
            WireClient leaver = scene.open();
            leaver.send(Packets.connect(scene.name("leaver")).packet());
            leaver.expect(CONNACK);
            leaver.sendPart(packet, 0, packet.length - 1 - i);
            leaver.close();
            newsroom.client().ping();
        }
        newsroom.publish(topic, "whole");

        reader.receivesExactly(topic, "whole");
        newsroom.publish(topic, "the last");
        reader.receivesExactly(topic, "the last");
    }

    @Graded(task = 5, points = 2, heap = 32, seconds = 240, dear = true,
            dependsOn = {"survivesSubscribersThatLeave", "forgetsSubscriptions"},
            reason = "A broker runs for months, and clients come and go all the time. What stays of each of them fills its "
                    + "memory.",
            hint = "What in your broker still refers to a connection that has ended: the table, a map of clients, a writer that "
                    + "waits? What do the messages cost that are still put into its queue?")
    @DisplayName("of 1,200 subscribers that have gone, politely or not, or were replaced, nothing is left that fills a small "
            + "heap")
    void forgetsTheDead(Scene scene) {
        String topic = scene.name("news");
        String identifier = takesLongIdentifiers(scene) ? LONG_IDENTIFIER : "";
        byte[] toTopic = Packets.subscribe(1, topic, 0).raw();
        List<byte[]> toLongOnes = toLongOnes(topic, LONG_FILTERS);
        Publisher newsroom = scene.publisher();
        byte[] messages = Flood.glued(Packets.publish(topic).payload("still there?").packet(), MESSAGES);
        String other = scene.name("weather");
        Subscriber survivor = scene.subscriber(other);
        for (int generation = 0; generation < VISITORS / VISITORS_AT_ONCE; generation++) {
            List<String> names = Stream.generate(() -> scene.name("visitor") + identifier).limit(VISITORS_AT_ONCE).toList();
            List<WireClient> visitors = names.stream().map(scene::connectUntraced).toList();
            for (WireClient visitor : visitors) {
                subscribe(visitor, toTopic);
                if (generation % LONG_FILTERS_EACH == 0) {
                    subscribe(visitor, toLongOnes);
                }
            }
            for (int i = 0; i < VISITORS_AT_ONCE; i++) {
                leave(scene, visitors.get(i), names.get(i), generation * VISITORS_AT_ONCE + i);
            }
            newsroom.client().sendOften(messages, 1);
            // Behind them, so that they are not still on their way to the next generation.
            newsroom.publish(other, "for those who are still there");
            survivor.receivesExactly(other, "for those who are still there");
        }
        Subscriber last = scene.subscriber(other);
        newsroom.publish(other, "for the last");
        last.receivesExactly(other, "for the last");
    }

    /** A broker need not: of more than 23 bytes it may [MQTT-3.1.3-5]. */
    private static boolean takesLongIdentifiers(Scene scene) {
        WireClient probe = scene.open();
        probe.send(Packets.connect(scene.name("probe") + LONG_IDENTIFIER).packet());
        return probe.nextUnlessClosed("a CONNACK", packet -> packet.type() == CONNACK)
                .filter(connack -> connack.returnCode() == 0).isPresent();
    }

    private static void subscribe(WireClient client, byte[] subscribe) {
        client.sendOften(subscribe, 1);
        client.expect(SUBACK, 1);
    }

    /** SUBSCRIBEs with filters of 30 kB, and the same for all clients: this is about what is left of them, and not of topics. */
    static List<byte[]> toLongOnes(String stem, int filters) {
        return IntStream.range(0, filters / NAMES_A_PACKET).mapToObj(i -> subscribe(stem + "/" + i + LONG_NAME)).toList();
    }

    static void subscribe(WireClient client, List<byte[]> subscribes) {
        subscribes.forEach(each -> subscribe(client, each));
    }

    private static void leave(Scene scene, WireClient visitor, String name, int number) {
        switch (number % WAYS_TO_LEAVE) {
            case 0 -> visitor.disconnect();
            case 1 -> visitor.abort();
            case 2 -> visitor.endSending();
            case 3 -> visitor.sendOften(AGAINST_THE_RULES, 1);
            default -> scene.connectUntraced(name).disconnect();
        }
        visitor.close();
    }

    @Graded(task = 5, points = 1, heap = 32, seconds = 120, dear = true, dependsOn = "forgetsSubscriptions",
            reason = "Many programs make up a new topic for each question, and subscribe to it for a single answer. A table that "
                    + "keeps every topic that somebody has once subscribed to, or published on, grows forever.",
            hint = "When the last subscriber of a topic has gone, what is left of the topic in your table? And what does a "
                    + "PUBLISH leave there when it finds no subscriber?")
    @DisplayName("of topics that nobody is subscribed to, any more or ever, nothing is left that fills a small heap")
    void forgetsTopics(Scene scene) {
        WireClient newsroom = scene.connectUntraced(scene.name("newsroom"));
        for (int generation = 0; generation < GENERATIONS; generation++) {
            WireClient reader = scene.connectUntraced(scene.name("reader"));
            for (int i = 0; i < NAMES_EACH; i += NAMES_A_PACKET) {
                reader.sendOften(subscribe(scene.name("news") + LONG_NAME), 1);
                reader.expect(SUBACK, 1);
            }
            reader.disconnectAndAwaitClosed();
            publishOn(newsroom, scene.name("unheard") + LONG_NAME);
        }
        scene.connect(scene.name("newcomer")).ping();
    }

    private static byte[] subscribe(String stem) {
        TopicFilter[] filters = new TopicFilter[NAMES_A_PACKET];
        Arrays.setAll(filters, i -> new TopicFilter(stem + i, 0));
        return Packets.subscribe(1, filters).raw();
    }

    private static void publishOn(WireClient newsroom, String stem) {
        for (int i = 0; i < NAMES_EACH; i++) {
            newsroom.sendOften(Packets.publish(stem + i).payload("for nobody").packet().raw(), 1);
        }
        newsroom.ping();
    }
}
