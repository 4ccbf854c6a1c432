package mqttlab.suites.broker.stage04;

import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("States that come and go")
class TurnoverChecks {

    private static final int HEAP = 20;
    /** So many of them are more than the heap, each time. */
    private static final int LONG_TOPICS = 1_260;
    private static final int LEVELS = 8;
    private static final int LEVEL_CHARACTERS = 2_000;
    private static final int PAGES = 500;
    private static final int PAGE_BYTES = 50_000;
    private static final int A_PIECE = 10;

    @Graded(task = 3, points = 2, heap = HEAP, dear = true, clause = {"MQTT-3.3.1-7", "MQTT-3.3.1-10", "MQTT-3.3.1-11"},
            dependsOn = {"emptyMessageIsNotKept", "onlyTheLastIsKept", "clearingIsForOneTopic"},
            hint = "The history says what was done last, and in vain. What is left of a topic that has been cleared: its name, a "
                    + "node, an empty entry? And of a message that has been replaced?")
    @DisplayName("what has been cleared or replaced costs no memory any more")
    void clearedCostsNothing(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous());
        String weather = scene.name("weather");
        Subscriber bystander = scene.subscriber(weather);
        WireClient luis = scene.connect(scene.name("luis"));

        scene.trace().note("%d messages are retained on long topics, and each is cleared at once".formatted(LONG_TOPICS));
        publish(luis, "a", "x", "");
        bystander.receivesOn(weather);
        scene.trace().note("%d long topics are cleared on which nothing is kept".formatted(LONG_TOPICS));
        publish(luis, "b", "");
        bystander.receivesOn(weather);
        scene.trace().note("%d long messages are retained on one topic".formatted(PAGES));
        replace(luis, scene.name("page"));
        bystander.receivesOn(weather);
    }

    private static void publish(WireClient luis, String stem, String... payloads) {
        for (int i = 0; i < LONG_TOPICS; i++) {
            // No two of them have a level in common, and the levels are few: where a tree keeps any part of them, it shows.
            String topic = (stem + i + "x".repeat(LEVEL_CHARACTERS) + "/").repeat(LEVELS) + i;
            for (String payload : payloads) {
                luis.send(Packets.publish(topic).retain().payload(payload).packet());
            }
            pause(luis, i);
        }
        luis.ping();
    }

    private static void replace(WireClient luis, String topic) {
        for (int i = 0; i < PAGES; i++) {
            luis.publishRetained(topic, 0, new byte[PAGE_BYTES]);
            pause(luis, i);
        }
        luis.publishRetained(topic, 0, new byte[0]);
        luis.ping();
    }

    /** Until the broker has come so far. */
    private static void pause(WireClient client, int i) {
        if (i % A_PIECE == 0) {
            client.ping();
        }
    }
}
