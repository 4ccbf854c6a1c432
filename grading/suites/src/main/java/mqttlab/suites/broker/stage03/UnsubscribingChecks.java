package mqttlab.suites.broker.stage03;

import static mqttlab.testkit.mqtt.PacketType.UNSUBACK;

import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Unsubscribing")
class UnsubscribingChecks {

    @Graded(task = 3, points = 1, clause = "MQTT-3.10.4-4",
            hint = "An UNSUBACK is four bytes long: its type, a 2, and the packet identifier of the UNSUBSCRIBE.")
    @DisplayName("UNSUBSCRIBE is answered by an UNSUBACK with the same packet identifier")
    void unsubackHasTheIdentifier(Scene scene) {
        String sport = scene.name("sport");
        WireClient ana = scene.connect(scene.name("ana"));
        ana.subscribe(sport, 0);

        ana.send(Packets.unsubscribe(0x1234, sport));
        ana.expect(UNSUBACK, 0x1234);
    }

    @Graded(task = 3, points = 1, clause = "MQTT-3.10.4-5",
            hint = "The client waits for the UNSUBACK, whether or not there was something to remove.")
    @DisplayName("UNSUBACK comes also where there was nothing to remove")
    void unsubackForNothing(Scene scene) {
        WireClient ana = scene.connect(scene.name("ana"));

        ana.send(Packets.unsubscribe(7, scene.name("never") + "/subscribed/+"));
        ana.expect(UNSUBACK, 7);
    }

    @Graded(task = 3, points = 1, clause = "MQTT-3.10.4-2", dependsOn = "unsubackHasTheIdentifier",
            hint = "When is the subscription gone: before the UNSUBACK is sent, or some time after it?")
    @DisplayName("after the UNSUBACK no new messages come")
    void unsubscribingStopsDelivery(Scene scene) {
        String sport = scene.name("sport");
        Subscriber ana = scene.subscriber(sport + "/tennis", sport);
        ana.receivesOn(sport + "/tennis", sport);

        ana.unsubscribe(sport + "/tennis");
        ana.receivesNothingOn(sport + "/tennis");
        ana.unsubscribe(sport);
        ana.receivesNothingOn(sport);
    }

    @Graded(task = 3, points = 1, clause = "MQTT-3.10.4-1",
            dependsOn = {"unsubscribingStopsDelivery", "plusMatchesOneLevel", "hashMatchesAnyNumberOfLevels"},
            hint = "UNSUBSCRIBE does not match filters against anything: it removes the very filter "
                    + "that it names, character by character.")
    @DisplayName("only the identical filter is removed, not one that matches it or is matched by it")
    void onlyTheIdenticalFilterGoes(Scene scene) {
        String sport = scene.name("sport");
        Subscriber ana = scene.subscriber(sport + "/tennis");
        ana.unsubscribe(sport + "/+", sport + "/#", sport, sport + "/TENNIS");
        ana.receivesOn(sport + "/tennis");

        ana.unsubscribe(sport + "/tennis");
        ana.subscribe(sport + "/#");
        ana.unsubscribe(sport + "/tennis", sport + "/+");
        ana.receivesOn(sport + "/tennis");

        ana.unsubscribe(sport + "/#");
        ana.receivesNothingOn(sport + "/tennis");
    }

    @Graded(task = 3, points = 1, clause = "MQTT-3.10.4-1", dependsOn = "unsubscribingStopsDelivery",
            hint = "A subscription belongs to one client. Who is it that unsubscribes?")
    @DisplayName("what one client unsubscribes from, others go on hearing")
    void othersKeepTheirSubscriptions(Scene scene) {
        String sport = scene.name("sport");
        Subscriber ana = scene.subscriber(sport + "/tennis");
        Subscriber eva = scene.subscriber(sport + "/tennis");

        eva.unsubscribe(sport + "/tennis");
        ana.receivesOn(sport + "/tennis");
    }

    @Graded(task = 3, points = 1, clause = "MQTT-3.10.4-6", dependsOn = "unsubscribingStopsDelivery",
            hint = "The payload of an UNSUBSCRIBE is one filter after another, to its end, and all of it gets one answer.")
    @DisplayName("one UNSUBSCRIBE removes several filters and gets one UNSUBACK")
    void removesSeveralFilters(Scene scene) {
        String sport = scene.name("sport");
        Subscriber ana = scene.subscriber(sport + "/a", sport + "/b", sport + "/c", sport + "/d");

        ana.client().send(Packets.unsubscribe(99, sport + "/a", sport + "/b", sport + "/c"));
        ana.client().expect(UNSUBACK, 99);
        ana.receivesNothingOn(sport + "/a", sport + "/b", sport + "/c");
        ana.receivesOn(sport + "/d");
    }

    @Graded(task = 3, points = 1, clause = "MQTT-3.10.1-1", dependsOn = "unsubackForNothing",
            hint = "The lower four bits of the first byte are 0010 for an UNSUBSCRIBE. Anything else is malformed.")
    @DisplayName("UNSUBSCRIBE with wrong flags closes the connection")
    void wrongFlagsClose(Scene scene) {
        for (int flags : new int[] {0b0000, 0b0011, 0b1010, 0b0110}) {
            WireClient ana = scene.connect(scene.name("ana"));
            byte[] unsubscribe = Packets.unsubscribe(5, "sport").raw();
            unsubscribe[0] = (byte) (0xa0 | flags);
            ana.send(unsubscribe);
            ana.expectClosed();
        }
    }

    @Graded(task = 3, points = 1, clause = {"MQTT-3.10.3-2", "MQTT-4.8.0-1"}, dependsOn = "unsubackForNothing",
            hint = "What is in the payload of an UNSUBSCRIBE at least?")
    @DisplayName("UNSUBSCRIBE without a filter closes the connection")
    void noFilterCloses(Scene scene) {
        WireClient ana = scene.connect(scene.name("ana"));

        ana.sendHex("a2 02 00 05");
        ana.expectClosed();
    }
}
