package mqttlab.suites.lab01;

import static mqttlab.testkit.mqtt.PacketType.PUBACK;
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
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.PublishBuilder;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.tap.TracedPacket;
import mqttlab.testkit.wire.Publisher;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Subscribing")
class SubscribingChecks {

    /** The return code of a SUBACK for a subscription that failed. */
    private static final int REFUSED = 0x80;
    /** "Cádiz" as ISO 8859-1 writes it, which is no UTF-8. */
    private static final byte[] NO_TEXT = {'C', (byte) 0xe1, 'd', 'i', 'z'};

    @Graded(task = 3, points = 1, clause = {"MQTT-3.8.3-1", "MQTT-3.8.4-6"}, dependsOn = "connects",
            hint = "The filter goes to the broker as it is. The second argument of Paho's subscribe is the QoS that you ask for. "
                    + "A second call with the same reader is another subscription, and asks the broker again.")
    @DisplayName("subscribe asks for the filter it was given, with QoS 1")
    void subscribesAsAsked(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        Subscriber subscriber = cadiz.subscriber();
        Recipient<News> reader = cadiz.reader();
        Subscriber.Reader same = reader::accept;
        List<String> filters = List.of(cadiz.filter(), "news/" + scene.name("sevilla") + "/+");
        for (int i = 0; i < filters.size(); i++) {
            subscriber.subscribe(filters.get(i), same);
            TracedPacket subscribe = scene.trace().await(i + 1, fromClient(SUBSCRIBE)).getLast();
            scene.trace().require(subscribe.packet().topicFilters().equals(List.of(new TopicFilter(filters.get(i), 1))),
                    "a SUBSCRIBE to " + filters.get(i) + " with QoS 1", "this was sent: " + subscribe.packet(), subscribe);
        }
    }

    @Graded(task = 3, points = 1, clause = "MQTT-3.8.4-1", dependsOn = "connects",
            hint = "What is published before the SUBACK may never reach you, so do not claim to be subscribed before it is "
                    + "there. MqttClient.subscribe waits for it; MqttAsyncClient gives you a token to wait for.")
    @DisplayName("subscribe returns only when the broker has confirmed")
    void waitsForTheSuback(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        Subscriber subscriber = cadiz.subscriber();
        // The second is held up: whoever takes any SUBACK for all of them has the first by then.
        subscriber.subscribe("news/" + scene.name("sevilla") + "/+", news -> { });
        scene.tap().when(fromBroker(SUBACK)).once().delay(cadiz.aWhile());

        subscriber.subscribe(cadiz.filter(), news -> { });

        TracedPacket suback = scene.trace().await(2, fromBroker(SUBACK)).getLast();
        scene.trace().inOrder(suback, scene.trace().await(2, scene.returned("subscribe")).getLast());
    }

    @Graded(task = 3, points = 1, dear = true, clause = "MQTT-3.8.4-1", dependsOn = "connects",
            hint = "Three things can come instead of the confirmation: the end of the connection, a SUBACK with the return code "
                    + "0x80, and nothing. Which of them does Paho report by an exception, and what do you make of it?")
    @DisplayName("a subscription that the broker does not confirm ends subscribe with a BrokerUnavailableException")
    void saysThatItIsNotSubscribed(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        Unavailable subscribe = new Unavailable(scene.trace(), "subscribe");
        subscribe.expectInTime(() -> {
            Subscriber cut = cadiz.subscriber();
            scene.tap().when(fromBroker(SUBACK)).once().cutBefore();
            subscribe.expect(() -> cut.subscribe(cadiz.filter(), news -> { }));
            return () -> cut.subscribe(cadiz.filter(), news -> { });
        });

        Subscriber refused = cadiz.subscriber();
        cadiz.answerInstead(SUBACK, suback -> Packets.suback(suback.packetId(), REFUSED));
        subscribe.expect(() -> refused.subscribe(cadiz.filter(), news -> { }));

        scene.tap().when(fromBroker(SUBACK)).drop();
        subscribe.expectAfterPatience(() -> {
            Subscriber ignored = cadiz.subscriber();
            return () -> ignored.subscribe(cadiz.filter(), news -> { });
        });
    }

    @Graded(task = 4, points = 1, dependsOn = "connects",
            reason = "City and section are in the topic of each message, not in the filter; only the first line "
                    + "feed of a payload ends the headline.",
            hint = "Take city and section from the topic that messageArrived is given. How many parts does your split make of a "
                    + "text with several lines, of a payload without any line feed, and of an empty one? Only a line feed ends "
                    + "the headline. The DUP flag says that the broker sends a message again, not that you have it; the retain "
                    + "flag, that it is older than your subscription; and a packet identifier is free again after its PUBACK. A "
                    + "broker may send news before its SUBACK: is the reader there by then?")
    @DisplayName("the reader is handed each piece of news as it was published")
    void handsOverWhatWasPublished(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        Newsstand fernando = new Newsstand(scene, "San Fernando, " + scene.name("Cádiz") + ", old news");
        String section = scene.name("Opinión");
        Recipient<News> reader = cadiz.reader();
        cadiz.slipInBefore(SUBACK, List.of(
                unknownToTheBroker(scene, Packets.publish(cadiz.topic(section)).payload("Sigue en cartel\n").retain()),
                unknownToTheBroker(scene, Packets.publish(fernando.topic(section)).payload("Antes de lo que crees\n"))));
        cadiz.subscriber().subscribe("news/+/" + section, reader::accept);

        Publisher newsroom = scene.untracedPublisher();
        newsroom.publish(cadiz.topic(section), 1, "El Falla,\rlleno\nAsí sonó:\r\n\n«¡Olé!»\n");
        newsroom.publish(fernando.topic(section), 1, " La Isla aplaude 🟡🔵 ");
        newsroom.publish(fernando.topic(section), 1, "\n  Sin titular\n\n");
        newsroom.publish(cadiz.topic(section), 1, "");

        reader.receivesInAnyOrder(Set.of(cadiz.news(section, "El Falla,\rlleno", "Así sonó:\r\n\n«¡Olé!»\n"),
                fernando.news(section, " La Isla aplaude 🟡🔵 ", ""), fernando.news(section, "", "  Sin titular\n\n"),
                cadiz.news(section, "", ""), cadiz.news(section, "Sigue en cartel", ""),
                fernando.news(section, "Antes de lo que crees", "")));

        int connection = scene.trace().one(fromClient(SUBSCRIBE)).connection();
        Packet duplicate = unknownToTheBroker(scene,
                Packets.publish(cadiz.topic(section)).duplicate().payload("Otra vez, por si acaso"));
        scene.tap().slipIn(connection, duplicate);
        News again = reader.await(7).getLast();
        scene.trace().require(again.equals(cadiz.news(section, "Otra vez, por si acaso", "")),
                "a message with the DUP flag is handed over: its first delivery was lost", "this came: " + again);

        scene.trace().await(fromClient(PUBACK).withId(duplicate.packetId()));
        scene.tap().slipIn(connection,
                Packets.publish(cadiz.topic(section)).payload("Otra cosa").qos(1, duplicate.packetId()).packet());
        News other = reader.await(8).getLast();
        scene.trace().require(other.equals(cadiz.news(section, "Otra cosa", "")),
                "an acknowledged packet identifier may come again with another message", "this came: " + other);
    }

    /** With QoS 1; as the broker has not sent it, it does not hear of its acknowledgement. */
    private static Packet unknownToTheBroker(Scene scene, PublishBuilder publish) {
        int id = scene.random().nextInt(1_000, 60_000);
        scene.tap().when(fromClient(PUBACK).withId(id)).drop();
        return publish.qos(1, id).packet();
    }

    @Graded(task = 4, points = 1, dependsOn = "connects",
            reason = "A filter may match more topics than you think of: news/cadiz/# also matches news/cadiz, and +/cadiz/# what "
                    + "is no news at all.",
            hint = "Which three things must be true of a topic before you take it apart? Note that split drops empty parts at "
                    + "the end. A payload may be any bytes, also such as are no UTF-8. What does an exception do that leaves "
                    + "messageArrived?")
    @DisplayName("messages that are not news are passed over")
    void passesOverWhatIsNotNews(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        Recipient<News> one = scene.recipient("one reader", News::headline);
        Recipient<News> other = scene.recipient("another reader", News::headline);
        Recipient<News> third = scene.recipient("a third reader", News::headline);
        String city = scene.name("sevilla");
        cadiz.subscriber().subscribe("news/" + city + "/+", news -> {
            // What is no text may be handed over as well as it can be read, or not at all.
            if (news.headline().equals("Real news")) {
                third.accept(news);
            }
        });
        cadiz.subscriber().subscribe("+/" + cadiz.city() + "/#", one::accept);
        cadiz.subscriber().subscribe("news/+/" + cadiz.city(), other::accept);

        Publisher somebody = scene.untracedPublisher();
        for (String notNews : List.of("news/CITY", "news/CITY/sports/sailing", "news/CITY/culture/", "news/CITY//", "news/CITY/",
                "news//CITY", "old/CITY/culture", "News/CITY/culture", "/CITY/culture", "newspaper/CITY/culture")) {
            somebody.publish(notNews.replace("CITY", cadiz.city()), 1, "Not news: " + notNews);
        }
        somebody.publish(cadiz.topic(cadiz.city()), 1, "Real news");
        somebody.client().publish("news/" + city + "/traffic", 1, NO_TEXT);
        somebody.publish("news/" + city + "/traffic", 1, "Real news");

        one.receives(cadiz.news(cadiz.city(), "Real news", ""));
        other.receives(cadiz.news(cadiz.city(), "Real news", ""));
        third.receives(new News(city, "traffic", "Real news", ""));
    }
}
