package mqttlab.suites.broker.stage07;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Several fight for one identifier")
class FightChecks {

    private static final int TAKE_OVERS = 100;
    /** So many messages are on their way to the broker while the next client connects. */
    private static final int A_FEW = 5;
    /** One in so many waits until it has got what is under way. */
    private static final int PATIENT = 5;
    private static final int AT_ONCE = 20;
    private static final int ROUNDS = 5;
    private static final int UNDER_WAY = 5;

    @Graded(task = 4, points = 2, dear = true, seconds = 120, clause = {"MQTT-3.1.4-2", "MQTT-4.5.0-1", "MQTT-4.6.0-6"},
            dependsOn = {"takesOver", "waitsForItsClient", "keepsItsOrder"},
            reason = "Two devices that were given the same identifier by mistake throw each other out for hours. What is "
                    + "published meanwhile is for one of them, and must not be lost.",
            hint = "When a connection ends, does its end know whether the session is still its own? And a message that comes "
                    + "between the old connection and the new one: where is it then?")
    @DisplayName("two clients throw each other out 100 times while messages are published: the last one gets all of them, in "
            + "order")
    void nothingIsLost(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String name = scene.name("ana");
        String topic = scene.name("news");
        Newsroom newsroom = new Newsroom(scene, topic, 1);
        Newsroom exactlyOnce = new Newsroom(scene, topic, 2);
        Visitor last = Visitor.untraced(scene, name);
        last.comes(false);
        last.client().subscribe(topic, 2);
        scene.trace().note("two clients with one identifier throw each other out %d times".formatted(TAKE_OVERS));
        for (int i = 0; i < TAKE_OVERS; i++) {
            Runnable rest = newsroom.begins(A_FEW);
            Visitor next = Visitor.untraced(scene, name);
            next.returns();
            rest.run();
            exactlyOnce.publishes(scene, 1);
            last.drainsUntilClosed();
            if (i % PATIENT == 0) {
                next.next();
            }
            last = next;
        }
        takesAll(scene, last, newsroom, exactlyOnce);
        last.isCut();
        last.returns();
        newsroom.publishes(scene, 1);
        newsroom.require(scene, last.next(), TAKE_OVERS * A_FEW + 1);
    }

    /** Nothing was acknowledged; one message may have come on this connection already. */
    private static void takesAll(Scene scene, Visitor last, Newsroom newsroom, Newsroom exactlyOnce) {
        last.client().abort();
        last.returns();
        int once = 0;
        int atLeastOnce = 0;
        while (once + atLeastOnce < TAKE_OVERS * (A_FEW + 1)) {
            Packet message = last.next();
            if (message.qos() == 1) {
                newsroom.require(scene, message, ++atLeastOnce);
            } else {
                exactlyOnce.require(scene, message, ++once);
            }
            last.finish(message);
        }
    }

    @Graded(task = 4, points = 2, clause = "MQTT-3.1.4-2", dependsOn = "takesOver",
            hint = "Between \"is there one?\" and \"now it is me\" another one may come. What makes the two one step? And who "
                    + "waits for whom when three come at once?")
    @DisplayName("20 clients with one identifier connect in the same moment: one of them at most stays, and the session is whole")
    void atOnce(Scene scene) {
        String name = scene.name("ana");
        String topic = scene.name("news");
        Visitor ana = Visitor.untraced(scene, name);
        ana.comes(false);
        ana.client().subscribe(topic, 1);
        Newsroom newsroom = new Newsroom(scene, topic, 1);
        newsroom.publishes(scene, UNDER_WAY);
        ana.goes();
        for (int round = 0; round < ROUNDS; round++) {
            scene.trace().note("%d clients connect as %s at once".formatted(AT_ONCE, name));
            List<WireClient> crowd = new ArrayList<>(Stream.generate(scene::openUntraced).limit(AT_ONCE).toList());
            crowd.forEach(one -> one.withoutAcknowledging().send(Packets.connect(name).cleanSession(false).packet()));
            crowd.removeIf(one -> one.nextUnlessClosed("a CONNACK with session present 1, or the end of the connection",
                    packet -> packet.type() == CONNACK && packet.returnCode() == 0 && packet.sessionPresent()).isEmpty());

            ana.returns();
            scene.trace().note("another one has come behind them");
            newsroom.require(scene, ana.next(UNDER_WAY), 1);
            crowd.forEach(FightChecks::isClosed);
            ana.client().ping();
        }
    }

    private static void isClosed(WireClient one) {
        while (one.nextUnlessCutOff("the end of the connection, and only messages before it", packet -> true).isPresent()) {
            // What was sent to it before.
        }
    }
}
