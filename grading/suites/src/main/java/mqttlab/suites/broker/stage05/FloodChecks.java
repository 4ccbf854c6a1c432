package mqttlab.suites.broker.stage05;

import java.util.List;
import java.util.Optional;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
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
    /** Which a broker must take. */
    private static final int LARGEST = 1_000_000;
    private static final int MANY_LARGEST = 300;

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

        for (int number = 1; number <= MANY; number++) {
            Optional<Packet> next = ana.nextUnlessClosed();
            if (next.isEmpty()) {
                return;
            }
            Newsroom.requireNumber(scene, next.get(), number);
            ana.acknowledge(List.of(next.get().packetId()));
        }
    }

    @Graded(task = 4, points = 2, heap = 96, dear = true, dependsOn = "holdsUpNobody",
            reason = "A client that reads and never acknowledges is as bad as one that never reads: what waits for it fills "
                    + "the memory that all clients share.",
            hint = "How much may wait for one client in your broker, in messages and in bytes? QoS 1 leaves only one thing "
                    + "to do when that is exceeded.")
    @DisplayName("a client that acknowledges none of 60,000 messages of 2,000 bytes costs little memory, and nobody else "
            + "notices")
    void unacknowledgedCostsLittle(Scene scene) {
        flood(scene, false, TOO_MANY, MIDDLING);
    }

    @Graded(task = 4, points = 2, heap = 160, dear = true, dependsOn = "holdsUpNobody",
            reason = "With large messages a limit in messages is none.",
            hint = "What waits for the socket and what waits for a PUBACK: what do they take together, if each message has a "
                    + "megabyte?")
    @DisplayName("a client with QoS 1 that does not read costs little memory, however large the messages are")
    void sleeperCostsLittle(Scene scene) {
        flood(scene, true, MANY_LARGEST, LARGEST);
    }

    private static void flood(Scene scene, boolean asleep, int messages, int bytes) {
        String flooded = scene.name("flood");
        String quiet = scene.name("quiet");
        WireClient hesitant = scene.connectUntraced(scene.name("hesitant"));
        Hesitant.subscribed(hesitant, flooded);
        if (asleep) {
            hesitant.stopReading();
        }
        Subscriber reader = scene.subscriber(quiet);
        Publisher other = scene.publisher();

        new Newsroom(scene, flooded, bytes).publishes(scene, messages);

        other.publish(quiet, "after the flood");
        reader.receivesExactly(quiet, "after the flood");
        scene.connect(scene.name("newcomer")).ping();
    }
}
