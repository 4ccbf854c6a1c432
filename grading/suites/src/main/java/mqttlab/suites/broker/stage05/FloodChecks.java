package mqttlab.suites.broker.stage05;

import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

/** Each flood is larger than any queue, or than the heap. What waits may be kept, or its client disconnected. */
@CheckSuite
@DisplayName("More than can wait")
class FloodChecks {

    private static final int SMALL = 20;
    private static final int MANY = 70_000;
    /** Together 120 MB. */
    private static final int MIDDLING = 2_000;
    private static final int TOO_MANY = 60_000;
    private static final int FILLS_THE_WINDOW = 2_000;
    private static final int A_PORTION = 500;
    /** Which a broker must take. */
    private static final int LARGEST = 1_000_000;
    private static final int MANY_LARGEST = 300;
    /** More than sockets and queues hold. */
    private static final int SOME_LARGEST = 30;

    @Graded(task = 4, points = 2, dear = true, seconds = 120, clause = {"MQTT-4.3.2-1", "MQTT-4.5.0-1"},
            dependsOn = "waitsForPubacks",
            hint = "QoS 0 may be dropped when a queue is full, QoS 1 may not: the subscriber has been promised each message. "
                    + "If you cannot keep the promise, end the connection: then it knows.")
    @DisplayName("a client for which 70,000 messages wait gets all of them in their order, or is disconnected; none is left "
            + "out")
    void dropsNothingInSilence(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String topic = scene.name("news");
        Hesitant ana = Hesitant.subscribed(scene.connectUntraced(scene.name("ana")), topic);
        new Newsroom(scene, topic, SMALL).publishes(scene, MANY);
        ana.takesUnlessClosed(scene, 1, MANY);
    }

    @Graded(task = 4, points = 2, heap = 96, dear = true, seconds = 120, dependsOn = "holdsUpNobody",
            reason = "A client that reads and never acknowledges is as bad as one that never reads: what waits for it fills "
                    + "the memory that all clients share.",
            hint = "How much may wait for one client in your broker, in messages and in bytes? When that is exceeded, QoS 0 is "
                    + "dropped, and QoS 1 leaves only one thing to do.")
    @DisplayName("a client that acknowledges none of 60,000 messages of 2,000 bytes costs little memory, and nobody else "
            + "notices; it gets all of them, or is disconnected")
    void unacknowledgedCostsLittle(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        Newsroom newsroom = new Newsroom(scene, scene.name("flood"), MIDDLING);
        Hesitant hesitant = Hesitant.subscribed(scene.connectUntraced(scene.name("hesitant")), newsroom.topic());
        nobodyElseNotices(scene, () -> newsroom.publishes(scene, TOO_MANY));
        hesitant.takesUnlessClosed(scene, 1, TOO_MANY);
        nobodyElseNotices(scene, () -> floodBehindAFullWindow(scene));
    }

    /** With QoS 0, which may be dropped also when something with QoS 1 waits before it. */
    private static void floodBehindAFullWindow(Scene scene) {
        Newsroom newsroom = new Newsroom(scene, scene.name("gusts"));
        WireClient sleeper = scene.connectUntraced(scene.name("sleeper"));
        Hesitant.subscribed(sleeper, newsroom.topic());
        sleeper.stopReading();
        newsroom.publishes(scene, FILLS_THE_WINDOW);
        scene.trace().note("%,d messages of %,d bytes are published there with QoS 0".formatted(TOO_MANY, MIDDLING));
        WireClient luis = scene.connectUntraced(scene.name("luis"));
        byte[] gust = Packets.publish(newsroom.topic()).payload("x".repeat(MIDDLING)).packet().raw();
        for (int sent = 0; sent < TOO_MANY; sent += A_PORTION) {
            luis.sendOften(gust, A_PORTION);
            luis.ping();
        }
    }

    @Graded(task = 4, points = 2, heap = 160, dear = true, seconds = 120, dependsOn = "holdsUpNobody",
            reason = "With large messages a limit in messages is none.",
            hint = "What waits for the socket and what waits for a PUBACK: what do they take together, if each message has a "
                    + "megabyte? And does the publisher wait for anybody, whatever that one was granted?")
    @DisplayName("a client with QoS 1 that does not read costs little memory, however large the messages are; it gets all "
            + "of them, or is disconnected")
    void sleeperCostsLittle(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        Newsroom newsroom = new Newsroom(scene, scene.name("flood"), LARGEST);
        Hesitant hesitant = Hesitant.subscribed(scene.connectUntraced(scene.name("hesitant")), newsroom.topic());
        hesitant.client().stopReading();
        WireClient granted0 = scene.connectUntraced(scene.name("sleeper"));
        granted0.subscribe(newsroom.topic(), 0);
        granted0.stopReading();
        nobodyElseNotices(scene, () -> newsroom.publishes(scene, SOME_LARGEST));
        granted0.abort();
        nobodyElseNotices(scene, () -> newsroom.publishes(scene, MANY_LARGEST - SOME_LARGEST));

        hesitant.client().resumeReading();
        hesitant.takesUnlessClosed(scene, 1, MANY_LARGEST);
    }

    private static void nobodyElseNotices(Scene scene, Runnable flood) {
        String quiet = scene.name("quiet");
        Subscriber reader = scene.subscriber(quiet);
        Publisher other = scene.publisher();
        flood.run();
        other.publish(quiet, "after the flood");
        reader.receivesExactly(quiet, "after the flood");
        scene.connect(scene.name("newcomer")).ping();
    }
}
