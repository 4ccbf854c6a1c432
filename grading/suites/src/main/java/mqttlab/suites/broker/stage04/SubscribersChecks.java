package mqttlab.suites.broker.stage04;

import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Who gets it, and when")
class SubscribersChecks {

    @Graded(points = 1, clause = "MQTT-3.3.1-6", dependsOn = "goesToALaterSubscriber",
            hint = "To hand it over is not to give it away.")
    @DisplayName("each new subscriber gets the retained message")
    void eachSubscriberGetsIt(Scene scene) {
        Board board = Board.in(scene);
        board.retain(board.topic("weather"), "sunny");
        board.await();

        for (int i = 0; i < 3; i++) {
            Reader reader = Reader.of(scene, board.topic("weather"));
            reader.gets(board.topic("weather"), "sunny");
        }
    }

    @Graded(points = 1, clause = {"MQTT-3.3.1-6", "MQTT-3.8.4-3"}, dependsOn = "goesToALaterSubscriber",
            hint = "What is retained goes to the client that has just subscribed, for the filter that it has just "
                    + "subscribed to. Everyone else has had it.")
    @DisplayName("others, and other subscriptions, do not get it once more")
    void nobodyElseGetsItAgain(Scene scene) {
        Board board = Board.in(scene);
        board.retain(board.topic("weather"), "sunny");
        board.retain(board.topic("traffic"), "heavy");
        board.await();
        Reader ana = Reader.of(scene, board.topic("weather"));
        ana.gets(board.topic("weather"), "sunny");

        Reader luis = Reader.of(scene, board.topic("weather"));
        luis.gets(board.topic("weather"), "sunny");
        luis.getsNothingMore();
        ana.subscribe(board.topic("traffic"));
        ana.gets(board.topic("traffic"), "heavy");
        ana.getsNothingMore();
    }

    @Graded(points = 1, clause = "MQTT-3.8.4-3", dependsOn = "goesToALaterSubscriber",
            hint = "An identical filter replaces the subscription, and yet it is treated as a new one: what "
                    + "does that mean for retained messages?")
    @DisplayName("subscribing to the same filter again brings the retained message again")
    void subscribingAgainBringsItAgain(Scene scene) {
        Board board = Board.in(scene);
        board.retain(board.topic("weather"), "sunny");
        board.await();

        Reader ana = Reader.in(scene);
        for (int i = 0; i < 3; i++) {
            ana.subscribe(board.topic("weather"));
            ana.gets(board.topic("weather"), "sunny");
        }
    }

    @Graded(points = 1, clause = {"MQTT-3.3.1-6", "MQTT-3.3.1-8"}, dependsOn = "flagForANewSubscription",
            hint = "After an UNSUBSCRIBE a subscription is a new one again. Does anything remember that this client has had the "
                    + "message?")
    @DisplayName("who unsubscribes and subscribes again gets what is retained now")
    void comingBackBringsTheNewest(Scene scene) {
        Board board = Board.in(scene);
        board.retain(board.topic("weather"), "sunny");
        board.await();
        Reader ana = Reader.of(scene, board.topic("weather"));
        ana.gets(board.topic("weather"), "sunny");

        ana.unsubscribe(board.topic("weather"));
        board.retain(board.topic("weather"), "rainy");
        board.await();
        ana.subscribe(board.topic("weather"));
        Packet message = ana.gets(board.topic("weather"), "rainy");
        scene.trace().require(message.retain(), "the retain flag is 1, as the subscription is new", "it was 0: " + message);
    }
}
