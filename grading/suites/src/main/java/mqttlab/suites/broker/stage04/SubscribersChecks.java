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
@DisplayName("Who gets it, and when")
class SubscribersChecks {

    @Graded(task = 1, points = 1, clause = "MQTT-3.3.1-6", dependsOn = "goesToALaterSubscriber",
            hint = "To hand it over is not to give it away.")
    @DisplayName("each new subscriber gets the retained message")
    void eachSubscriberGetsIt(Scene scene) {
        String weather = scene.name("news") + "/weather";
        Publisher luis = scene.publisher();
        luis.publishRetained(weather, "sunny");
        luis.awaitDelivered();

        for (int i = 0; i < 3; i++) {
            Subscriber reader = scene.subscriber(weather);
            reader.receives(weather, "sunny");
        }
    }

    @Graded(task = 4, points = 1, clause = {"MQTT-3.3.1-6", "MQTT-3.8.4-3"}, dependsOn = "goesToALaterSubscriber",
            hint = "What is retained goes to the client that has just subscribed, for the filter that it has just "
                    + "subscribed to. Everyone else has had it.")
    @DisplayName("others, and other subscriptions, do not get it once more")
    void nobodyElseGetsItAgain(Scene scene) {
        String news = scene.name("news");
        String weather = news + "/weather";
        String traffic = news + "/traffic";
        Publisher luis = scene.publisher();
        luis.publishRetained(weather, "sunny");
        luis.publishRetained(traffic, "heavy");
        luis.awaitDelivered();
        Subscriber ana = scene.subscriber(weather);
        ana.receives(weather, "sunny");

        Subscriber bea = scene.subscriber(weather);
        bea.receives(weather, "sunny");
        bea.receivesNothingMore();
        ana.subscribe(traffic);
        ana.receives(traffic, "heavy");
        ana.receivesNothingMore();
    }

    @Graded(task = 4, points = 1, clause = "MQTT-3.8.4-3", dependsOn = "goesToALaterSubscriber",
            hint = "An identical filter replaces the subscription, and yet it is treated as a new one: what "
                    + "does that mean for retained messages?")
    @DisplayName("subscribing to the same filter again brings the retained message again")
    void subscribingAgainBringsItAgain(Scene scene) {
        String weather = scene.name("news") + "/weather";
        Publisher luis = scene.publisher();
        luis.publishRetained(weather, "sunny");
        luis.awaitDelivered();

        Subscriber ana = scene.subscriber();
        for (int i = 0; i < 3; i++) {
            ana.subscribe(weather);
            ana.receives(weather, "sunny");
        }
    }

    @Graded(task = 4, points = 1, clause = {"MQTT-3.3.1-6", "MQTT-3.3.1-8"}, dependsOn = "flagForANewSubscription",
            hint = "After an UNSUBSCRIBE a subscription is a new one again. Does anything remember that this client has had the "
                    + "message?")
    @DisplayName("who unsubscribes and subscribes again gets what is retained now")
    void comingBackBringsTheNewest(Scene scene) {
        String weather = scene.name("news") + "/weather";
        Publisher luis = scene.publisher();
        luis.publishRetained(weather, "sunny");
        luis.awaitDelivered();
        Subscriber ana = scene.subscriber(weather);
        ana.receives(weather, "sunny");

        ana.unsubscribe(weather);
        luis.publishRetained(weather, "rainy");
        luis.awaitDelivered();
        ana.subscribe(weather);
        Packet message = ana.receives(weather, "rainy");
        scene.trace().require(message.retain(), "the retain flag is 1, as the subscription is new", "it was 0: " + message);
    }

    @Graded(task = 4, points = 1, clause = "MQTT-3.3.1-6", dependsOn = {"nobodyElseGetsItAgain", "wildcardGetsAllThatMatch"},
            hint = "Is a subscription new when its filter is new, or when the client has no other filter that matches the topic?")
    @DisplayName("a new filter brings what is retained, even if an older one of the same client matches the topic, too")
    void overlappingFilterBringsItAgain(Scene scene) {
        String news = scene.name("news");
        String weather = news + "/weather";
        Publisher luis = scene.publisher();
        luis.publishRetained(weather, "sunny");
        luis.awaitDelivered();

        Subscriber ana = scene.subscriber();
        for (String filter : List.of(news + "/#", weather, news + "/+")) {
            ana.subscribe(filter);
            ana.receives(weather, "sunny");
        }
        ana.receivesNothingMore();
    }
}
