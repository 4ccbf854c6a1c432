package mqttlab.suites.lab01;

import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.util.List;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.news.News;
import mqttlab.contracts.news.Subscriber;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Recipient;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.wire.Publisher;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Readers as they are")
class ReadingChecks {

    /** Beyond any queue that somebody takes for long enough. */
    private static final int FLOOD = 10_000;
    /** So many are sent before the acknowledgement of one of them is awaited: few enough for any broker's buffers. */
    private static final int AT_A_TIME = 100;
    /** More than Paho keeps for a callback that does not return, and more than a broker sends without an acknowledgement. */
    private static final int MANY = 200;

    @Graded(task = 4, points = 1, dear = true, clause = "MQTT-4.6.0-6", dependsOn = "connects",
            hint = "Paho hands over one message at a time and in order. If a pool of threads takes over from it, that is gone; "
                    + "one thread keeps it. A queue that drops something when it is full loses news, however long it is.")
    @DisplayName("a slow reader gets every piece of news, one at a time and in order")
    void slowReaderLosesNothing(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        String topic = cadiz.topic("traffic");
        Trace trace = scene.trace();
        try (BusyReader slow = new BusyReader(trace)) {
            cadiz.subscriber().subscribe(cadiz.filter(), slow);
            flood(scene, topic, FLOOD + scene.random().nextInt(AT_A_TIME), slow);
            slow.finishFirst();

            List<String> sent = trace.all(fromBroker(PUBLISH).withTopic(topic)).stream()
                    .map(each -> each.packet().payload().text().orElseThrow()).toList();
            List<String> handedOver = slow.await(sent.size());
            trace.require(slow.mostAtATime() == 1, "the next piece of news only when the reader is done with the one before",
                    "it was reading %d of them at a time".formatted(slow.mostAtATime()));
            trace.require(handedOver.equals(sent), "the news in the order in which the broker sent them", difference(sent, handedOver));
        }
    }

    /**
     * With QoS 0, which is faster, and now and then one with QoS 1, which shows that the subscriber has kept pace. A reader that
     * is handed two at a time has seen enough.
     */
    private static void flood(Scene scene, String topic, int pieces, BusyReader slow) {
        Publisher newsroom = scene.untracedPublisher();
        int acknowledged = 0;
        for (int i = 1; i <= pieces && slow.mostAtATime() <= 1; i++) {
            boolean last = i % AT_A_TIME == 0 || i == pieces;
            newsroom.publish(topic, last ? 1 : 0, "piece " + i);
            if (last) {
                acknowledged++;
                scene.trace().await(acknowledged, fromClient(PUBACK));
            }
        }
    }

    private static String difference(List<String> sent, List<String> handedOver) {
        int at = 0;
        while (at < sent.size() && sent.get(at).equals(handedOver.get(at))) {
            at++;
        }
        return at == sent.size()
                ? "something was handed over twice"
                : "\"%s\" came where \"%s\" was due".formatted(handedOver.get(at), sent.get(at));
    }

    @Graded(task = 5, points = 2, dependsOn = "connects",
            reason = "Paho has one thread that calls you. As long as you keep it, nothing is acknowledged; after a few messages "
                    + "nothing is even read, no SUBACK and no PINGRESP, and in the end the connection is lost.",
            hint = "Who runs the reader? messageArrived should only put the news where another thread finds it, and return. "
                    + "And what does your close wait for?")
    @DisplayName("a busy reader holds up nobody: what comes is acknowledged, subscribe and close return")
    void busyReaderHoldsUpNobody(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        Trace trace = scene.trace();
        try (BusyReader busy = new BusyReader(trace)) {
            Subscriber subscriber = cadiz.subscriber();
            subscriber.subscribe(cadiz.filter(), busy);
            Publisher newsroom = scene.untracedPublisher();
            int pieces = MANY + scene.random().nextInt(MANY);
            for (int i = 1; i <= pieces; i++) {
                newsroom.publish(cadiz.topic("traffic"), 1, "piece " + i);
            }
            trace.await(pieces, fromClient(PUBACK));
            busy.await(1);

            subscriber.subscribe("news/" + scene.name("sevilla") + "/+", busy);
            subscriber.close();

            trace.await(fromClient(DISCONNECT));
            trace.await(closed(trace.one(fromClient(CONNECT)).connection()));
        }
    }

    @Graded(task = 4, points = 1, dependsOn = "connects",
            reason = "An exception that leaves a callback makes Paho close the connection, and one that ends your own thread ends "
                    + "its work: one bad reader, and no more news.",
            hint = "What would have to stand around the call of the reader, so that the next piece of news is handed over whatever "
                    + "it does? Not everything that can be thrown is an Exception.")
    @DisplayName("a reader that throws loses no later news, be it an exception or an error")
    void survivesAReaderThatThrows(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        Recipient<News> reader = cadiz.reader();
        cadiz.subscriber().subscribe(cadiz.filter(), news -> {
            reader.accept(news);
            switch (news.headline()) {
                case "in a bad state" -> throw new IllegalStateException("this reader cannot read now");
                case "unreadable" -> throw new UnsupportedOperationException("this reader cannot read that");
                case "not as expected" -> throw new AssertionError("this reader expected something else");
                default -> { }
            }
        });

        Publisher newsroom = scene.untracedPublisher();
        List<String> headlines = List.of("first", "in a bad state", "second", "unreadable", "third", "not as expected", "last", "last");
        for (int i = 0; i < headlines.size(); i++) {
            newsroom.publish(cadiz.topic("traffic"), 1, headlines.get(i));
            reader.await(i + 1);
        }

        List<String> handedOver = reader.await(headlines.size()).stream().map(News::headline).toList();
        scene.trace().require(handedOver.equals(headlines), "these headlines: " + headlines,
                "the reader was handed " + handedOver);
    }
}
