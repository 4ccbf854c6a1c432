package mqttlab.suites.broker.stage03;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
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
@DisplayName("Several subscriptions")
class SubscriptionsChecks {

    private static final int FAREWELLS = 10;
    private static final int TAKEOVERS = 20;
    private static final int WINS = 2;
    private static final int ROUNDS = 60;
    /** So many messages, and SUBSCRIBEs, at a time. */
    private static final int BURST = 20;

    @Graded(task = 4, points = 1, clause = "MQTT-3.8.4-3", dependsOn = "unsubscribingStopsDelivery",
            hint = "Is what a client has subscribed to a list, to which you add, or something that knows no two that are equal? "
                    + "And is there a moment, between the old subscription and the new one, when the client has neither?")
    @DisplayName("subscribing to an identical filter replaces the subscription: no second copy comes, and no message is missed")
    void identicalFilterReplaces(Scene scene) {
        String sport = scene.name("sport");
        Subscriber ana = scene.subscriber(sport + "/tennis", sport, sport + "/tennis", sport, sport);

        ana.receivesOn(sport + "/tennis", sport);
        ana.unsubscribe(sport + "/tennis");
        ana.receivesNothingOn(sport + "/tennis");
        subscribeAgainWhileMessagesCome(scene);
    }

    private static void subscribeAgainWhileMessagesCome(Scene scene) {
        String news = scene.name("news");
        Subscriber ana = scene.subscriber(scene.client(), news);
        Publisher luis = scene.untracedPublisher();
        Packet[] subscribes = new Packet[BURST];
        Arrays.setAll(subscribes, i -> Packets.subscribe(i + 1, news, 0));
        for (int last = BURST; last <= ROUNDS * BURST; last += BURST) {
            Packet[] messages = numbered(news, last);
            CompletableFuture<Void> published = CompletableFuture.runAsync(() -> luis.client().send(messages),
                    Thread::startVirtualThread);
            ana.client().send(subscribes);
            receivesAllUpTo(ana.client(), last);
            published.join();
        }
    }

    private static Packet[] numbered(String topic, int last) {
        Packet[] packets = new Packet[BURST];
        Arrays.setAll(packets, i -> Packets.publish(topic).payload(Integer.toString(last - BURST + 1 + i)).packet());
        return packets;
    }

    private static void receivesAllUpTo(WireClient ana, int last) {
        int answers = 0;
        for (int number = last - BURST; answers < BURST || number < last;) {
            int wanted = number + 1;
            Packet next = ana.expect("message %d, or a SUBACK".formatted(wanted), packet -> packet.type() == SUBACK
                    || packet.type() == PUBLISH && packet.payload().equals(Payload.of(Integer.toString(wanted))));
            answers += next.type() == SUBACK ? 1 : 0;
            number += next.type() == PUBLISH ? 1 : 0;
        }
    }

    @Graded(task = 4, points = 1, clause = "MQTT-3.3.5-1", dependsOn = {"plusMatchesOneLevel", "hashMatchesAnyNumberOfLevels"},
            hint = "One copy is enough, however many filters of the client match; one for each of them is allowed. None, or "
                    + "more, is not. When are two messages the same one? Two that only look alike are two.")
    @DisplayName("where filters overlap, a message comes at least once and at most once for each of them")
    void overlappingFilters(Scene scene) {
        String sport = scene.name("sport");
        Subscriber ana = scene.subscriber(sport + "/tennis", sport + "/+", sport + "/#", sport + "/golf");

        Publisher luis = scene.publisher();
        for (int wins = 1; wins <= WINS; wins++) {
            luis.publish(sport + "/tennis", "Ana wins");
        }

        int copies = ana.receivesAllOf(luis).size();
        scene.trace().require(copies >= WINS && copies <= 3 * WINS,
                "1 to 3 copies of each of %d messages, as 3 of her filters match it".formatted(WINS), copies + " came");
    }

    @Graded(task = 4, points = 1, clause = "MQTT-3.1.2-6",
            hint = "A clean session ends with its connection. What of it do you keep, and where, once the client has gone?")
    @DisplayName("the subscriptions of a clean session end with its connection")
    void subscriptionsEndWithTheSession(Scene scene) {
        String sport = scene.name("sport");
        String name = scene.name("ana");
        Subscriber before = scene.subscriber(scene.connect(name), sport + "/tennis", sport);
        before.client().disconnect();

        Subscriber again = scene.subscriber(scene.connect(name));
        again.receivesNothingOn(sport, sport + "/tennis");
    }

    @Graded(task = 4, points = 1, clause = {"MQTT-3.1.2-6", "MQTT-4.5.0-1"}, dependsOn = {"subscriptionsEndWithTheSession",
        "plusMatchesOneLevel"},
            hint = "What does your broker remove when a connection ends: what that client has subscribed to, or whatever is at "
                    + "those filters?")
    @DisplayName("who leaves takes nobody else's subscriptions along")
    void leavingIsForOne(Scene scene) {
        String sport = scene.name("sport");
        Subscriber ana = scene.subscriber(sport, sport + "/+", sport + "/+/x");
        Subscriber polite = scene.subscriber(sport, sport + "/+", sport + "/a/x");
        Subscriber broken = scene.subscriber(sport + "/+", sport + "/+/x", sport + "/a");

        polite.client().disconnectAndAwaitClosed();
        ana.receivesOn(sport, sport + "/a", sport + "/a/x");
        broken.client().abort();
        for (int i = 0; i < FAREWELLS; i++) {
            ana.receivesOn(sport, sport + "/a", sport + "/a/x");
        }
    }

    @Graded(task = 4, points = 1, clause = {"MQTT-3.1.4-2", "MQTT-3.1.2-6"}, dependsOn = "subscriptionsEndWithTheSession",
            hint = "For a moment there are two connections with one client identifier. When the old one clears up, late, what "
                    + "does it find under that identifier?")
    @DisplayName("whoever takes over a client identifier has its own subscriptions, and those only")
    void takingOver(Scene scene) {
        String sport = scene.name("sport");
        String name = scene.name("ana");
        Subscriber before = scene.subscriber(scene.connect(name), sport + "/0");
        for (int i = 1; i <= TAKEOVERS; i++) {
            WireClient client = scene.open();
            client.send(Packets.connect(name).packet(), Packets.subscribe(1, sport + "/" + i, 0));
            client.expect(CONNACK);
            client.expect(SUBACK, 1);
            before.client().expectClosed();
            Subscriber now = scene.subscriber(client);
            now.receivesOn(sport + "/" + i);
            now.receivesNothingOn(sport + "/" + (i - 1));
            before = now;
        }
    }
}
