package mqttlab.suites.broker.stage03;

import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Malformed filters")
class MalformedFiltersChecks {

    @Graded(task = 2, points = 1, clause = {"MQTT-4.7.1-2", "MQTT-4.8.0-1"},
            hint = "Look at each filter level by level before you store it. Where may a # be, and what may stand beside it? What "
                    + "does a server do with a client that breaks the protocol?")
    @DisplayName("a # that is not the whole of the last level closes the connection")
    void misplacedHashCloses(Scene scene) {
        closes(scene, "sport#", "sport/tennis#", "sport/#/ranking", "#/sport", "sport/##", "sport/+#", "sport/#/", "#/");
    }

    @Graded(task = 2, points = 1, clause = {"MQTT-4.7.1-3", "MQTT-4.8.0-1"},
            hint = "A + may stand at any level, but must have it to itself.")
    @DisplayName("a + that is not the whole of its level closes the connection")
    void misplacedPlusCloses(Scene scene) {
        closes(scene, "sport+", "+sport", "sport/+tennis/ranking", "sport/++", "sport/tennis+/#");
    }

    @Graded(task = 2, points = 1, clause = {"MQTT-4.7.3-1", "MQTT-4.8.0-1"}, hint = "How long must a topic filter be at least?")
    @DisplayName("an empty filter closes the connection")
    void emptyFilterCloses(Scene scene) {
        closes(scene, "");
    }

    /** Each of them on a connection of its own, and between filters that are all right. */
    private static void closes(Scene scene, String... filters) {
        for (String filter : filters) {
            WireClient ana = scene.connect(scene.name("ana"));
            ana.send(Packets.subscribe(2, new TopicFilter(scene.name("fine"), 0), new TopicFilter(filter, 0),
                    new TopicFilter(scene.name("fine"), 0)));
            ana.expectClosed();
        }
    }
}
