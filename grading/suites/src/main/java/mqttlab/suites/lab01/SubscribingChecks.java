package mqttlab.suites.lab01;

import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.mqtt.PacketType.SUBSCRIBE;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.util.List;
import java.util.Set;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.news.News;
import mqttlab.contracts.news.Subscriber;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Recipient;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.tap.TracedPacket;
import mqttlab.testkit.wire.Publisher;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Subscribing")
class SubscribingChecks {

    @Graded(task = 3, points = 1, clause = {"MQTT-3.8.3-1", "MQTT-3.8.4-6"}, dependsOn = "connects",
            hint = "The filter goes to the broker as it is. The second argument of Paho's subscribe is the QoS that you ask for.")
    @DisplayName("subscribe asks for the filter it was given, with QoS 1")
    void subscribesAsAsked(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        cadiz.subscriber().subscribe(cadiz.filter(), news -> { });

        TracedPacket subscribe = scene.trace().await(fromClient(SUBSCRIBE));
        scene.trace().require(subscribe.packet().topicFilters().equals(List.of(new TopicFilter(cadiz.filter(), 1))),
                "a SUBSCRIBE to " + cadiz.filter() + " with QoS 1", "this was sent: " + subscribe.packet(), subscribe);
    }

    @Graded(task = 3, points = 2, clause = "MQTT-3.8.4-1", dependsOn = "connects",
            hint = "What is published before the SUBACK may never reach you, so do not claim to be subscribed before it is "
                    + "there. MqttClient.subscribe waits for it; MqttAsyncClient gives you a token to wait for.")
    @DisplayName("subscribe returns only when the broker has confirmed")
    void waitsForTheSuback(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        Subscriber subscriber = cadiz.subscriber();
        scene.tap().when(fromBroker(SUBACK)).once().delay(Newsstand.A_WHILE);

        subscriber.subscribe(cadiz.filter(), news -> { });

        TracedPacket suback = scene.trace().await(fromBroker(SUBACK));
        scene.trace().inOrder(suback, scene.trace().one(scene.returned("subscribe")));
    }

    @Graded(task = 4, points = 1, dependsOn = "connects",
            reason = "City and section are in the topic of each message, not in the filter; only the first line "
                    + "feed of a payload ends the headline.",
            hint = "Take city and section from the topic that messageArrived is given. How many parts does your split make of a "
                    + "text with several lines, and of a payload without any?")
    @DisplayName("the reader is handed each piece of news as it was published")
    void handsOverWhatWasPublished(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        Newsstand sevilla = new Newsstand(scene, scene.name("sevilla"));
        String section = scene.name("culture");
        Recipient<News> reader = cadiz.reader();
        cadiz.subscriber().subscribe("news/+/" + section, reader::accept);

        Publisher newsroom = scene.untracedPublisher();
        newsroom.publish(cadiz.topic(section), 1, "El Falla, lleno\nAsí sonó:\n\n«¡Olé!»\n");
        newsroom.publish(sevilla.topic(section), 1, "Sevilla aplaude 🟡🔵");

        reader.receivesInAnyOrder(Set.of(cadiz.news(section, "El Falla, lleno", "Así sonó:\n\n«¡Olé!»\n"),
                sevilla.news(section, "Sevilla aplaude 🟡🔵", "")));
    }

    @Graded(task = 4, points = 1, dependsOn = "connects",
            reason = "A filter may match more topics than you think of: news/cadiz/# also matches news/cadiz.",
            hint = "Count the levels of the topic before you take it apart. What does an exception do that leaves "
                    + "messageArrived?")
    @DisplayName("messages that are not news are passed over")
    void passesOverWhatIsNotNews(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        Recipient<News> reader = cadiz.reader();
        cadiz.subscriber().subscribe("news/" + cadiz.city() + "/#", reader::accept);

        Publisher somebody = scene.untracedPublisher();
        somebody.publish("news/" + cadiz.city(), 1, "Too few levels");
        somebody.publish(cadiz.topic("sports/sailing"), 1, "Too many levels");
        somebody.publish(cadiz.topic("culture"), 1, "Real news");

        reader.receives(cadiz.news("culture", "Real news", ""));
    }
}
