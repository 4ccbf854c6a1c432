package mqttlab.suites.broker.stage04;

import java.util.List;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Payload;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("What is retained")
class RetainingChecks {

    @Graded(points = 2, clause = {"MQTT-3.3.1-5", "MQTT-3.3.1-6"},
            hint = "The lowest bit of a PUBLISH's first byte asks the broker to keep the message. When somebody subscribes, "
                    + "what has to be looked up, and by what?")
    @DisplayName("a retained message goes to who subscribes later")
    void goesToALaterSubscriber(Scene scene) {
        Board board = Board.in(scene);
        board.retain(board.topic("weather"), "sunny");
        board.await();

        Reader ana = Reader.in(scene);
        ana.subscribe(board.topic("weather"));
        ana.gets(board.topic("weather"), "sunny");
        ana.getsNothingMore();
    }

    @Graded(points = 1, clause = "MQTT-3.3.1-8", dependsOn = "goesToALaterSubscriber",
            hint = "By the retain flag a client tells old messages from new ones. What you send is a packet of "
                    + "your own: which flags do you give it?")
    @DisplayName("a message that comes because of a new subscription has the retain flag")
    void flagForANewSubscription(Scene scene) {
        Board board = Board.in(scene);
        board.retain(board.topic("weather"), "sunny");
        board.await();

        Reader ana = Reader.of(scene, board.topic("weather"));
        Packet message = ana.gets(board.topic("weather"), "sunny");
        scene.trace().require(message.retain(), "the retain flag is 1, as the message comes because she has subscribed",
                "it was 0: " + message);
    }

    @Graded(points = 1, clause = "MQTT-3.3.1-9",
            hint = "For who has subscribed before, a message is new, whether or not it is kept for others.")
    @DisplayName("who has subscribed before gets it at once and without the retain flag")
    void noFlagForAnOldSubscription(Scene scene) {
        Board board = Board.in(scene);
        Reader ana = Reader.of(scene, board.topic("weather"));

        board.retain(board.topic("weather"), "sunny");
        Packet message = ana.gets(board.topic("weather"), "sunny");
        scene.trace().require(!message.retain(), "the retain flag is 0, as she had subscribed before the message came",
                "it was 1: " + message);
    }

    @Graded(points = 1, clause = {"MQTT-3.3.1-6", "MQTT-3.3.1-7"}, dependsOn = "goesToALaterSubscriber",
            hint = "How many retained messages can a topic have?")
    @DisplayName("only the last retained message of a topic is kept")
    void onlyTheLastIsKept(Scene scene) {
        Board board = Board.in(scene);
        for (String weather : List.of("sunny", "cloudy", "rainy")) {
            board.retain(board.topic("weather"), weather);
        }
        board.await();

        Reader ana = Reader.of(scene, board.topic("weather"));
        ana.gets(board.topic("weather"), "rainy");
        ana.getsNothingMore();
    }

    @Graded(points = 1, clause = "MQTT-3.3.1-12", dependsOn = "goesToALaterSubscriber",
            hint = "What does a message without the retain flag have to do with the one that is kept?")
    @DisplayName("a message without the retain flag is not kept, and leaves the one that is alone")
    void othersAreNotKept(Scene scene) {
        Board board = Board.in(scene);
        board.retain(board.topic("weather"), "sunny");
        board.publish(board.topic("weather"), "a cloud passes by");
        board.publish(board.topic("traffic"), "a car passes by");
        board.publish(board.topic("weather"), "");
        board.await();

        Reader ana = Reader.in(scene);
        ana.subscribe(board.topic("+"));
        ana.gets(board.topic("weather"), "sunny");
        ana.getsNothingMore();
    }

    @Graded(points = 1, clause = "MQTT-3.1.2-7", dependsOn = "goesToALaterSubscriber",
            hint = "A retained message belongs to its topic, not to the session of whoever has published it.")
    @DisplayName("a retained message stays when its publisher has gone")
    void survivesItsPublisher(Scene scene) {
        Board board = Board.in(scene);
        board.retain(board.topic("weather"), "sunny");
        board.await();
        board.disconnect();

        Reader ana = Reader.of(scene, board.topic("weather"));
        ana.gets(board.topic("weather"), "sunny");
    }

    @Graded(points = 1, clause = "MQTT-3.3.1-5", dependsOn = "goesToALaterSubscriber",
            hint = "Do you keep the bytes of the payload, or a text made of them?")
    @DisplayName("topic and payload are kept byte for byte")
    void keptByteForByte(Scene scene) {
        Board board = Board.in(scene);
        byte[] bytes = new byte[5_000];
        scene.random().nextBytes(bytes);
        String topic = board.topic("Cádiz/ /🟡🔵/");
        board.retain(topic, Payload.of(bytes));
        board.await();

        Reader ana = Reader.of(scene, topic);
        ana.gets(topic, Payload.of(bytes));
    }
}
