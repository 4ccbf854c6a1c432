package mqttlab.suites.lab01;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.tap.Events.fromBroker;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.news.News;
import mqttlab.contracts.news.Subscriber.Reader;
import mqttlab.testkit.Patience;
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

    private static final int PIECES = 30;

    @Graded(task = 4, points = 1, clause = "MQTT-4.6.0-6", dependsOn = "connects",
            hint = "Paho hands over one message at a time and in order, as long as you stay on its thread. A pool of threads "
                    + "gives that away; a queue that drops when it is full gives the news away.")
    @DisplayName("a slow reader gets every piece of news, one at a time and in order")
    void slowReaderLosesNothing(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        Recipient<News> received = cadiz.reader();
        SlowReader slow = new SlowReader(received);
        cadiz.subscriber().subscribe(cadiz.filter(), slow);

        Publisher newsroom = scene.untracedPublisher();
        List<String> headlines = IntStream.rangeClosed(1, PIECES).mapToObj(i -> "piece " + i).toList();
        headlines.forEach(headline -> newsroom.publish(cadiz.topic("traffic"), 1, headline));
        // More have come than the reader has read: a subscriber that would hand them over side by side has had its chance.
        scene.trace().await(5, fromBroker(PUBLISH));
        slow.finishFirst();

        List<String> handedOver = received.await(PIECES).stream().map(News::headline).toList();
        Trace trace = scene.trace();
        trace.require(!slow.hurried(), "the next piece of news only when the reader is done with the one before",
                "it was handed one while it was still reading another");
        trace.require(handedOver.equals(headlines), headlines.toString(), "the order was " + handedOver);
    }

    /**
     * Takes its time: over the first piece of news until it is told to go on, over each of the others for a moment. When a
     * second piece is pushed at it while it reads, it has seen enough, and hurries.
     */
    private static final class SlowReader implements Reader {

        private static final long MOMENT_MILLIS = 5;

        private final Recipient<News> received;
        private final CountDownLatch goOn = new CountDownLatch(1);
        private final CountDownLatch hurried = new CountDownLatch(1);
        private final AtomicInteger reading = new AtomicInteger();

        SlowReader(Recipient<News> received) {
            this.received = received;
        }

        @Override
        public void read(News news) {
            if (reading.incrementAndGet() > 1) {
                hurried.countDown();
                goOn.countDown();
            }
            received.accept(news);
            try {
                goOn.await(Patience.usual().toMillis(), TimeUnit.MILLISECONDS);
                hurried.await(MOMENT_MILLIS, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            reading.decrementAndGet();
        }

        void finishFirst() {
            goOn.countDown();
        }

        boolean hurried() {
            return hurried.getCount() == 0;
        }
    }

    @Graded(task = 4, points = 2, dependsOn = "connects",
            reason = "An exception that leaves a callback makes Paho close the connection: one bad reader, and no more news.",
            hint = "What would have to stand around the call of the reader, so that messageArrived returns normally whatever it "
                    + "does?")
    @DisplayName("a reader that throws loses no later news")
    void survivesAReaderThatThrows(Scene scene) throws BrokerUnavailableException {
        Newsstand cadiz = Newsstand.in(scene);
        Recipient<News> reader = cadiz.reader();
        cadiz.subscriber().subscribe(cadiz.filter(), news -> {
            reader.accept(news);
            if (news.headline().equals("unreadable")) {
                throw new IllegalStateException("this reader cannot read that");
            }
        });

        Publisher newsroom = scene.untracedPublisher();
        for (String headline : List.of("first", "unreadable", "last")) {
            newsroom.publish(cadiz.topic("traffic"), 1, headline);
        }

        List<String> handedOver = reader.await(3).stream().map(News::headline).toList();
        scene.trace().require(handedOver.size() == 3 && handedOver.containsAll(List.of("first", "unreadable", "last")),
                "first, unreadable and last, each of them once", "the reader was handed " + handedOver);
    }
}
