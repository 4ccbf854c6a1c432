package mqttlab.suites.broker.stage07;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;

import java.util.List;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("The end of a session")
class EndingChecks {

    private static final int ID = 7;
    /** Where a CONNECT has its protocol level, and its flags, whose lowest bit is reserved. */
    private static final int LEVEL = 8;
    private static final int FLAGS = 9;

    @Graded(task = 3, points = 2, clause = {"MQTT-3.1.2-6", "MQTT-3.1.4-3"},
            dependsOn = {"sessionPresent", "comesAgain", "waitsForItsClient"},
            hint = "With clean session 1, an earlier session is thrown away with everything in it: subscriptions, what waits, "
                    + "what is under way, in both directions. Does anything still point to it, for example the tree of "
                    + "subscriptions?")
    @DisplayName("a CONNECT with clean session 1 ends the earlier session with all that is in it, and its own session ends with "
            + "its connection")
    void cleanEndsIt(Scene scene) {
        String topic = scene.name("news");
        String hers = scene.name("hers");
        String other = scene.name("other");
        Subscriber reader = scene.subscriber(hers);
        Publisher luis = scene.publisher();
        Visitor ana = Visitor.hesitant(scene, scene.name("ana"));
        ana.comes(false);
        ana.client().subscribe(topic, 2);
        luis.publish(topic, 1, "under way");
        ana.next(1, "under way");
        luis.publish(topic, 2, "received");
        ana.receive(List.of(ana.next(2, "received").packetId()));
        Exchange.begin(ana.client(), Packets.publish(hers).qos(2, ID).payload("not released").packet());
        ana.goes();
        luis.publish(topic, 2, "waits");

        for (boolean clean : new boolean[] {true, false}) {
            ana.requirePresent(false, ana.comes(clean));
            luis.publish(topic, 2, "for nobody");
            getsOnly(luis, ana, other);
            String message = clean ? "a new one" : "another new one";
            Exchange.complete(ana.client(), Packets.publish(hers).qos(2, ID).payload(message).packet());
            ana.goes();
            luis.publish(topic, 2, "for nobody");
        }
        // A broker that delivers at the PUBLISH has delivered the first one, others have not.
        List<String> came = reader.receivesAllOf(luis).stream().map(message -> message.payload().text().orElse("")).toList();
        scene.trace().require(came.equals(List.of("a new one", "another new one"))
                        || came.equals(List.of("not released", "a new one", "another new one")),
                "two new messages under an identifier that the old session had not released", "these came: " + came);
    }

    /** She has subscribed to nothing yet. */
    private static void getsOnly(Publisher luis, Visitor ana, String other) {
        luis.publish(other, 1, "for nobody");
        ana.client().subscribe(other, 1);
        luis.publish(other, 1, "for her");
        ana.acknowledge(List.of(ana.next(1, "for her").packetId()));
    }

    @Graded(task = 4, points = 2, clause = {"MQTT-3.1.4-2", "MQTT-3.1.2-6", "MQTT-3.2.2-3"}, dependsOn = "cleanEndsIt",
            hint = "Which session a client gets depends on both CONNECTs, and not on whether the other connection still exists. "
                    + "When the old one ends at last, whose session does its end throw away?")
    @DisplayName("one that takes over a connection finds its session only if both have clean session 0")
    void cleanTakesOver(Scene scene) {
        String name = scene.name("ana");
        String topic = scene.name("news");
        Publisher luis = scene.publisher();
        boolean stays = false;
        Visitor before = null;
        for (boolean clean : new boolean[] {false, true, false, false, true, true, false, false}) {
            Visitor ana = Visitor.of(scene, name);
            boolean present = stays && !clean;
            ana.requirePresent(present, ana.comes(clean));
            if (before != null) {
                before.drainsUntilClosed();
            }
            if (!present) {
                luis.publish(topic, 1, "for nobody");
                ana.client().subscribe(topic, 1);
            }
            luis.publish(topic, 1, "for whom it is");
            ana.next(1, "for whom it is");
            ana.client().ping();
            before = ana;
            stays = !clean;
        }
    }

    @Graded(task = 4, points = 2, clause = {"MQTT-3.1.4-5", "MQTT-3.2.2-4"}, dependsOn = "sessionPresent",
            reason = "Whoever may not come in is nobody: otherwise anybody could end anybody's session with a CONNECT that makes "
                    + "no sense.",
            hint = "When do you look for the session, and when do you disconnect the one who was there: before it is clear that "
                    + "the newcomer is let in, or afterwards?")
    @DisplayName("a client that is refused begins no session, ends none, and takes over none")
    void refusedChangesNothing(Scene scene) {
        String topic = scene.name("news");
        Publisher luis = scene.publisher();
        Visitor ana = Visitor.of(scene, scene.name("ana"));
        ana.comes(false);
        ana.client().subscribe(topic, 1);
        String stranger = scene.name("stranger");
        for (boolean clean : new boolean[] {true, false}) {
            isRefused(scene, ana.name(), clean);
            luis.publish(topic, 1, "she is still there");
            ana.next(1, "she is still there");
            ana.goes();
            isRefused(scene, ana.name(), clean);
            ana.requirePresent(true, ana.comes(false));
            luis.publish(topic, 1, "it is still her session");
            ana.next(1, "it is still her session");
            ana.client().ping();
            isRefused(scene, stranger, clean);
        }
        Visitor newcomer = Visitor.of(scene, stranger);
        newcomer.requirePresent(false, newcomer.comes(false));
    }

    private static void isRefused(Scene scene, String name, boolean clean) {
        byte[] otherLevel = Packets.connect(name).cleanSession(clean).packet().raw();
        otherLevel[LEVEL] = 9;
        byte[] reservedFlag = Packets.connect(name).cleanSession(clean).packet().raw();
        reservedFlag[FLAGS] |= 1;
        for (byte[] connect : List.of(otherLevel, reservedFlag)) {
            WireClient refused = scene.open();
            refused.send(connect);
            refused.nextUnlessClosed("a CONNACK that refuses it, or the end of the connection",
                    packet -> packet.type() == CONNACK && packet.returnCode() != 0 && !packet.sessionPresent())
                    .ifPresent(connAck -> refused.expectClosed());
        }
    }
}
