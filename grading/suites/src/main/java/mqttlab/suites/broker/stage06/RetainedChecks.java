package mqttlab.suites.broker.stage06;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("What is retained")
class RetainedChecks {

    private static final int ID = 7;
    /** Together 12 MB: more than may be under way to a client, and more than most brokers let wait for it, at once. */
    private static final int TOPICS = 1_200;
    private static final String LONG = "0".repeat(10_000);

    @Graded(task = 2, points = 2, dear = true, seconds = 120, clause = {"MQTT-3.3.1-5", "MQTT-3.3.1-9", "MQTT-3.8.4-6"},
            dependsOn = {"takesTheLowerQos", "arrivesOnceThoughRepeated"},
            hint = "A retained message is kept with its QoS, and goes to a new subscriber with the lower one of this and its "
                    + "own, through the same window as all else. Existing subscribers get it without the retain flag, whatever "
                    + "its QoS is. And a PUBLISH that comes again is not retained again.")
    @DisplayName("what was retained with QoS 2 comes to a new subscriber with the QoS that this one is granted, also if it is "
            + "more than the window holds, and to others as not retained; a repetition retains nothing")
    void retainsTheQos(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        retainsWithItsQos(scene);
        allOfManyCome(scene);
        repetitionRetainsNothing(scene);
    }

    private static void retainsWithItsQos(Scene scene) {
        String weather = scene.name("news") + "/weather";
        Publisher luis = scene.publisher();
        WireClient eva = existingSubscriber(scene, luis, weather);
        for (int published : new int[] {2, 1, 2}) {
            String message = "with QoS " + published;
            luis.publishRetained(weather, published, message);
            eva.expect("the message with QoS %d, and without the retain flag".formatted(published),
                    packet -> packet.type() == PUBLISH && !packet.retain() && packet.qos() == published);
            for (int granted : new int[] {0, 1, 2, 2}) {
                WireClient ana = scene.connect(scene.name("ana"));
                ana.subscribe(weather, granted);
                int qos = Math.min(published, granted);
                ana.expect("the retained message with QoS %d, the retain flag, and without DUP".formatted(qos),
                        packet -> packet.type() == PUBLISH && packet.retain() && !packet.duplicate() && packet.qos() == qos
                                && packet.payload().equals(Payload.of(message)));
            }
        }
        luis.publishRetained(weather, 2, "");
        Subscriber later = scene.subscriber(weather);
        later.receivesNothingMore();
    }

    /** The SUBACK may come before what is retained is looked up: something is, and when it has come, no more is looked up. */
    private static WireClient existingSubscriber(Scene scene, Publisher publisher, String topic) {
        publisher.publishRetained(topic, 2, "the first");
        WireClient eva = scene.connect(scene.name("eva"));
        eva.subscribe(topic, 2);
        eva.expect("the message that is retained", packet -> packet.type() == PUBLISH && packet.retain());
        return eva;
    }

    private static void allOfManyCome(Scene scene) {
        String archive = scene.name("archive");
        retainMany(scene, archive);
        Hesitant ana = Hesitant.subscribed(scene.connectUntraced(scene.name("ana")), 2, archive + "/+");
        Set<String> missing = new HashSet<>(topics(archive));
        List<Packet> window = ana.window(scene);
        for (int i = 0; i < TOPICS; i++) {
            Packet message = i < window.size() ? window.get(i) : ana.next();
            scene.trace().require(message.qos() == 2 && missing.remove(message.topic()),
                    "with QoS 2, one retained message on each topic", "%s came".formatted(message));
            ana.finish(message);
        }
    }

    private static List<String> topics(String archive) {
        return IntStream.range(0, TOPICS).mapToObj(i -> archive + "/" + i).toList();
    }

    private static void retainMany(Scene scene, String archive) {
        scene.trace().note("%,d messages of %,d bytes are retained with QoS 2, each on a topic of its own"
                .formatted(TOPICS, LONG.length()));
        WireClient luis = scene.connectUntraced(scene.name("luis"));
        List<String> topics = topics(archive);
        for (int first = 0; first < TOPICS; first += Newsroom.AT_A_TIME) {
            int before = first;
            Exchange.completeAll(luis, IntStream.rangeClosed(1, Newsroom.AT_A_TIME)
                    .mapToObj(id -> Packets.publish(topics.get(before + id - 1)).qos(2, id).retain().payload(LONG).packet())
                    .toList());
        }
    }

    /** It is a repetition until its PUBREL, whichever of the two moments it is retained at. */
    private static void repetitionRetainsNothing(Scene scene) {
        String wind = scene.name("news") + "/wind";
        Publisher luis = scene.publisher();
        Exchange.begin(luis.client(), Packets.publish(wind).qos(2, ID).retain().payload("Levante").packet());
        scene.publisher().publishRetained(wind, 2, "Poniente");
        Exchange.begin(luis.client(), Packets.publish(wind).qos(2, ID).retain().duplicate().payload("Levante").packet());
        Subscriber ana = scene.subscriber(wind);
        ana.receives(wind, "Poniente");
    }
}
