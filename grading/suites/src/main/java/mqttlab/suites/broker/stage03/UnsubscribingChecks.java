package mqttlab.suites.broker.stage03;

import static mqttlab.testkit.mqtt.PacketType.UNSUBACK;

import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Clause;
import mqttlab.testkit.check.DependsOn;
import mqttlab.testkit.check.Hint;
import mqttlab.testkit.check.Points;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

@CheckSuite
@Order(6)
@DisplayName("Unsubscribing")
class UnsubscribingChecks {

    @Test
    @Order(1)
    @Points(1)
    @Clause("MQTT-3.10.4-4")
    @Hint("An UNSUBACK is four bytes long: its type, a 2, and the packet identifier of the UNSUBSCRIBE.")
    @DisplayName("UNSUBSCRIBE is answered by an UNSUBACK with the same packet identifier")
    void unsubackHasTheIdentifier(Scene scene) {
        String sport = scene.name("sport");
        WireClient ana = scene.connect(scene.name("ana"));
        ana.subscribe(sport, 0);

        ana.send(Packets.unsubscribe(0x1234, sport));
        ana.expect(UNSUBACK, 0x1234);
    }

    @Test
    @Order(2)
    @Points(1)
    @Clause("MQTT-3.10.4-5")
    @Hint("The client waits for the UNSUBACK, whether or not there was something to remove.")
    @DisplayName("UNSUBACK comes also where there was nothing to remove")
    void unsubackForNothing(Scene scene) {
        WireClient ana = scene.connect(scene.name("ana"));

        ana.send(Packets.unsubscribe(7, scene.name("never") + "/subscribed/+"));
        ana.expect(UNSUBACK, 7);
    }

    @Test
    @Order(3)
    @Points(1)
    @Clause("MQTT-3.10.4-2")
    @DependsOn("unsubackHasTheIdentifier")
    @Hint("When is the subscription gone: before the UNSUBACK is sent, or some time after it?")
    @DisplayName("after the UNSUBACK no new messages come")
    void unsubscribingStopsDelivery(Scene scene) {
        String sport = scene.name("sport");
        Listener listener = Listener.to(scene, sport + "/tennis", sport);
        listener.hears(sport + "/tennis", sport);

        listener.unsubscribe(sport + "/tennis");
        listener.doesNotHear(sport + "/tennis");
        listener.unsubscribe(sport);
        listener.doesNotHear(sport);
    }

    @Test
    @Order(4)
    @Points(1)
    @Clause("MQTT-3.10.4-1")
    @DependsOn({"unsubscribingStopsDelivery", "plusMatchesOneLevel", "hashMatchesAnyNumberOfLevels"})
    @Hint("UNSUBSCRIBE does not match filters against anything: it removes the very filter that it names, "
            + "character by character.")
    @DisplayName("only the identical filter is removed, not one that matches it or is matched by it")
    void onlyTheIdenticalFilterGoes(Scene scene) {
        String sport = scene.name("sport");
        Listener listener = Listener.to(scene, sport + "/tennis");
        listener.unsubscribe(sport + "/+");
        listener.unsubscribe(sport + "/#");
        listener.unsubscribe(sport);
        listener.unsubscribe(sport + "/TENNIS");
        listener.hears(sport + "/tennis");

        listener.unsubscribe(sport + "/tennis");
        listener.subscribe(sport + "/#");
        listener.unsubscribe(sport + "/tennis");
        listener.unsubscribe(sport + "/+");
        listener.hears(sport + "/tennis");

        listener.unsubscribe(sport + "/#");
        listener.doesNotHear(sport + "/tennis");
    }

    @Test
    @Order(5)
    @Points(1)
    @Clause("MQTT-3.10.4-1")
    @DependsOn("unsubscribingStopsDelivery")
    @Hint("A subscription belongs to one client. Who is it that unsubscribes?")
    @DisplayName("what one client unsubscribes from, others go on hearing")
    void othersKeepTheirSubscriptions(Scene scene) {
        String sport = scene.name("sport");
        Listener listener = Listener.to(scene, sport + "/tennis");
        WireClient eva = scene.connect(scene.name("eva"));
        eva.subscribe(sport + "/tennis", 0);

        eva.unsubscribe(sport + "/tennis");
        listener.hears(sport + "/tennis");
    }

    @Test
    @Order(6)
    @Points(1)
    @Clause("MQTT-3.10.4-6")
    @DependsOn("unsubscribingStopsDelivery")
    @Hint("The payload of an UNSUBSCRIBE is one filter after another, to its end, and all of it gets one answer.")
    @DisplayName("one UNSUBSCRIBE removes several filters and gets one UNSUBACK")
    void removesSeveralFilters(Scene scene) {
        String sport = scene.name("sport");
        Listener listener = Listener.to(scene, sport + "/a", sport + "/b", sport + "/c", sport + "/d");

        listener.client().send(Packets.unsubscribe(99, sport + "/a", sport + "/b", sport + "/c"));
        listener.client().expect(UNSUBACK, 99);
        listener.doesNotHear(sport + "/a", sport + "/b", sport + "/c");
        listener.hears(sport + "/d");
    }

    @Test
    @Order(7)
    @Points(1)
    @Clause("MQTT-3.10.1-1")
    @DependsOn("unsubackForNothing")
    @Hint("The lower four bits of the first byte are 0010 for an UNSUBSCRIBE. Anything else is malformed.")
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

    @Test
    @Order(8)
    @Points(1)
    @Clause({"MQTT-3.10.3-2", "MQTT-4.8.0-1"})
    @DependsOn("unsubackForNothing")
    @Hint("What is in the payload of an UNSUBSCRIBE at least?")
    @DisplayName("UNSUBSCRIBE without a filter closes the connection")
    void noFilterCloses(Scene scene) {
        WireClient ana = scene.connect(scene.name("ana"));

        ana.sendHex("a2 02 00 05");
        ana.expectClosed();
    }
}
