package mqttlab.suites.broker.stage06;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.tap.TraceFailure;
import org.junit.jupiter.api.DisplayName;

/** Where a real broker counts what waits for a client, it may drop messages, too, unless that is unlimited. */
@CheckSuite
@DisplayName("The window")
class WindowChecks {

    private static final int MESSAGES = 2_000;
    private static final int VISITS = 12;
    private static final int STEPS = 4;
    /** Together 200 MB. */
    private static final int LARGE = 100_000;
    private static final int A_FEW_LARGE = 50;
    private static final int OTHERS = 40;
    /** Together 120 MB: more than the heap. */
    private static final int MANY = 12_000;
    private static final int BYTES = 10_000;

    @Graded(task = 3, points = 3, clause = {"MQTT-4.3.3-1", "MQTT-4.6.0-6"}, dependsOn = "manyUnderWay",
            reason = "A message with QoS 2 is under way until its PUBCOMP: so long both sides keep its identifier.",
            hint = "The window counts what is under way with QoS 1 and 2, and a PUBREC makes no room, neither at once nor for "
                    + "the next message. A PUBCOMP does, for the first that waits: who sends it? And does the publisher wait for "
                    + "the subscriber?")
    @DisplayName("of 2,000 messages a client gets 10 to 1,000, no more for its PUBRECs, and all others in order for its PUBCOMPs")
    void windowCountsUntilPubcomp(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String topic = scene.name("news");
        Hesitant ana = Hesitant.subscribed(scene.connectUntraced(scene.name("ana")), 2, topic);
        Newsroom newsroom = new Newsroom(scene, topic, 2);
        newsroom.publishes(scene, MESSAGES - 1);

        List<Packet> first = ana.window(scene);
        newsroom.require(scene, first, 1);

        ana.receive(ana.underWay());
        // Whoever has counted the PUBRECs finds room when the next message comes.
        newsroom.publishes(scene, 1);
        List<Packet> more = ana.untilAnswered();
        scene.trace().require(more.isEmpty(), "nothing more for a client that has sent no PUBCOMP",
                "%,d messages came".formatted(more.size()));

        ana.complete(ana.underWay());
        for (int number = first.size() + 1; number <= MESSAGES; number++) {
            Packet message = ana.next();
            newsroom.require(scene, message, number);
            ana.finish(message);
        }
    }

    @Graded(task = 3, points = 1, heap = 96, dear = true, seconds = 120, clause = "MQTT-4.3.3-1",
            dependsOn = "windowCountsUntilPubcomp",
            reason = "A broker runs for months. What a message has taken, somebody has to give back.",
            hint = "What does a message take until its PUBCOMP: room in the window, bytes that are counted, memory? Does the "
                    + "PUBCOMP give all of it back, and the PUBREL of its publisher, too? And may two threads be at it at once, "
                    + "one that adds a message, and one that reads the client's packets?")
    @DisplayName("12,000 messages of 10,000 bytes with QoS 2 go by, and are completed while others come: each arrives in its "
            + "order, and leaves nothing behind")
    void leavesNothingBehind(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String topic = scene.name("news");
        Hesitant ana = Hesitant.subscribed(scene.connectUntraced(scene.name("ana")), 2, topic);
        Newsroom newsroom = new Newsroom(scene, topic, 2, BYTES);
        scene.trace().note("%,d messages of %,d bytes are published with QoS 2, a few at a time".formatted(MANY, BYTES));
        newsroom.publishesUnnoted(Hesitant.SMALLEST_WINDOW);
        for (int first = 1; first <= MANY; first += Hesitant.SMALLEST_WINDOW) {
            CompletableFuture<Void> next = CompletableFuture.runAsync(
                    () -> newsroom.publishesUnnoted(Hesitant.SMALLEST_WINDOW), Thread::startVirtualThread);
            takesAFew(scene, ana, newsroom, first);
            join(next);
        }
    }

    /** While others come. */
    private static void takesAFew(Scene scene, Hesitant ana, Newsroom newsroom, int first) {
        List<Packet> messages = ana.next(Hesitant.SMALLEST_WINDOW);
        newsroom.require(scene, messages, first);
        List<Integer> ids = messages.stream().map(Packet::packetId).toList();
        ana.receive(ids);
        ana.complete(ids);
    }

    private static void join(CompletableFuture<Void> published) {
        try {
            published.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TraceFailure failure) {
                throw failure;
            }
            throw e;
        }
    }

    @Graded(task = 3, points = 3, heap = 96, dear = true, seconds = 120, clause = "MQTT-3.1.2-6",
            dependsOn = "windowCountsUntilPubcomp",
            hint = "With a clean session everything ends with the connection: what waits, what is under way, and what is "
                    + "released. By what do you look that up, when do you forget it, and does anything else still point to it?")
    @DisplayName("gone at any step, a client comes back to nothing: no old message, no PUBREL, the whole window, and free memory")
    void comesBackToNothing(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String topic = scene.name("news");
        String name = scene.name("ana");
        Newsroom newsroom = new Newsroom(scene, topic, 2);
        for (int visit = 0; visit < VISITS; visit++) {
            Hesitant ana = Hesitant.subscribed(scene.connectUntraced(name), 2, topic);
            newsroom.publishes(scene, MESSAGES);
            newsroom.require(scene, ana.next(Hesitant.SMALLEST_WINDOW), visit * MESSAGES + 1);
            takeSteps(ana, visit % STEPS);
            Ending.values()[visit / STEPS].of(ana.client());
        }

        String large = scene.name("large");
        Newsroom other = new Newsroom(scene, large, 2, LARGE);
        for (int i = 0; i < OTHERS; i++) {
            Hesitant guest = Hesitant.subscribed(scene.connectUntraced(scene.name("guest")), 2, large);
            other.publishes(scene, A_FEW_LARGE);
            guest.client().abort();
        }
        scene.connect(scene.name("newcomer")).ping();
    }

    private static void takeSteps(Hesitant ana, int steps) {
        List<Integer> ids = ana.underWay();
        if (steps > 0) {
            ana.receive(ids);
        }
        if (steps > 1) {
            ana.complete(ids.subList(0, Hesitant.SMALLEST_WINDOW / 2));
        }
        if (steps > 2) {
            ana.next();
        }
    }
}
