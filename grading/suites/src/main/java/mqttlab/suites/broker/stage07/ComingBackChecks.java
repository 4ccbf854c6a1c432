package mqttlab.suites.broker.stage07;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Coming back")
class ComingBackChecks {

    private static final int VISITS = 5;
    private static final int LONGEST_NAME = 23;
    /** With a DISCONNECT, without one, and as if the machine had lost its power. */
    private static final List<Consumer<Visitor>> WAYS_TO_LEAVE = List.of(
            Visitor::goes,
            visitor -> {
                visitor.client().ping();
                visitor.client().close();
            },
            Visitor::isCut);

    @Graded(task = 1, points = 3, clause = {"MQTT-3.1.2-4", "MQTT-4.1.0-1"},
            hint = "When a connection ends, what do you throw away? With clean session 0 in the CONNECT, the session stays, and "
                    + "the next connection under the same identifier gets it: by what do you find it?")
    @DisplayName("a client with clean session 0 leaves in any way, comes back, and gets messages as it had subscribed to them")
    void subscriptionsStay(Scene scene) {
        String news = scene.name("news");
        Map<String, Integer> filters = new TreeMap<>(Map.of(news + "/cadiz", 0, news + "/+/weather", 1, news + "/sport/#", 2));
        Visitor ana = Visitor.of(scene, scene.name("ana"));
        ana.comes(false);
        filters.forEach((filter, qos) -> ana.client().subscribe(filter, qos));
        ana.client().subscribe(news + "/old", 1);
        ana.client().unsubscribe(news + "/old");
        Publisher luis = scene.publisher();
        for (Consumer<Visitor> leaves : WAYS_TO_LEAVE) {
            leaves.accept(ana);
            ana.returns();
            luis.publish(news + "/old", 2, "not for her");
            comes(luis, ana.client(), news + "/cadiz", 0);
            comes(luis, ana.client(), news + "/cadiz/weather", 1);
            comes(luis, ana.client(), news + "/sport", 2);
            comes(luis, ana.client(), news + "/sport/regatta", 2);
        }
    }

    private static void comes(Publisher luis, WireClient ana, String topic, int qos) {
        luis.publish(topic, 2, "on " + topic);
        ana.expect("the message on %s, with QoS %d".formatted(topic, qos),
                packet -> packet.type() == PUBLISH && packet.topic().equals(topic) && packet.qos() == qos);
    }

    @Graded(task = 1, points = 2, clause = {"MQTT-3.2.2-1", "MQTT-3.2.2-2", "MQTT-3.2.2-3", "MQTT-3.1.2-6"},
            dependsOn = "subscriptionsStay",
            hint = "Session present is 1 if there was a session before this CONNECT, and the client goes on with it. With clean "
                    + "session 1 it never does, and what it has then ends with the connection, however that ends. A session "
                    + "without a subscription is one, too. And whose session is it: does each letter of the identifier count?")
    @DisplayName("session present is 1 if the client and its last connection both wanted a session that stays, and otherwise 0")
    void sessionPresent(Scene scene) {
        String name = scene.name("ana");
        boolean stays = false;
        Visitor ana = Visitor.of(scene, name);
        for (Consumer<Visitor> leaves : WAYS_TO_LEAVE) {
            for (boolean clean : new boolean[] {false, false, true, false, false, true, true, false, false}) {
                ana.requirePresent(stays && !clean, ana.comes(clean));
                leaves.accept(ana);
                stays = !clean;
            }
        }
        ana.requirePresent(true, ana.comes(false));
        // She has a session, and is here. These are others: they find none of hers, and she stays.
        for (String other : others(name)) {
            Visitor bea = Visitor.of(scene, other);
            bea.requirePresent(false, bea.comes(false));
            bea.isCut();
            bea.requirePresent(true, bea.comes(false));
        }
        Visitor nobody = Visitor.of(scene, "");
        nobody.requirePresent(false, nobody.comes(true));
        ana.client().ping();
        ana.isCut();
        ana.requirePresent(true, ana.comes(false));
    }

    /** Nearly the same name. None is longer than a broker has to accept [MQTT-3.1.3-5]. */
    private static List<String> others(String name) {
        String longName = name + "x".repeat(LONGEST_NAME - 1 - name.length());
        return List.of(name.toUpperCase(Locale.ROOT), name + "a", name.substring(0, name.length() - 1), name.replace("-", ""),
                longName + "1", longName + "2");
    }

    @Graded(task = 1, points = 2, clause = {"MQTT-3.8.4-3", "MQTT-3.3.1-6"}, dependsOn = "subscriptionsStay",
            hint = "Most programs subscribe whenever they have connected, whether or not they still have a session. The same "
                    + "filter is the same subscription then, with the new QoS. And what is retained is sent for a SUBSCRIBE: "
                    + "coming back is none.")
    @DisplayName("a client subscribes again each time it comes back: it gets each message once, as it was granted last, and what "
            + "is retained for each SUBSCRIBE and not otherwise")
    void subscribesAgain(Scene scene) {
        String topic = scene.name("weather");
        Publisher luis = scene.publisher();
        luis.publishRetained(topic, 1, "sunshine");
        Visitor ana = Visitor.of(scene, scene.name("ana"));
        ana.comes(false);
        for (int visit = 0; visit < VISITS; visit++) {
            int qos = 1 + visit % 2;
            ana.client().subscribe(topic, qos);
            Packet retained = ana.next(1, "sunshine");
            scene.trace().require(retained.retain(), "the retain flag", "%s came".formatted(retained));
            comesOnce(luis, ana, topic, qos, "visit %d".formatted(visit));
            ana.isCut();
            ana.returns();
            comesOnce(luis, ana, topic, qos, "visit %d, back".formatted(visit));
        }
        ana.client().unsubscribe(topic);
        luis.publish(topic, 2, "not for her");
        ana.isCut();
        ana.returns();
        String other = scene.name("other");
        // When that is answered, all is done that belongs to coming back.
        ana.client().subscribe(other, 2);
        luis.publish(topic, 2, "nor is this");
        comesOnce(luis, ana, other, 2, "for her");
    }

    private static void comesOnce(Publisher luis, Visitor ana, String topic, int qos, String message) {
        for (String each : List.of(message, message + ", later")) {
            luis.publish(topic, 2, each);
            Packet came = ana.next(qos, each);
            ana.client().trace().require(!came.retain() && came.payload().equals(Payload.of(each)),
                    "a message that is not marked as retained", "%s came".formatted(came));
        }
        ana.client().ping();
    }
}
