package mqttlab.suites.lab05;

import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.mqtt.PacketType.SUBSCRIBE;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.time.Duration;
import java.util.List;
import mqttlab.contracts.team.Rhythm;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Subscribing when it must")
class SubscribingChecks {

    private static final int FIRST_MILLIS = 100;
    private static final int FEW_MILLIS = 3_000;

    @Graded(task = 3, points = 1, clause = {"MQTT-3.2.2-2", "MQTT-3.1.2-4"},
            dependsOn = {"publishesChanges", "pausesBeforeEachAttempt"},
            hint = "The subscription is part of the session. The CONNACK says whether there is one: sessionPresent. If there is, "
                    + "what is left to subscribe to? If there is none any more, who has ended it?")
    @DisplayName("a member subscribes once, to TEAM/changes/+ with QoS 1, and not again on connections with its session")
    void subscribesOnce(Scene scene) {
        Office office = Office.in(scene);
        Worker ana = office.worker("ana").joinForGood();
        TracedPacket asked = scene.trace().one(ana.of(fromClient(SUBSCRIBE)));
        List<TopicFilter> due = List.of(new TopicFilter(office.team() + "/changes/+", 1));
        scene.trace().require(asked.packet().topicFilters().equals(due), "a SUBSCRIBE to " + due, "this was sent: "
                + asked.packet(), asked);
        for (int connections = 2; connections <= 3; connections++) {
            ana.cut();
            ana.accepted(connections);
            // Then it knows that. If it is cut before, for Paho the attempt has failed.
            // And until task 5, what it adds before is lost.
            ana.publishes();
        }
        scene.awaitRestOfCode();
        scene.trace().all(ana.of(fromClient(CONNECT))).forEach(each -> scene.trace().require(!each.packet().cleanSession(),
                "a CONNECT with clean session 0 each time", "this was sent: " + each.packet(), each));
        ana.hasSubscribed(1);
    }

    @Graded(task = 3, points = 2, seconds = 120, clause = {"MQTT-3.2.2-3", "MQTT-3.1.2-6"}, dependsOn = "subscribesOnce",
            hint = "A broker may lose its sessions, or drop one that was away for too long. Then nothing comes any more, and "
                    + "nothing says so, but for one flag in the CONNACK. What the notebook remembers is of the old session.")
    @DisplayName("if the broker has lost the session, the member subscribes again, once, and hears what is said from then on")
    void subscribesAgain(Scene scene) {
        Office office = Office.in(scene);
        Worker ana = office.worker("ana").joinForGood();
        Other ben = office.other("ben");
        ana.gets(ben.adds("before"));
        ana.goesAway();
        office.loseSession(ana.seat());
        // In the new session, the first subscription is not confirmed either.
        scene.tap().when(ana.of(fromBroker(SUBACK))).once().cutBefore();
        ana.pauses().release();
        ana.await(fromBroker(SUBACK).onConnection(ana.accepted(3)));
        ana.gets(ben.adds("after"));
        ana.publishes();
        ana.hasSubscribed(3);
        ana.cut();
        ana.accepted(4);
        ana.gets(ben.adds("and after that"));
        ana.publishes();
        ana.hasSubscribed(3);
    }

    @Graded(task = 3, points = 1, dear = true, seconds = 120, dependsOn = "subscribesOnce",
            reason = "A session without a subscription is worth nothing: the member would never hear of anybody.",
            hint = "A session may be there although the SUBSCRIBE was lost on its way. What counts is the SUBACK. What becomes "
                    + "of a connection on which it does not come, or refuses? And if a connection breaks meanwhile, who comes "
                    + "back: the loop of the attempt that has failed, or lost?")
    @DisplayName("until a SUBACK has confirmed it, the subscription is made again on each connection")
    void subscribesUntilConfirmed(Scene scene) {
        Office office = Office.in(scene);
        Worker ana = office.worker("ana", new Rhythm(FIRST_MILLIS, 100 * FIRST_MILLIS, FEW_MILLIS));
        scene.tap().when(ana.of(fromClient(SUBSCRIBE))).once().cutBefore();
        scene.trace().note("the first SUBSCRIBE is cut off, the next is refused, the third has no answer, the fourth a late one");
        office.refuseSubscriptions(1);
        scene.tap().when(ana.of(fromBroker(SUBACK))).once().drop();
        scene.tap().when(ana.of(fromBroker(SUBACK))).once().delay(Duration.ofMillis(FEW_MILLIS / 3));
        ana.join();
        ana.accepted(3);
        int last = ana.accepted(4);
        ana.await(fromBroker(SUBACK).onConnection(last));
        for (TracedPacket asked : scene.trace().all(ana.of(fromClient(SUBSCRIBE)))) {
            if (asked.connection() != last) {
                scene.trace().await(closed(asked.connection()));
            }
        }
        ana.publishes();
        ana.hasSubscribed(4);
        expectOneRow(scene, ana.pauses().all());
        ana.cut();
        ana.accepted(5);
        ana.publishes();
        ana.hasSubscribed(4);
    }

    /** To be accepted is not all: without a subscription, an attempt has failed, and the pauses go on growing. */
    private static void expectOneRow(Scene scene, List<Long> pauses) {
        for (int i = 0; i < pauses.size(); i++) {
            int whole = FIRST_MILLIS << i;
            scene.trace().require(pauses.get(i) >= whole / 2 - 1 && pauses.get(i) <= whole + 1,
                    "pause number %d in a row, in which none has subscribed, is between %d and %d ms".formatted(i + 1, whole / 2,
                            whole), "it is %d ms".formatted(pauses.get(i)));
        }
    }
}
