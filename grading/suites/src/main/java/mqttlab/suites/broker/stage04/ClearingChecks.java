package mqttlab.suites.broker.stage04;

import java.util.List;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("What clears it")
class ClearingChecks {

    @Graded(task = 2, points = 1, clause = "MQTT-3.3.1-10", dependsOn = "goesToALaterSubscriber",
            hint = "A retained message with nothing in it says: forget what you keep for this topic.")
    @DisplayName("a retained message with an empty payload clears the topic, until the next one comes")
    void emptyPayloadClears(Scene scene) {
        String weather = scene.name("news") + "/weather";
        Publisher luis = scene.publisher();
        luis.publishRetained(weather, "sunny");
        luis.awaitDelivered();
        // Anybody may clear it, not only its publisher.
        Publisher eva = scene.publisher();
        eva.publishRetained(weather, "");
        eva.awaitDelivered();

        Subscriber ana = scene.subscriber(weather);
        ana.receivesNothingMore();
        luis.publishRetained(weather, "cloudy");
        ana.receives(weather, "cloudy");
        scene.subscriber(weather).receives(weather, "cloudy");
    }

    @Graded(task = 2, points = 1, clause = {"MQTT-3.3.1-10", "MQTT-3.3.1-9"}, dependsOn = "noFlagForAnOldSubscription",
            hint = "For existing subscribers it is a message like any other, with a payload of length 0.")
    @DisplayName("the empty message itself goes to existing subscribers, like any other")
    void emptyMessageIsDelivered(Scene scene) {
        String weather = scene.name("news") + "/weather";
        Publisher luis = scene.publisher();
        Subscriber ana = scene.subscriber(weather);
        ana.receivesNothingMore();
        luis.publishRetained(weather, "sunny");
        ana.receives(weather, "sunny");

        // The second one, too, though there is nothing left to clear.
        for (int i = 0; i < 2; i++) {
            luis.publishRetained(weather, "");
            Packet message = ana.receives(weather, "");
            scene.trace().require(!message.retain(), "the retain flag is 0, as she had subscribed before",
                    "it was 1: " + message);
        }
    }

    @Graded(task = 2, points = 1, clause = "MQTT-3.3.1-11", dependsOn = "goesToALaterSubscriber",
            hint = "What is there to clear on a topic for which nothing is kept? And what would be kept afterwards?")
    @DisplayName("an empty message is never kept, also where nothing was")
    void emptyMessageIsNotKept(Scene scene) {
        String weather = scene.name("news") + "/weather";
        Publisher luis = scene.publisher();
        luis.publishRetained(weather, "");
        luis.awaitDelivered();

        Subscriber ana = scene.subscriber(weather);
        ana.receivesNothingMore();
    }

    @Graded(task = 3, points = 1, clause = "MQTT-3.3.1-10", dependsOn = {"emptyPayloadClears", "wildcardGetsAllThatMatch"},
            hint = "Clearing is for one topic. When that is a node in a tree, what hangs below it, and what does it hang from?")
    @DisplayName("clearing a topic leaves those above and below it alone")
    void clearingIsForOneTopic(Scene scene) {
        String news = scene.name("news");
        Publisher luis = scene.publisher();
        for (String topic : List.of("a", "a/b", "a/b/c", "d/e")) {
            luis.publishRetained(news + "/" + topic, "on " + topic);
        }
        luis.awaitDelivered();
        luis.publishRetained(news + "/a/b", "");
        luis.publishRetained(news + "/d", "");
        luis.awaitDelivered();

        Subscriber ana = scene.subscriber(news + "/#");
        ana.receivesOneOnEach(List.of(news + "/a", news + "/a/b/c", news + "/d/e"));
        ana.receivesNothingMore();
    }
}
