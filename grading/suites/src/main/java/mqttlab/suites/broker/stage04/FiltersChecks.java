package mqttlab.suites.broker.stage04;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Filters and what is retained")
class FiltersChecks {

    private static final int MANY = 500;

    @Graded(points = 2, clause = "MQTT-3.3.1-6", dependsOn = "goesToALaterSubscriber",
            hint = "This is stage 03 the other way round: there is one filter, and many topic names that it may match.")
    @DisplayName("a filter with wildcards brings the retained messages of all topics that it matches, and of no others")
    void wildcardGetsAllThatMatch(Scene scene) {
        Board board = Board.in(scene);
        for (String topic : List.of("cadiz", "cadiz/weather", "cadiz/weather/wind", "cadiz/", "sevilla/weather",
                "cadizcity/x")) {
            board.retain(board.topic(topic), "on " + topic);
        }
        board.await();

        brings(scene, board, "cadiz/#", "cadiz", "cadiz/weather", "cadiz/weather/wind", "cadiz/");
        brings(scene, board, "+/weather", "cadiz/weather", "sevilla/weather");
        brings(scene, board, "cadiz/+", "cadiz/weather", "cadiz/");
        brings(scene, board, "+/+/#", "cadiz/weather", "cadiz/weather/wind", "cadiz/", "sevilla/weather", "cadizcity/x");
    }

    private static void brings(Scene scene, Board board, String filter, String... topics) {
        Reader reader = Reader.of(scene, board.topic(filter));
        Set<String> expected = Stream.of(topics).map(board::topic).collect(Collectors.toSet());
        Set<String> got = reader.gets(topics.length).stream().map(Packet::topic).collect(Collectors.toSet());
        scene.trace().require(got.equals(expected), "for %s what is retained on %s".formatted(board.topic(filter), expected),
                "what came was on " + got);
        reader.getsNothingMore();
    }

    @Graded(points = 1, clause = "MQTT-4.7.2-1", dependsOn = {"wildcardGetsAllThatMatch", "othersAreNotKept"},
            hint = "Topics that begin with $ are hidden from filters that begin with a wildcard. That holds for what is "
                    + "retained, too.")
    @DisplayName("wildcards at the first level do not bring what is retained on topics that begin with $")
    void hiddenTopicsAreNotBrought(Scene scene) {
        // Of its own: # brings whatever is retained.
        scene.ownBroker(BrokerSettings.anonymous());
        Board board = Board.in(scene);
        board.retain("$lab/weather", "hidden");
        board.retain("lab/weather", "not hidden");
        board.await();

        for (String filter : List.of("#", "+/weather", "+/#")) {
            Reader reader = Reader.in(scene);
            reader.subscribe(filter);
            reader.gets("lab/weather", "not hidden");
            reader.unsubscribe(filter);
            reader.getsNothingMore();
        }
    }

    @Graded(points = 1, clause = "MQTT-3.8.4-4", dependsOn = "goesToALaterSubscriber",
            hint = "Several filters in one SUBSCRIBE are as good as several SUBSCRIBEs, but for the SUBACK.")
    @DisplayName("each filter of a SUBSCRIBE brings its retained messages")
    void eachFilterBringsItsOwn(Scene scene) {
        Board board = Board.in(scene);
        board.retain(board.topic("weather"), "sunny");
        board.retain(board.topic("traffic"), "heavy");
        board.await();

        Reader ana = Reader.in(scene);
        List<Packet> messages = ana.subscribe(2, board.topic("weather"), board.topic("nothing"), board.topic("traffic"));
        Set<String> got = messages.stream().map(Packet::topic).collect(Collectors.toSet());
        scene.trace().require(got.equals(Set.of(board.topic("weather"), board.topic("traffic"))),
                "what is retained on %s and on %s".formatted(board.topic("weather"), board.topic("traffic")),
                "what came was on " + got);
        ana.getsNothingMore();
    }

    @Graded(points = 2, clause = "MQTT-3.3.1-6", dependsOn = "wildcardGetsAllThatMatch",
            hint = "What happens when more packets are to be sent to a client than you have thought of? Is there a queue that "
                    + "can be full, and what becomes of the rest?")
    @DisplayName("500 retained messages all come, each of them once")
    void manyAllCome(Scene scene) {
        Board board = Board.in(scene);
        Set<String> expected = new TreeSet<>();
        for (int i = 1; i <= MANY; i++) {
            String topic = board.topic("station" + i % 20 + "/sensor" + i);
            expected.add(topic);
            board.retain(topic, "value " + i);
        }
        board.await();

        Reader ana = Reader.of(scene, board.topic("#"));
        Set<String> missing = new TreeSet<>(expected);
        ana.gets(MANY).forEach(message -> scene.trace().require(missing.remove(message.topic()),
                "each of the %d messages once".formatted(MANY), "this came, too, or again: " + message));
        ana.getsNothingMore();
    }
}
