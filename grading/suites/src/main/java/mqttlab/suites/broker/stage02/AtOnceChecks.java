package mqttlab.suites.broker.stage02;

import static mqttlab.testkit.mqtt.PacketType.SUBACK;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

/**
 * What goes wrong only when two threads are at the table in the same instant. Here they go through hundreds of topics side by
 * side, in the same order, and meet at some of them.
 */
@CheckSuite
@DisplayName("At the same moment")
class AtOnceChecks {

    private static final int ROUNDS = 25;
    private static final int TOPICS = 250;
    private static final int READERS = 4;
    private static final int FAREWELLS = 30;
    private static final int PIECES = 5;
    private static final int CHANGES = 20;
    private static final int BURST = 15;
    private static final int STEADY = 3;
    private static final int SWINGS = 5;
    private static final int FEW_TOPICS = 100;

    @Graded(task = 2, points = 3, clause = {"MQTT-3.3.2-3", "MQTT-4.5.0-1"}, dependsOn = {"grantsEachFilter",
            "deliversToAllSubscribers", "deliversToSubscribersOnly", "keepsAllSubscriptions", "keepsTheOrder"},
            hint = "Two threads look for the same new topic, and neither finds it. Both make an empty set of subscribers and put "
                    + "it into the table. What becomes of the first set? Which call of ConcurrentHashMap does all this in one "
                    + "step?")
    @DisplayName("clients that subscribe to the same new topics at the same moment all get the messages")
    void keepsWhoSubscribesAtOnce(Scene scene) {
        Publisher newsroom = scene.publisher();
        List<Subscriber> readers = scene.subscribers(READERS);
        for (int round = 1; round <= ROUNDS; round++) {
            List<String> topics = topics(scene);
            subscribeAtOnce(scene, round, readers, topics);
            eachGetsAll(newsroom, readers, topics);
        }
    }

    @Graded(task = 5, points = 2, clause = {"MQTT-3.3.2-3", "MQTT-4.5.0-1"},
            dependsOn = {"keepsWhoSubscribesAtOnce", "forgetsSubscriptions"},
            hint = "The last subscriber of a topic goes, its set is empty and is removed. And if, between these two steps, "
                    + "somebody has joined that very set?")
    @DisplayName("clients that subscribe to topics at the moment when their last subscribers leave get the messages")
    void keepsWhoSubscribesWhenOthersLeave(Scene scene) {
        Publisher newsroom = scene.publisher();
        List<Subscriber> reader = scene.subscribers(1);
        for (int round = 0; round < FAREWELLS; round++) {
            List<String> topics = topics(scene);
            WireClient leaver = scene.connect(scene.name("leaver"));
            leaver.send(subscribe(1, topics));
            leaver.expect(SUBACK, 1);
            subscribeWhile(reader.getFirst().client(), topics, round % (PIECES + 1), leaver::disconnect);
            eachGetsAll(newsroom, reader, topics);
        }
    }

    /** In several SUBSCRIBEs; something else is done when so many of them are on their way. */
    private static void subscribeWhile(WireClient reader, List<String> topics, int before, Runnable meanwhile) {
        Packet[] pieces = new Packet[PIECES];
        Arrays.setAll(pieces, i -> subscribe(i + 1, topics.subList(i * TOPICS / PIECES, (i + 1) * TOPICS / PIECES)));
        reader.send(Arrays.copyOfRange(pieces, 0, before));
        meanwhile.run();
        reader.send(Arrays.copyOfRange(pieces, before, PIECES));
        for (int i = 1; i <= PIECES; i++) {
            reader.expect(SUBACK, i);
        }
    }

    @Graded(task = 5, points = 2, dependsOn = {"survivesSubscribersThatLeave", "keepsTheOrder"},
            reason = "While a message is on its way to the subscribers of its topic, others subscribe to it, and some leave.",
            hint = "Which thread changes the collection that another goes through? What does the collection say about that in "
                    + "its documentation, and in whose thread would its exception end up? And if locks keep the two apart: does "
                    + "each thread that needs two of them take them in the same order?")
    @DisplayName("while subscribers come and go, those who stay get every message, in order")
    void deliversWhileOthersComeAndGo(Scene scene) {
        String topic = scene.name("news");
        List<Subscriber> steady = scene.subscribers(STEADY, topic);
        Publisher newsroom = scene.publisher();
        for (int round = 0; round < SWINGS; round++) {
            List<WireClient> others = Stream.generate(() -> scene.connectUntraced(scene.name("other"))).limit(CHANGES).toList();
            Packet[] subscribes = growing(scene, topic, FEW_TOPICS << round);
            int first = 2 * round * CHANGES * BURST;
            for (int i = 0; i < CHANGES; i++) {
                newsroom.client().send(burst(topic, first + i * BURST));
                others.get(i).send(subscribes[i]);
            }
            for (int i = 0; i < CHANGES; i++) {
                newsroom.client().send(burst(topic, first + (CHANGES + i) * BURST));
                others.get(i).abort();
            }
            for (Subscriber each : steady) {
                for (int i = 0; i < 2 * CHANGES * BURST; i++) {
                    each.receivesExactly(topic, "message " + (first + i));
                }
            }
        }
    }

    /** This topic first, so that messages come for a client that is still being subscribed to the others. */
    private static Packet[] growing(Scene scene, String topic, int others) {
        Packet[] subscribes = new Packet[CHANGES];
        Arrays.setAll(subscribes, i -> {
            String stem = scene.name("other");
            Stream<String> topics = IntStream.range(0, others).mapToObj(each -> stem + "/" + each);
            return subscribe(1, Stream.concat(Stream.of(topic), topics).toList());
        });
        return subscribes;
    }

    private static Packet[] burst(String topic, int first) {
        Packet[] packets = new Packet[BURST];
        Arrays.setAll(packets, i -> Packets.publish(topic).payload("message " + (first + i)).packet());
        return packets;
    }

    /** In the order in which a HashSet has them, too: so a broker that takes them from such a set does so in this order. */
    private static List<String> topics(Scene scene) {
        String stem = scene.name("news");
        Set<String> topics = new HashSet<>();
        for (int i = 0; i < TOPICS; i++) {
            topics.add(stem + "/" + i);
        }
        return List.copyOf(topics);
    }

    private static Packet subscribe(int id, List<String> topics) {
        return Packets.subscribe(id, topics.stream().map(topic -> new TopicFilter(topic, 0)).toArray(TopicFilter[]::new));
    }

    private static void subscribeAtOnce(Scene scene, int id, List<Subscriber> readers, List<String> topics) {
        byte[] subscribe = subscribe(id, topics).raw();
        for (Subscriber reader : readers) {
            reader.client().sendPart(subscribe, 0, subscribe.length - 1);
        }
        // Only the last byte is missing then.
        scene.connect(scene.name("bystander")).ping();
        for (Subscriber reader : readers) {
            reader.client().sendPart(subscribe, subscribe.length - 1, subscribe.length);
        }
        readers.forEach(reader -> reader.client().expect(SUBACK, id));
    }

    private static void eachGetsAll(Publisher newsroom, List<Subscriber> readers, List<String> topics) {
        newsroom.client().send(topics.stream().map(topic -> Packets.publish(topic).payload("for all").packet())
                .toArray(Packet[]::new));
        for (Subscriber reader : readers) {
            Set<String> missing = new HashSet<>(topics);
            missing.removeAll(reader.receivesAllOf(newsroom).stream().map(Packet::topic).collect(Collectors.toSet()));
            newsroom.client().trace().require(missing.isEmpty(),
                    "the messages on all %d topics for the client on connection %d, which has "
                            .formatted(topics.size(), reader.client().connection()) + "the SUBACK for them",
                    "%d did not come, such as the one on %s".formatted(missing.size(), missing.stream().findAny().orElse("")));
        }
    }
}
