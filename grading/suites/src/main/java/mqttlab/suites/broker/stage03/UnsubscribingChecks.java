package mqttlab.suites.broker.stage03;

import static mqttlab.testkit.mqtt.PacketType.UNSUBACK;

import java.util.stream.IntStream;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Unsubscribing")
class UnsubscribingChecks {

    private static final int FILTERS = 2_000;
    private static final int ROUNDS = 4;

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
    @DisplayName("after the UNSUBACK no new messages come, until the client subscribes again")
    void unsubscribingStopsDelivery(Scene scene) {
        String sport = scene.name("sport");
        Subscriber ana = scene.subscriber(sport + "/tennis", sport);
        ana.receivesOn(sport + "/tennis", sport);

        ana.unsubscribe(sport + "/tennis");
        ana.receivesNothingOn(sport + "/tennis");
        ana.unsubscribe(sport);
        ana.receivesNothingOn(sport);
        ana.subscribe(sport + "/tennis");
        ana.receivesOn(sport + "/tennis");
    }

    @Graded(task = 3, points = 1, clause = "MQTT-3.10.4-1",
            dependsOn = {"unsubscribingStopsDelivery", "plusMatchesOneLevel", "hashMatchesAnyNumberOfLevels"},
            hint = "UNSUBSCRIBE does not match filters against anything: it removes the very filter "
                    + "that it names, character by character.")
    @DisplayName("only the identical filter is removed, not one that matches it or is matched by it")
    void onlyTheIdenticalFilterGoes(Scene scene) {
        String sport = scene.name("sport");
        Subscriber ana = scene.subscriber(sport + "/tennis");
        ana.unsubscribe(sport + "/+", sport + "/#", sport, sport + "/TENNIS", sport + "/tennis/", "/" + sport + "/tennis",
                sport + "/tennis ", " " + sport + "/tennis", sport + "//tennis");
        ana.receivesOn(sport + "/tennis");

        ana.unsubscribe(sport + "/tennis");
        ana.subscribe(sport + "/#");
        ana.unsubscribe(sport + "/tennis", sport + "/+");
        ana.receivesOn(sport + "/tennis");

        ana.unsubscribe(sport + "/#");
        ana.receivesNothingOn(sport + "/tennis");
    }

    @Graded(task = 3, points = 1, clause = "MQTT-3.10.4-1",
            dependsOn = {"unsubscribingStopsDelivery", "plusMatchesOneLevel"},
            hint = "In a tree, a filter ends at a node, and others end above and below it. What may be taken away of the tree, "
                    + "and what not?")
    @DisplayName("the filters above, below and beside it stay, and so do others that match the same topics")
    void theOtherFiltersStay(Scene scene) {
        String sport = scene.name("sport");
        // No message here has two filters at a time: it may come once for each of them.
        Subscriber ana = scene.subscriber(sport, sport + "/a", sport + "/a/b", sport + "/a/b/c", sport + "/+/b");

        ana.unsubscribe(sport + "/a/b");
        ana.receivesOn(sport, sport + "/a", sport + "/a/b", sport + "/a/b/c");
        ana.unsubscribe(sport + "/a/b/c");
        ana.receivesOn(sport, sport + "/a", sport + "/a/b");
        ana.unsubscribe(sport);
        ana.receivesOn(sport + "/a", sport + "/a/b");
        ana.unsubscribe(sport + "/+/b");
        ana.receivesOn(sport + "/a");
        ana.receivesNothingOn(sport, sport + "/a/b", sport + "/a/b/c");
    }

    @Graded(task = 3, points = 1, clause = "MQTT-3.10.4-1", dependsOn = "unsubscribingStopsDelivery",
            hint = "A subscription belongs to one client. Which client is it that unsubscribes?")
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

    @Graded(task = 3, points = 1, clause = "MQTT-3.10.4-2", dependsOn = "removesSeveralFilters",
            hint = "Your broker answers, and then removes. Until the last filter is gone, messages still come.")
    @DisplayName("the UNSUBACK comes when the last of many filters is gone, and not before")
    void unsubackComesLast(Scene scene) {
        String sport = scene.name("sport");
        Publisher luis = scene.publisher();
        Subscriber ana = scene.subscriber();
        for (int round = 0; round < ROUNDS; round++) {
            // Others in each round: a message of the last one may still be on its way.
            String stem = sport + "/" + round + "/";
            String[] filters = IntStream.range(0, FILTERS).mapToObj(i -> stem + i).toArray(String[]::new);
            ana.subscribeAtOnce(filters);
            ana.client().send(Packets.unsubscribe(99, filters));
            ana.client().expect(UNSUBACK, 99);
            luis.publish(filters[FILTERS - 1], "too late");
        }
        scene.trace().require(ana.receivesAllOf(luis).isEmpty(), "no message that was published after the UNSUBACK", "some came");
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

    @Graded(task = 3, points = 1, clause = {"MQTT-2.3.1-1", "MQTT-3.10.3-1"}, dependsOn = "unsubackForNothing",
            hint = "Do you read an UNSUBSCRIBE as carefully as a SUBSCRIBE: its identifier, the length of each text, its "
                    + "characters, the end of the packet?")
    @DisplayName("UNSUBSCRIBE with identifier 0, with a filter that is cut off, or with one that is no text closes the "
            + "connection")
    void malformedUnsubscribeCloses(Scene scene) {
        for (String hex : new String[] {"a2 05 00 00 00 01 61", "a2 05 00 05 00 02 61", "a2 06 00 05 00 01 61 00", "a2 01 05",
                "a2 06 00 05 00 02 c3 28", "a2 05 00 05 00 01 00"}) {
            WireClient ana = scene.connect(scene.name("ana"));
            ana.sendHex(hex);
            ana.expectClosed();
        }
    }
}
