package mqttlab.suites.lab01;

import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.news.News;
import mqttlab.contracts.news.Subscriber;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Recipient;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
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
    /** More than Paho keeps for a callback that does not return. */
    private static final int MANY_FOR_PAHO = 40;
    /** No wait that somebody would choose is that short, and taking leave takes far less. */
    private static final Duration AT_ONCE = Duration.ofMillis(900);
    /** Such a delay is not due to a busy machine. */
    private static final Duration FAR_TOO_LATE = Duration.ofSeconds(4);
    private static final int ATTEMPTS = 5;

    @Graded(task = 4, points = 1, dear = true, seconds = 120, clause = "MQTT-4.6.0-6", dependsOn = "connects",
            hint = "Paho hands over one message at a time and in order. If a pool of threads takes over from it, that is gone; "
                    + "one thread keeps it. A queue that drops something when it is full loses news, however long it is.")
    @DisplayName("a slow reader gets every piece of news, one at a time and in order")
    void slowReaderLosesNothing(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        String topic = cadiz.topic("traffic");
        Trace trace = scene.trace();
        try (BusyReader slow = new BusyReader(trace)) {
            Subscriber subscriber = cadiz.subscriber();
            subscriber.subscribe(cadiz.filter(), slow);
            int pieces = FLOOD + scene.random().nextInt(AT_A_TIME);
            flood(scene, topic, 1, pieces / 2, slow);
            // Another subscription is no reason to begin again, with another thread or another queue.
            subscriber.subscribe("news/" + scene.name("sevilla") + "/+", slow);
            flood(scene, topic, pieces / 2 + 1, pieces, slow);
            // Nor does the end of the connection take away what has been acknowledged.
            int connection = trace.one(fromClient(CONNECT)).connection();
            scene.tap().cut(connection);
            scene.tap().awaitEnd(connection);
            slow.finishFirst();

            List<String> sent = trace.all(fromBroker(PUBLISH).withTopic(topic)).stream()
                    .map(each -> each.packet().payload().text().orElseThrow()).toList();
            List<String> handedOver = slow.await(sent.size());
            trace.require(slow.mostAtATime() == 1, "the next piece of news only when the reader is done with the one before",
                    "it was reading %d of them at a time".formatted(slow.mostAtATime()));
            trace.require(handedOver.equals(sent), "the news in the order in which the broker sent them",
                    difference(sent, handedOver));
        }
    }

    /**
     * With QoS 0, which is faster, and now and then one with QoS 1, which shows that the subscriber has kept pace. A reader that
     * is handed two at a time has seen enough.
     */
    private static void flood(Scene scene, String topic, int first, int last, BusyReader slow) {
        Publisher newsroom = scene.untracedPublisher();
        int acknowledged = scene.trace().all(fromClient(PUBACK)).size();
        for (int i = first; i <= last && slow.mostAtATime() <= 1; i++) {
            boolean acknowledges = i % AT_A_TIME == 0 || i == last;
            newsroom.publish(topic, acknowledges ? 1 : 0, "piece " + i);
            if (acknowledges) {
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
            hint = "Which thread runs the reader? messageArrived should only put the news where another thread finds it, and "
                    + "return. And what does your close wait for? A thread that asks again and again whether there is news "
                    + "keeps a processor busy: which call of a queue waits instead?")
    @DisplayName("a busy reader holds up nobody: PUBACK, subscribe and close go on; an idle one rests")
    void busyReaderHoldsUpNobody(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        Trace trace = scene.trace();
        try (BusyReader busy = new BusyReader(trace)) {
            Subscriber subscriber = cadiz.subscriber();
            int connection = trace.one(fromClient(CONNECT)).connection();
            subscriber.subscribe(cadiz.filter(), busy);
            Newsstand sevilla = new Newsstand(scene, scene.name("sevilla"));
            Recipient<News> other = scene.recipient("another subscriber's reader", News::headline);
            sevilla.subscriber().subscribe(sevilla.filter(), other::accept);
            Publisher newsroom = scene.untracedPublisher();
            int pieces = MANY + scene.random().nextInt(MANY);
            for (int i = 1; i <= pieces; i++) {
                newsroom.publish(cadiz.topic("traffic"), 1, "piece " + i);
            }
            trace.await(pieces, fromClient(PUBACK).onConnection(connection));
            busy.await(1);
            newsroom.publish(sevilla.topic("traffic"), 1, "while somebody reads");
            other.await(1);
            scene.awaitRestOfCode();

            cadiz.slipInBefore(SUBACK, Collections.nCopies(MANY_FOR_PAHO,
                    Packets.publish(cadiz.topic("traffic")).payload("more").packet()));
            subscriber.subscribe("news/" + scene.name("huelva") + "/+", busy);
            Duration closing = close(subscriber);

            trace.await(fromClient(DISCONNECT).onConnection(connection));
            trace.await(closed(connection));
            newsroom.publish(sevilla.topic("traffic"), 1, "when somebody has left");
            other.await(2);
            closesAtOnce(scene, newsroom, busy, closing);
        }
    }

    /** A close that waits for its reader is late each time; one that the machine has held up is not. */
    private static void closesAtOnce(Scene scene, Publisher newsroom, BusyReader busy, Duration first)
            throws BrokerUnavailableException {
        Duration took = first;
        for (int i = 2; i <= ATTEMPTS && took.compareTo(AT_ONCE) > 0 && took.compareTo(FAR_TOO_LATE) < 0; i++) {
            Newsstand next = new Newsstand(scene, scene.name("jerez"));
            Subscriber subscriber = next.subscriber();
            subscriber.subscribe(next.filter(), busy);
            newsroom.publish(next.topic("traffic"), 1, "attempt " + i);
            busy.await(i);
            took = close(subscriber);
        }
        scene.trace().require(took.compareTo(AT_ONCE) <= 0, "close returns at once, however long the reader takes",
                "it took %d ms".formatted(took.toMillis()));
    }

    private static Duration close(Subscriber subscriber) {
        long start = System.nanoTime();
        subscriber.close();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Graded(task = 4, points = 1, dependsOn = "connects",
            reason = "An exception that leaves a callback makes Paho close the connection, and one that ends your own thread "
                    + "ends its work: one bad reader, and no more news.",
            hint = "What would have to stand around the call of the reader, so that the next piece of news is handed over "
                    + "whatever it does? Not everything that can be thrown is an Exception, and not every Error is a failed "
                    + "assertion.")
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
                case "not all there" -> throw new NoClassDefFoundError("this reader lacks a class");
                default -> { }
            }
        });

        Publisher newsroom = scene.untracedPublisher();
        List<String> headlines = List.of("first", "in a bad state", "second", "unreadable", "third", "not as expected", "fourth",
                "not all there", "last", "last");
        for (int i = 0; i < headlines.size(); i++) {
            newsroom.publish(cadiz.topic("traffic"), 1, headlines.get(i));
            reader.await(i + 1);
        }

        List<String> handedOver = reader.await(headlines.size()).stream().map(News::headline).toList();
        scene.trace().require(handedOver.equals(headlines), "these headlines: " + headlines,
                "the reader was handed " + handedOver);
    }
}
