package mqttlab.suites.broker.stage07;

import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

/** Each flood is larger than the heap. */
@CheckSuite
@DisplayName("Those who do not come back")
class MemoryChecks {

    /** Together 120 MB. */
    private static final int TOO_MANY = 60_000;
    private static final int BYTES = 2_000;
    private static final int A_PORTION = 500;
    /** For which there must be room. */
    private static final int KEPT = 2_000;
    /** Together 200 MB. */
    private static final int GUESTS = 40;
    private static final int MESSAGES_FOR_A_GUEST = 50;
    private static final int LARGE = 100_000;

    @Graded(task = 4, points = 2, heap = 96, dear = true, seconds = 120, dependsOn = "manyWait",
            reason = "A client that never comes back may leave a session behind, to which messages are added for ever: what "
                    + "waits for it comes out of the memory that all clients share.",
            hint = "How much may wait for a client that is away, in messages and in bytes? Beyond that something has to go: new "
                    + "messages, old ones, or the whole session.")
    @DisplayName("60,000 messages of 2,000 bytes for a client that is away cost little memory, whatever their QoS, and nobody "
            + "else notices; what it gets when it is back is in order")
    void absentCostsLittle(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        Bystander bystander = new Bystander(scene);
        String topic = scene.name("flood");
        Visitor ana = Visitor.untraced(scene, scene.name("ana"));
        ana.comes(false);
        ana.client().subscribe(topic, 1);
        ana.goes();
        Newsroom newsroom = new Newsroom(scene, topic, 1, BYTES);
        newsroom.publishes(scene, TOO_MANY);
        bystander.isServed();
        gusts(scene);
        bystander.isServed();

        if (ana.comes(false)) {
            takesWhatIsLeft(scene, ana, newsroom);
        }
        bystander.isServed();
    }

    /** With QoS 0 for another client that is away: they may wait, or be dropped. */
    private static void gusts(Scene scene) {
        String topic = scene.name("gusts");
        Visitor bea = Visitor.untraced(scene, scene.name("bea"));
        bea.comes(false);
        bea.client().subscribe(topic, 1);
        bea.goes();
        scene.trace().note("%,d messages of %,d bytes are published with QoS 0 for a client that is away"
                .formatted(TOO_MANY, BYTES));
        WireClient luis = scene.connectUntraced(scene.name("luis"));
        byte[] gust = Packets.publish(topic).payload("x".repeat(BYTES)).packet().raw();
        for (int sent = 0; sent < TOO_MANY; sent += A_PORTION) {
            luis.sendOften(gust, A_PORTION);
            luis.ping();
        }
    }

    /** Old messages may be missing, or new ones, but 2,000 of them at least are there. */
    private static void takesWhatIsLeft(Scene scene, Visitor ana, Newsroom newsroom) {
        int last = 0;
        for (int i = 0; i < KEPT; i++) {
            Packet message = ana.next();
            int number = newsroom.number(message);
            scene.trace().require(number > last, "a message behind number %,d".formatted(last), "%s came".formatted(message));
            last = number;
            ana.finish(message);
        }
        ana.client().abort();
    }

    @Graded(task = 4, points = 2, heap = 96, dear = true, seconds = 120, clause = "MQTT-3.1.2-6",
            dependsOn = {"cleanEndsIt", "manyWait"},
            hint = "A session that has ended is not to be found any more by anybody: by its identifier, by its subscriptions, by "
                    + "what is retained, by the thread of its last connection. Who still holds it?")
    @DisplayName("40 clients leave 5 MB behind, come back with a clean session, and go: nothing of it is left")
    void endedSessionsCostNothing(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        Bystander bystander = new Bystander(scene);
        String topic = scene.name("archive");
        Newsroom newsroom = new Newsroom(scene, topic, 1, LARGE);
        for (int i = 0; i < GUESTS; i++) {
            Visitor guest = Visitor.untraced(scene, scene.name("guest"));
            guest.comes(false);
            guest.client().subscribe(topic, 1);
            guest.client().abort();
            newsroom.publishes(scene, MESSAGES_FOR_A_GUEST);
            if (i % 2 == 0) {
                // Then it is taken over.
                guest.returns();
            }
            Visitor newcomer = Visitor.untraced(scene, guest.name());
            newcomer.requirePresent(false, newcomer.comes(true));
            newcomer.goes();
        }
        bystander.isServed();
    }

    /** Has nothing to do with it. */
    private static final class Bystander {

        private final Scene scene;
        private final String topic;
        private final Subscriber reader;
        private final Publisher publisher;

        Bystander(Scene scene) {
            this.scene = scene;
            this.topic = scene.name("quiet");
            this.reader = scene.subscriber(topic);
            this.publisher = scene.publisher();
        }

        void isServed() {
            publisher.publish(topic, 2, "after the flood");
            reader.receivesExactly(topic, "after the flood");
            scene.connect(scene.name("newcomer")).ping();
        }
    }
}
