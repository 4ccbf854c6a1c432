package mqttlab.suites.broker.stage07;

import java.util.List;
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

    /** So many with each QoS: each of these is larger than the heap. */
    private static final int TOO_MANY = 33_000;
    private static final int BYTES = 3_000;
    private static final int A_PORTION = 500;
    /** There must be room for so many: they are as large as 2,000 of 2,000 bytes. */
    private static final int KEPT = 1_300;
    private static final int A_FEW = 3;
    /** Together 200 MB. */
    private static final int GUESTS = 40;
    private static final int MESSAGES_FOR_A_GUEST = 50;
    private static final int LARGE = 100_000;

    @Graded(task = 4, points = 2, heap = 96, dear = true, seconds = 180, dependsOn = {"manyWait", "comesAgain"},
            reason = "A client that never comes back may leave a session behind, to which messages are added for ever: what "
                    + "waits for it comes out of the memory that all clients share.",
            hint = "How much may wait for one client, in messages and in bytes, with QoS 1 and with QoS 2, while it is away and "
                    + "while it is there? Beyond that something has to go: new messages, old ones that wait, or the whole "
                    + "session. But nothing that is for another client; and when there is room again, messages wait again.")
    @DisplayName("33,000 messages of 3,000 bytes with each QoS for a client that is away, and for one that acknowledges nothing, "
            + "cost little memory, and nobody else notices; what it gets when it is back is in order")
    void absentCostsLittle(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        Bystander bystander = new Bystander(scene);
        String topic = scene.name("flood");
        List<Newsroom> newsrooms = List.of(new Newsroom(scene, topic, 1, BYTES), new Newsroom(scene, topic, 2, BYTES));
        Visitor ana = subscribed(scene, "ana", topic);
        newsrooms.forEach(newsroom -> newsroom.publishes(scene, A_FEW));
        List<Packet> underWay = ana.next(2 * A_FEW);
        ana.isCut();
        Visitor eva = subscribed(scene, "eva", topic);
        scene.trace().note("ana is away, and has %d messages under way; eva is there, and acknowledges nothing"
                .formatted(2 * A_FEW));
        newsrooms.forEach(newsroom -> newsroom.publishes(scene, TOO_MANY));
        bystander.isServed();
        gusts(scene);
        bystander.isServed();
        eva.comes(true);
        eva.goes();

        if (ana.comes(false)) {
            ana.getsAgain(underWay, List.of());
            underWay.forEach(ana::finish);
            takesWhatIsLeft(scene, ana, newsrooms);
        } else {
            ana.client().subscribe(topic, 2);
        }
        isKeptAgain(scene, ana, newsrooms.getFirst());
        bystander.isServed();
    }

    private static Visitor subscribed(Scene scene, String name, String topic) {
        Visitor visitor = Visitor.untraced(scene, scene.name(name));
        visitor.comes(false);
        visitor.client().subscribe(topic, 2);
        return visitor;
    }

    /** With QoS 0 for another client that is away: they may wait, or be dropped. */
    private static void gusts(Scene scene) {
        String topic = scene.name("gusts");
        subscribed(scene, "bea", topic).goes();
        scene.trace().note("%,d messages of %,d bytes are published with QoS 0 for a client that is away"
                .formatted(TOO_MANY, BYTES));
        WireClient luis = scene.connectUntraced(scene.name("luis"));
        byte[] gust = Packets.publish(topic).payload("x".repeat(BYTES)).packet().raw();
        for (int sent = 0; sent < TOO_MANY; sent += A_PORTION) {
            luis.sendOften(gust, A_PORTION);
            luis.ping();
        }
    }

    /** Old messages may be missing, or new ones, but so many of them at least are there. */
    private static void takesWhatIsLeft(Scene scene, Visitor ana, List<Newsroom> newsrooms) {
        int[] last = {A_FEW, A_FEW};
        for (int i = 0; i < KEPT; i++) {
            Packet message = ana.next();
            isLater(scene, newsrooms, message, last);
            ana.finish(message);
        }
        scene.trace().note("ana has %,d of them, and takes the rest".formatted(KEPT));
        for (List<Packet> more = ana.untilAnswered(); !more.isEmpty(); more = ana.untilAnswered()) {
            more.forEach(message -> isLater(scene, newsrooms, message, last));
            ana.acknowledge(idsWithQos(more, 1));
            ana.receive(idsWithQos(more, 2));
            ana.complete(idsWithQos(more, 2));
        }
    }

    private static List<Integer> idsWithQos(List<Packet> messages, int qos) {
        return Visitor.ids(messages.stream().filter(message -> message.qos() == qos).toList());
    }

    private static void isLater(Scene scene, List<Newsroom> newsrooms, Packet message, int[] last) {
        int queue = message.qos() - 1;
        int number = newsrooms.get(queue).number(message);
        if (number <= last[queue]) {
            throw scene.trace().failure("a message with QoS %d behind number %,d".formatted(message.qos(), last[queue]),
                    "%s came".formatted(message));
        }
        last[queue] = number;
    }

    /** There is room again. What is left of the flood comes before that. */
    private static void isKeptAgain(Scene scene, Visitor ana, Newsroom newsroom) {
        ana.goes();
        newsroom.publishes(scene, A_FEW);
        scene.trace().note("ana has room again, was away once more, and is back");
        ana.returns();
        int number = A_FEW + TOO_MANY + 1;
        while (number <= A_FEW + TOO_MANY + A_FEW) {
            Packet message = ana.next();
            if (newsroom.number(message) >= number && message.qos() == 1) {
                newsroom.require(scene, message, number);
                number++;
            }
            ana.finish(message);
        }
        ana.client().abort();
    }

    @Graded(task = 4, points = 2, heap = 80, dear = true, seconds = 120, clause = "MQTT-3.1.2-6",
            dependsOn = {"cleanEndsIt", "manyWait"},
            hint = "A session that has ended is not to be found any more by anybody: by its identifier, by its subscriptions, by "
                    + "what is retained, by the thread of its last connection. What still holds it?")
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

    /** Have nothing to do with it: a reader who is there, one who comes now and then, and a publisher. */
    private static final class Bystander {

        private final Scene scene;
        private final String topic;
        private final Subscriber reader;
        private final Visitor absent;
        private final Publisher publisher;

        Bystander(Scene scene) {
            this.scene = scene;
            this.topic = scene.name("quiet");
            this.reader = scene.subscriber(topic);
            this.absent = subscribed(scene, "dora", topic);
            absent.goes();
            this.publisher = scene.publisher();
        }

        void isServed() {
            publisher.publish(topic, 2, "after the flood");
            reader.receivesExactly(topic, "after the flood");
            absent.returns();
            absent.finish(absent.next(2, "after the flood"));
            absent.goes();
            scene.connect(scene.name("newcomer")).ping();
        }
    }
}
