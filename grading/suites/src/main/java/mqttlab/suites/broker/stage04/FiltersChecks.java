package mqttlab.suites.broker.stage04;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Filters and what is retained")
class FiltersChecks {

    private static final int MANY = 1_000;

    @Graded(task = 3, points = 2, clause = {"MQTT-3.3.1-6", "MQTT-3.3.1-8"}, dependsOn = "flagForANewSubscription",
            hint = "This is stage 03 the other way round: there is one filter, and many topic names that it may match.")
    @DisplayName("a filter with wildcards brings the retained messages of all topics that it matches, and of no others")
    void wildcardGetsAllThatMatch(Scene scene) {
        String news = scene.name("news");
        Publisher luis = scene.publisher();
        for (String topic : List.of("cadiz", "cadiz/weather", "cadiz/weather/wind", "cadiz/", "sevilla/weather",
                "cadizcity/x")) {
            luis.publishRetained(news + "/" + topic, "on " + topic);
        }
        luis.awaitDelivered();

        brings(scene, news, "cadiz/#", "cadiz", "cadiz/weather", "cadiz/weather/wind", "cadiz/");
        brings(scene, news, "+/weather", "cadiz/weather", "sevilla/weather");
        brings(scene, news, "cadiz/+", "cadiz/weather", "cadiz/");
        brings(scene, news, "+/+/#", "cadiz/weather", "cadiz/weather/wind", "cadiz/", "sevilla/weather", "cadizcity/x");
    }

    private static void brings(Scene scene, String news, String filter, String... topics) {
        Subscriber reader = scene.subscriber(news + "/" + filter);
        Set<String> missing = new TreeSet<>(Set.of(topics));
        for (Packet message : reader.receives(topics.length)) {
            String topic = message.topic().substring(Math.min(message.topic().length(), news.length() + 1));
            scene.trace().require(
                    missing.remove(topic) && message.payload().equals(Payload.of("on " + topic)) && message.retain(),
                    "one message on each of %s, with its own payload and the retain flag".formatted(String.join(", ", topics)),
                    "this came, too, or again: " + message);
        }
        reader.receivesNothingMore();
    }

    @Graded(task = 3, points = 1, clause = "MQTT-4.7.2-1", dependsOn = {"wildcardGetsAllThatMatch", "othersAreNotKept"},
            hint = "Topics that begin with $ are hidden from filters that begin with a wildcard. That holds for what is "
                    + "retained, too.")
    @DisplayName("wildcards at the first level do not bring what is retained on topics that begin with $")
    void hiddenTopicsAreNotBrought(Scene scene) {
        // Of its own: # brings whatever is retained.
        scene.ownBroker(BrokerSettings.anonymous());
        Publisher luis = scene.publisher();
        luis.publishRetained("$lab/weather", "hidden");
        luis.publishRetained("lab/weather", "not hidden");
        luis.publishRetained("/weather", "not hidden");
        luis.publishRetained("lab/$weather", "not hidden");
        luis.awaitDelivered();

        for (String filter : List.of("#", "+/+", "+/#")) {
            Subscriber reader = scene.subscriber(filter);
            reader.receivesOneOnEach(List.of("lab/weather", "/weather", "lab/$weather"));
            reader.unsubscribe(filter);
            reader.receivesNothingMore();
        }
    }

    @Graded(task = 3, points = 1, dependsOn = "wildcardGetsAllThatMatch",
            reason = "A client that asks for a topic with $ by its name is to get what is kept there, too.",
            hint = "Hidden topics are hidden from filters that begin with a wildcard. What if the wildcard comes after the $?")
    @DisplayName("a filter that begins with the same $ level brings what is retained there")
    void hiddenTopicsAreBroughtByName(Scene scene) {
        String news = scene.name("news");
        Publisher luis = scene.publisher();
        List<String> topics = List.of("$lab/" + news, "$lab/" + news + "/weather");
        topics.forEach(topic -> luis.publishRetained(topic, "on " + topic));
        luis.awaitDelivered();

        Subscriber ana = scene.subscriber("$lab/" + news + "/#");
        ana.receivesOneOnEach(topics);
        ana.receivesNothingMore();
        Subscriber eva = scene.subscriber("$lab/+/weather");
        eva.receives(topics.getLast(), "on " + topics.getLast());
    }

    @Graded(task = 3, points = 1, clause = "MQTT-3.8.4-4", dependsOn = "goesToALaterSubscriber",
            hint = "Several filters in one SUBSCRIBE are as good as several SUBSCRIBEs, but for the SUBACK.")
    @DisplayName("each filter of a SUBSCRIBE brings its retained messages")
    void eachFilterBringsItsOwn(Scene scene) {
        String news = scene.name("news");
        Publisher luis = scene.publisher();
        luis.publishRetained(news + "/weather", "sunny");
        luis.publishRetained(news + "/traffic", "heavy");
        luis.awaitDelivered();

        Subscriber ana = scene.subscriber();
        ana.subscribeAtOnce(news + "/weather", news + "/nothing", news + "/traffic");
        ana.receivesOneOnEach(List.of(news + "/weather", news + "/traffic"));
        ana.receivesNothingMore();
    }

    @Graded(task = 4, points = 2, clause = "MQTT-3.3.1-6", dependsOn = "wildcardGetsAllThatMatch",
            hint = "What happens when more packets are to be sent to a client than you have thought of? Is there a queue that "
                    + "can be full, and what becomes of the rest?")
    @DisplayName("1,000 retained messages all come, each of them once")
    void manyAllCome(Scene scene) {
        String news = scene.name("news");
        List<String> topics = IntStream.rangeClosed(1, MANY).mapToObj(i -> news + "/station" + i % 20 + "/sensor" + i).toList();
        Publisher luis = scene.publisher();
        topics.forEach(topic -> luis.publishRetained(topic, "value of " + topic));
        luis.awaitDelivered();

        Subscriber ana = scene.subscriber(news + "/#");
        ana.receivesOneOnEach(topics);
        ana.receivesNothingMore();
    }
}
