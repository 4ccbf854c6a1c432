package mqttlab.suites.broker.stage07;

import java.util.ArrayList;
import java.util.List;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.PublishBuilder;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Another client comes with the same identifier")
class TakeOverChecks {

    private static final int UNDER_WAY = 4;
    private static final int ROUNDS = 5;
    private static final int ID = 7;
    private static final int A_FEW = 5;
    /** Together 60 MB, far more than a socket takes. */
    private static final int GUSTS = 60;
    private static final int GUST_BYTES = 1_000_000;

    @Graded(task = 4, points = 2, clause = {"MQTT-3.1.4-2", "MQTT-4.4.0-1", "MQTT-3.2.2-2"},
            dependsOn = {"comesAgain", "sessionPresent"},
            hint = "It is usually the same program, whose old connection is dead, and nobody knows it yet. The old connection is "
                    + "closed first; then the new one gets the session, as if the old one had ended by itself. In which order do "
                    + "CONNACK and messages go out?")
    @DisplayName("the old connection is closed, and the new one gets the session: a CONNACK with session present 1, then what "
            + "was under way, then all that is new")
    void takesOver(Scene scene) {
        String name = scene.name("ana");
        String topic = scene.name("news");
        Publisher luis = scene.publisher();
        Visitor ana = Visitor.hesitant(scene, name);
        ana.comes(false);
        ana.client().subscribe(topic, 2);
        List<Packet> underWay = new ArrayList<>();
        for (int i = 0; i < UNDER_WAY; i++) {
            luis.publish(topic, 1 + i % 2, "message " + i);
            underWay.add(ana.next(1 + i % 2, "message " + i));
        }
        for (int round = 0; round < ROUNDS; round++) {
            Visitor newcomer = Visitor.hesitant(scene, name);
            newcomer.requirePresent(true, newcomer.comes(false));
            ana.drainsUntilClosed();
            newcomer.getsAgain(underWay, List.of());
            luis.publish(topic, 1, "new in round " + round);
            newcomer.finish(newcomer.next(1, "new in round " + round));
            newcomer.client().ping();
            ana = newcomer;
        }
    }

    @Graded(task = 4, points = 1, clause = {"MQTT-4.4.0-1", "MQTT-4.3.3-1", "MQTT-4.3.3-2"},
            dependsOn = {"takesOver", "pubrelComesAgain", "remembersWhatCame"},
            hint = "A take-over is the end of one connection, and a return on another one. If a session goes from one to the "
                    + "other in a way of its own, does all of it go that way: what the client has not completed, and what it has "
                    + "not released itself?")
    @DisplayName("exchanges with QoS 2, in both directions, go on after each of several take-overs: each message arrives once")
    void exchangesGoOn(Scene scene) {
        String name = scene.name("ana");
        String topic = scene.name("news");
        String hers = scene.name("hers");
        Subscriber reader = scene.subscriber(hers);
        Publisher luis = scene.publisher();
        Visitor ana = Visitor.hesitant(scene, name);
        ana.comes(false);
        ana.client().subscribe(topic, 2);
        luis.publish(topic, 2, "released");
        Packet released = ana.next(2, "released");
        ana.receive(List.of(released.packetId()));
        luis.publish(topic, 2, "under way");
        Packet underWay = ana.next(2, "under way");
        Exchange.begin(ana.client(), fromHer(hers).packet());
        for (int round = 0; round < ROUNDS; round++) {
            Visitor newcomer = Visitor.hesitant(scene, name);
            newcomer.returns();
            ana.drainsUntilClosed();
            newcomer.getsAgain(List.of(underWay), List.of(released));
            Exchange.begin(newcomer.client(), fromHer(hers).duplicate().packet());
            ana = newcomer;
        }
        ana.finish(underWay);
        ana.complete(Visitor.ids(List.of(released)));
        Exchange.end(ana.client(), ID);
        Exchange.complete(ana.client(), Packets.publish(hers).qos(2, ID).payload("the next one").packet());
        reader.receivesExactly(hers, "from her");
        reader.receivesExactly(hers, "the next one");
    }

    private static PublishBuilder fromHer(String topic) {
        return Packets.publish(topic).qos(2, ID).payload("from her");
    }

    @Graded(task = 4, points = 2, dear = true, seconds = 120, clause = "MQTT-3.1.4-2", dependsOn = "takesOver",
            reason = "A client whose old connection is stuck is the most frequent one to come again.",
            hint = "The old connection may have megabytes that it will never take. What waits for it to end: is there a write "
                    + "that hangs, a lock, a thread that must say goodbye first?")
    @DisplayName("a client that has stopped reading is taken over, too, and what waited for it goes to the new connection")
    void takesOverASleeper(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String name = scene.name("ana");
        String topic = scene.name("news");
        Visitor sleeper = Visitor.untraced(scene, name);
        sleeper.comes(false);
        sleeper.client().subscribe(topic, 1);
        sleeper.client().stopReading();
        scene.trace().note("ana stops reading; %d messages of a megabyte come with QoS 0, which may be dropped".formatted(GUSTS));
        WireClient luis = scene.connectUntraced(scene.name("luis"));
        byte[] gust = Packets.publish(topic).payload("x".repeat(GUST_BYTES)).packet().raw();
        for (int i = 0; i < GUSTS; i++) {
            luis.sendOften(gust, 1);
            luis.ping();
        }
        Newsroom newsroom = new Newsroom(scene, topic, 1);
        newsroom.publishes(scene, A_FEW);

        Visitor ana = Visitor.hesitant(scene, name);
        ana.returns();
        newsroom.require(scene, ana.next(A_FEW), 1);
        newsroom.publishes(scene, 1);
        newsroom.require(scene, ana.next(), A_FEW + 1);
        sleeper.client().resumeReading();
        sleeper.drainsUntilClosed();
    }
}
