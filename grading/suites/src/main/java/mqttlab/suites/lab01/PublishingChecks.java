package mqttlab.suites.lab01;

import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.news.News;
import mqttlab.contracts.news.Publisher;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Difference;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.tap.Hold;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Publishing")
class PublishingChecks {

    /** No sleep that is long enough to be of use is that short, and a PUBACK takes far less. */
    private static final Duration AT_ONCE = Duration.ofMillis(900);
    private static final int ATTEMPTS = 3;

    @Graded(task = 2, points = 1, clause = "MQTT-3.3.2-1", dependsOn = "connects",
            hint = "The topic is news/CITY/SECTION, in this order and without a / at either end.")
    @DisplayName("news is published on the topic that its city and section make")
    void publishesOnTheTopicOfTheNews(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        Publisher newsroom = cadiz.newsroom();
        List<String> sections = List.of(scene.name("Opinión y más"), scene.name("weather"));
        for (int i = 0; i < sections.size(); i++) {
            newsroom.publish(cadiz.news(sections.get(i), "Levante", ""));
            String topic = cadiz.topic(sections.get(i));
            scene.trace().await(i + 1, fromClient(PUBLISH));
            TracedPacket publish = scene.trace().all(fromClient(PUBLISH)).getLast();
            scene.trace().require(publish.packet().topic().equals(topic),
                    "a PUBLISH on " + topic, "it was on " + publish.packet().topic(), publish);
        }
    }

    @Graded(task = 2, points = 1, dependsOn = "connects",
            reason = "A payload is bytes, and two programs agree about text only if they agree about its encoding: here UTF-8.",
            hint = "What stands where the two payloads part? An accent means the encoding; a blank or a line "
                    + "feed means that something was trimmed.")
    @DisplayName("headline and text are published byte for byte: accents, emoji, blank lines and all")
    void publishesByteForByte(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        List<News> all = List.of(
                cadiz.news("weather", " ¡Levante fuerte! 🌬 Ráfagas de 90 km/h ", "\n  Mañana, más.\r\n\nPasado… quizá no.\n"),
                cadiz.news("weather", "Poniente", ""),
                cadiz.news("weather", "", "Sin titular."));
        Publisher newsroom = cadiz.newsroom();
        for (int i = 0; i < all.size(); i++) {
            newsroom.publish(all.get(i));
            TracedPacket publish = scene.trace().await(i + 1, fromClient(PUBLISH)).getLast();
            Payload expected = Payload.of(all.get(i).headline() + "\n" + all.get(i).text());
            Payload published = publish.packet().payload();
            Difference.between(expected.bytes(), published.bytes()).ifPresent(difference -> {
                throw scene.trace().failure("the payload " + expected,
                        "the payload was " + published + "; " + difference, publish);
            });
        }
    }

    @Graded(task = 2, points = 1, clause = {"MQTT-4.3.2-1", "MQTT-3.3.1-12"}, dependsOn = "connects",
            hint = "QoS and the retain flag are arguments of Paho's publish, or properties of its MqttMessage. "
                    + "Yesterday's news is not to be retained.")
    @DisplayName("news is published once, with QoS 1, and is not retained")
    void publishesAtLeastOnce(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        Publisher newsroom = cadiz.newsroom();
        newsroom.publish(cadiz.carnival());
        newsroom.publish(cadiz.news("weather", "Levante", "Hasta el jueves."));

        List<TracedPacket> publishes = scene.trace().await(2, fromClient(PUBLISH));
        TracedPacket publish = publishes.getFirst();
        TracedPacket next = publishes.getLast();
        scene.trace().require(!next.packet().payload().equals(publish.packet().payload()),
                "one PUBLISH for each of two pieces of news", "the first piece was sent twice", publish, next);
        scene.trace().require(publish.packet().qos() == 1 && !publish.packet().retain(),
                "a PUBLISH with QoS 1, not retained", "this was sent: " + publish.packet(), publish);
    }

    @Graded(task = 2, points = 1, clause = "MQTT-4.3.2-1", dependsOn = "connects",
            hint = "Until the PUBACK is there, nobody knows whether the broker has the news; at QoS 0 there never is one. "
                    + "MqttClient.publish waits for it, and no longer; MqttAsyncClient gives you a token to wait for.")
    @DisplayName("publish returns only when the broker has acknowledged")
    void waitsForThePuback(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        Publisher newsroom = cadiz.newsroom();
        // The second is held up: whoever takes any PUBACK for all of them has the first by then.
        publishesAtOnce(scene, newsroom, cadiz.news("weather", "Levante", "Hasta el jueves."));
        scene.tap().when(fromBroker(PUBACK)).once().delay(cadiz.aWhile());

        newsroom.publish(cadiz.carnival());

        int publishes = scene.trace().all(fromClient(PUBLISH)).size();
        TracedPacket puback = scene.trace().await(publishes, fromBroker(PUBACK)).getLast();
        scene.trace().inOrder(puback, scene.trace().await(publishes, scene.returned("publish")).getLast());
    }

    /** A publish that sleeps is late each time; one that the machine has held up is not. */
    private static void publishesAtOnce(Scene scene, Publisher newsroom, News news) throws BrokerUnavailableException {
        Duration took = publish(newsroom, news);
        for (int i = 1; i < ATTEMPTS && took.compareTo(AT_ONCE) > 0; i++) {
            took = publish(newsroom, news);
        }
        scene.trace().require(took.compareTo(AT_ONCE) <= 0, "publish returns as soon as the PUBACK has come",
                "it took %d ms".formatted(took.toMillis()));
    }

    private static Duration publish(Publisher newsroom, News news) throws BrokerUnavailableException {
        long start = System.nanoTime();
        newsroom.publish(news);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Graded(task = 2, points = 1, dear = true, dependsOn = "connects",
            reason = "Whoever calls publish must learn that the news may not have arrived. An exception that is swallowed says "
                    + "that it has; a program that waits for ever says nothing.",
            hint = "What does Paho do while it waits for the PUBACK and the connection breaks, and what do you make of that? "
                    + "How long does it wait for a PUBACK that never comes? And whose is a PUBACK that comes after that?")
    @DisplayName("news that the broker does not acknowledge ends publish with a BrokerUnavailableException")
    void saysThatNewsIsNotAcknowledged(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        Unavailable publish = new Unavailable(scene.trace(), "publish");
        publish.expectInTime(() -> {
            Publisher cut = cadiz.newsroom();
            scene.tap().when(fromBroker(PUBACK)).once().cutBefore();
            publish.expect(() -> cut.publish(cadiz.carnival()));
            return () -> cut.publish(cadiz.carnival());
        });

        Hold late = scene.tap().when(fromBroker(PUBACK)).hold();
        AtomicReference<Publisher> ignored = new AtomicReference<>();
        publish.expectAfterPatience(() -> {
            Publisher newsroom = cadiz.newsroom();
            ignored.set(newsroom);
            return () -> newsroom.publish(cadiz.carnival());
        });
        scene.tap().when(fromBroker(PUBACK)).drop();
        late.release();
        // An answer that comes too late says nothing of the next piece of news.
        publish.expect(() -> ignored.get().publish(cadiz.news("weather", "Levante", "Hasta el jueves.")));
    }
}
