package mqttlab.suites.broker.stage04;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("What clears it")
class ClearingChecks {

    @Graded(points = 1, clause = "MQTT-3.3.1-10", dependsOn = "goesToALaterSubscriber",
            hint = "A retained message with nothing in it says: forget what you keep for this topic.")
    @DisplayName("a retained message with an empty payload clears the topic")
    void emptyPayloadClears(Scene scene) {
        Board board = Board.in(scene);
        board.retain(board.topic("weather"), "sunny");
        board.await();
        board.retain(board.topic("weather"), "");
        board.await();

        Reader ana = Reader.of(scene, board.topic("weather"));
        ana.getsNothingMore();
    }

    @Graded(points = 1, clause = {"MQTT-3.3.1-10", "MQTT-3.3.1-9"}, dependsOn = "noFlagForAnOldSubscription",
            hint = "For who has subscribed before it is a message as any other, with a payload of length 0.")
    @DisplayName("the empty message itself goes to who has subscribed before, as any other")
    void emptyMessageIsDelivered(Scene scene) {
        Board board = Board.in(scene);
        Reader ana = Reader.of(scene, board.topic("weather"));
        board.retain(board.topic("weather"), "sunny");
        ana.gets(board.topic("weather"), "sunny");

        board.retain(board.topic("weather"), "");
        Packet message = ana.gets(board.topic("weather"), "");
        scene.trace().require(!message.retain(), "the retain flag is 0, as she had subscribed before", "it was 1: " + message);
    }

    @Graded(points = 1, clause = "MQTT-3.3.1-11", dependsOn = "goesToALaterSubscriber",
            hint = "What is there to clear on a topic for which nothing is kept? And what would be kept afterwards?")
    @DisplayName("an empty message is never kept, also where nothing was")
    void emptyMessageIsNotKept(Scene scene) {
        Board board = Board.in(scene);
        board.retain(board.topic("weather"), "");
        board.await();

        Reader ana = Reader.of(scene, board.topic("weather"));
        ana.getsNothingMore();
    }

    @Graded(points = 1, clause = "MQTT-3.3.1-10", dependsOn = {"emptyPayloadClears", "wildcardGetsAllThatMatch"},
            hint = "Clearing is for one topic. When that is a node in a tree, what hangs below it, and what does it hang from?")
    @DisplayName("clearing a topic leaves those above and below it alone")
    void clearingIsForOneTopic(Scene scene) {
        Board board = Board.in(scene);
        for (String topic : List.of("a", "a/b", "a/b/c", "d/e")) {
            board.retain(board.topic(topic), "on " + topic);
        }
        board.await();
        board.retain(board.topic("a/b"), "");
        board.retain(board.topic("d"), "");
        board.await();

        Reader ana = Reader.of(scene, board.topic("#"));
        Set<String> got = ana.gets(3).stream().map(Packet::topic).collect(Collectors.toSet());
        scene.trace().require(got.equals(Set.of(board.topic("a"), board.topic("a/b/c"), board.topic("d/e"))),
                "what is retained on %s, %s and %s".formatted(board.topic("a"), board.topic("a/b/c"), board.topic("d/e")),
                "what came was on " + got);
        ana.getsNothingMore();
    }
}
