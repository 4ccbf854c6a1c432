package mqttlab.suites.broker.stage04;

import java.util.List;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("What is retained")
class RetainingChecks {

    /** The longest that a broker has to pass on. */
    private static final int LARGE = 1_000_000;
    private static final int FAREWELLS = 5;

    @Graded(task = 1, points = 2, clause = {"MQTT-3.3.1-5", "MQTT-3.3.1-6"},
            hint = "The lowest bit of a PUBLISH's first byte asks the broker to keep the message. When somebody subscribes, "
                    + "what has to be looked up, and by what?")
    @DisplayName("a retained message goes to later subscribers")
    void goesToALaterSubscriber(Scene scene) {
        String weather = scene.name("news") + "/weather";
        Publisher luis = scene.publisher();
        luis.publishRetained(weather, "sunny");
        luis.awaitDelivered();

        Subscriber ana = scene.subscriber(weather);
        ana.receives(weather, "sunny");
        ana.receivesNothingMore();
    }

    @Graded(task = 1, points = 1, clause = "MQTT-3.3.1-8", dependsOn = "goesToALaterSubscriber",
            hint = "By the retain flag a client tells old messages from new ones. What you send is a packet of "
                    + "your own: which flags do you give it?")
    @DisplayName("a message that comes because of a new subscription has the retain flag")
    void flagForANewSubscription(Scene scene) {
        String weather = scene.name("news") + "/weather";
        Publisher luis = scene.publisher();
        luis.publishRetained(weather, "sunny");
        luis.awaitDelivered();

        Subscriber ana = scene.subscriber(weather);
        Packet message = ana.receives(weather, "sunny");
        scene.trace().require(message.retain(), "the retain flag is 1, as the message comes because she has subscribed",
                "it was 0: " + message);
    }

    @Graded(task = 1, points = 1, clause = "MQTT-3.3.1-9",
            hint = "For existing subscribers a message is new, whether or not it is kept for others.")
    @DisplayName("who has subscribed before gets it at once and without the retain flag, each time that it is published")
    void noFlagForAnOldSubscription(Scene scene) {
        String weather = scene.name("news") + "/weather";
        Publisher luis = scene.publisher();
        Subscriber ana = scene.subscriber(weather);
        // A broker may look for what is retained when the SUBACK has gone out.
        ana.receivesNothingMore();

        // The second one is news, too: the weather is still the same.
        for (int i = 0; i < 2; i++) {
            luis.publishRetained(weather, "sunny");
            Packet message = ana.receives(weather, "sunny");
            scene.trace().require(!message.retain(), "the retain flag is 0, as she had subscribed before the message came",
                    "it was 1: " + message);
        }
    }

    @Graded(task = 1, points = 1, clause = {"MQTT-3.3.1-6", "MQTT-3.3.1-7"}, dependsOn = "goesToALaterSubscriber",
            hint = "How many retained messages can a topic have?")
    @DisplayName("only the last retained message of a topic is kept")
    void onlyTheLastIsKept(Scene scene) {
        String weather = scene.name("news") + "/weather";
        for (String now : List.of("sunny", "cloudy", "rainy")) {
            // Whoever publishes it.
            Publisher luis = scene.publisher();
            luis.publishRetained(weather, now);
            luis.awaitDelivered();
        }

        Subscriber ana = scene.subscriber(weather);
        ana.receives(weather, "rainy");
        ana.receivesNothingMore();
    }

    @Graded(task = 3, points = 1, clause = "MQTT-3.3.1-12", dependsOn = "goesToALaterSubscriber",
            hint = "What does a message without the retain flag have to do with the one that is kept?")
    @DisplayName("a message without the retain flag is not kept, and leaves the one that is alone")
    void othersAreNotKept(Scene scene) {
        String news = scene.name("news");
        Publisher luis = scene.publisher();
        luis.publishRetained(news + "/weather", "sunny");
        luis.publish(news + "/weather", "a cloud passes by");
        luis.publish(news + "/traffic", "a car passes by");
        luis.publish(news + "/weather", "");
        luis.awaitDelivered();

        Subscriber ana = scene.subscriber(news + "/+");
        ana.receives(news + "/weather", "sunny");
        ana.receivesNothingMore();
    }

    @Graded(task = 1, points = 1, clause = "MQTT-3.1.2-7", dependsOn = "goesToALaterSubscriber",
            hint = "A retained message belongs to its topic, not to the session of whoever has published it.")
    @DisplayName("a retained message stays when its publisher has gone")
    void survivesItsPublisher(Scene scene) {
        String weather = scene.name("news") + "/weather";
        Publisher luis = scene.publisher();
        luis.publishRetained(weather, "sunny");
        luis.awaitDelivered();
        luis.client().disconnectAndAwaitClosed();

        Subscriber ana = scene.subscriber(weather);
        ana.receives(weather, "sunny");
        Publisher eva = scene.publisher();
        eva.publishRetained(weather, "rainy");
        ana.receives(weather, "rainy");
        eva.client().abort();
        for (int i = 0; i < FAREWELLS; i++) {
            scene.subscriber(weather).receives(weather, "rainy");
        }
    }

    @Graded(task = 1, points = 1, clause = "MQTT-3.3.1-5", dependsOn = "goesToALaterSubscriber",
            hint = "Do you keep the bytes of the payload, or a text made of them? Are they still the same when others have come "
                    + "after them?")
    @DisplayName("topics and payloads are kept byte for byte, whatever comes after them")
    void keptByteForByte(Scene scene) {
        String topic = scene.name("news") + "/Cádiz/ /🟡🔵/";
        List<Payload> payloads = List.of(randomBytes(scene, 5_000), randomBytes(scene, 5_000), Payload.of(new byte[1]),
                Payload.of(" "), randomBytes(scene, LARGE), randomBytes(scene, 5_000));
        Publisher luis = scene.publisher();
        for (int i = 0; i < payloads.size(); i++) {
            luis.publishRetained(topic + i, payloads.get(i));
        }
        luis.awaitDelivered();

        for (int i = 0; i < payloads.size(); i++) {
            Subscriber ana = scene.subscriber(topic + i);
            ana.receives(topic + i, payloads.get(i));
        }
    }

    private static Payload randomBytes(Scene scene, int count) {
        byte[] bytes = new byte[count];
        scene.random().nextBytes(bytes);
        return Payload.of(bytes);
    }
}
