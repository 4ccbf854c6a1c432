package mqttlab.suites.broker.stage05;

import static mqttlab.testkit.mqtt.PacketType.PUBACK;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

/** 20 MB are retained: more than may be under way to a client, and may wait for it, at once. */
@CheckSuite
@DisplayName("What is retained, and has to wait")
class RetainedChecks {

    private static final int TOPICS = 2_000;
    private static final int A_PORTION = 50;
    private static final int SOME = 5;
    /** One in so many is cleared. */
    private static final int CLEARED = 10;
    private static final Payload OLD = Payload.of("0".repeat(10_000));
    private static final Payload NEW = Payload.of("1");
    private static final Payload NOTHING = Payload.of("");

    @Graded(task = 4, points = 2, dear = true, seconds = 120, clause = {"MQTT-3.3.1-6", "MQTT-4.3.2-1"},
            dependsOn = {"waitsForPubacks", "retainsTheQos"},
            hint = "For a new subscriber, your broker waits until there is room. Now PUBACKs make the room: which thread "
                    + "reads them, and does that one wait? And does what is retained go through the same window as all else?")
    @DisplayName("2,000 messages of 10,000 bytes that were retained with QoS 1 all come to a new subscriber, as it "
            + "acknowledges them")
    void retainedMessagesAllCome(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String news = scene.name("news");
        retain(scene.connectUntraced(scene.name("luis")), news, topic -> OLD);
        besideOtherMessages(scene, news);

        Hesitant ana = Hesitant.subscribed(scene.connectUntraced(scene.name("ana")), news + "/+");
        Set<String> missing = topics(news);
        ana.window(scene).forEach(message -> requireMissing(ana.client(), missing, message));
        ana.acknowledgeAll();
        while (!missing.isEmpty()) {
            Packet message = ana.next();
            requireMissing(ana.client(), missing, message);
            ana.acknowledge(List.of(message.packetId()));
        }
        ana.client().ping();
    }

    private static Set<String> topics(String news) {
        return IntStream.range(0, TOPICS).mapToObj(i -> news + "/" + i).collect(Collectors.toCollection(HashSet::new));
    }

    private static void requireMissing(WireClient ana, Set<String> missing, Packet message) {
        ana.trace().require(missing.remove(message.topic()), "one retained message on each topic", "%s came".formatted(message));
    }

    /** A portion at a time, each until the broker has taken it over. */
    private static void retain(WireClient luis, String news, IntFunction<Payload> state) {
        for (int first = 0; first < TOPICS; first += A_PORTION) {
            int from = first;
            Packet[] packets = new Packet[A_PORTION];
            Arrays.setAll(packets, i -> Packets.publish(news + "/" + (from + i)).qos(1, i + 1).retain()
                    .payload(state.apply(from + i)).packet());
            luis.send(packets);
            for (Packet each : packets) {
                luis.expect(PUBACK, each.packetId());
            }
        }
    }

    /** What is retained and what is published now are under way to her at once: no two of them have the same identifier. */
    private static void besideOtherMessages(Scene scene, String news) {
        Hesitant bea = Hesitant.subscribed(scene.connectUntraced(scene.name("bea")), news + "/0");
        for (int topic = 1; topic < SOME; topic++) {
            bea.client().subscribe(news + "/" + topic, 1);
        }
        new Newsroom(scene, news + "/0").publishes(scene, SOME);
        bea.next(2 * SOME);
        bea.client().abort();
    }

    @Graded(task = 4, points = 1, dear = true, seconds = 120, clause = {"MQTT-3.3.1-6", "MQTT-3.3.1-10"},
            dependsOn = "retainedMessagesAllCome",
            hint = "Somebody waits for this client's PUBACKs: which thread, for whom else does it work, and what does it hold "
                    + "meanwhile? And is what you have collected for the client still true when there is room for it?")
    @DisplayName("a new subscriber that acknowledges nothing holds up no other one, and nobody who replaces or clears what is "
            + "retained; when it goes on, no old state comes behind the new one")
    void hesitantNewcomerHoldsUpNobody(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String news = scene.name("news");
        WireClient luis = scene.connectUntraced(scene.name("luis"));
        retain(luis, news, topic -> OLD);
        Hesitant slow = hesitant(scene, news);
        Hesitant quitter = hesitant(scene, news);
        scene.trace().note("two clients have subscribed to %d retained messages, and acknowledge nothing".formatted(TOPICS));

        allCome(scene, news);
        scene.trace().note("another client has got all of them; one of the two unsubscribes");
        quitter.client().unsubscribe(news + "/+");
        quitter.client().abort();
        scene.trace().note("all of them are replaced or cleared");
        retain(luis, news, topic -> topic % CLEARED == 0 ? NOTHING : NEW);
        scene.trace().note("the client that has acknowledged nothing does so now");
        newestComesLast(slow);
    }

    private static Hesitant hesitant(Scene scene, String news) {
        Hesitant hesitant = Hesitant.subscribed(scene.connectUntraced(scene.name("hesitant")), news + "/+");
        hesitant.next(Hesitant.SMALLEST_WINDOW);
        return hesitant;
    }

    private static void allCome(Scene scene, String news) {
        WireClient ana = scene.connectUntraced(scene.name("ana"));
        ana.subscribe(news + "/+", 1);
        Set<String> missing = topics(news);
        while (!missing.isEmpty()) {
            requireMissing(ana, missing, Hesitant.reliable(ana));
        }
        ana.disconnect();
    }

    /** Or the broker has had enough of a client that is so slow, and closes its connection. */
    private static void newestComesLast(Hesitant slow) {
        Set<String> changed = new HashSet<>();
        slow.acknowledgeAll();
        while (changed.size() < TOPICS) {
            Optional<Packet> next = slow.nextUnlessClosed();
            if (next.isEmpty()) {
                return;
            }
            requireNotOlder(slow, changed, next.get());
            slow.acknowledgeAll();
        }
        Optional<List<Packet>> rest = slow.untilAnswered();
        while (rest.isPresent() && !rest.get().isEmpty()) {
            rest.get().forEach(message -> requireNotOlder(slow, changed, message));
            slow.acknowledgeAll();
            rest = slow.untilAnswered();
        }
    }

    private static void requireNotOlder(Hesitant slow, Set<String> changed, Packet message) {
        boolean old = message.payload().equals(OLD);
        slow.client().trace().require(!old || !changed.contains(message.topic()),
                "no old state behind the new one, or behind the empty message that has cleared it", "%s came".formatted(message));
        if (!old) {
            changed.add(message.topic());
        }
    }
}
