package mqttlab.suites.broker.stage07;

import static mqttlab.testkit.mqtt.PacketType.PUBREL;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.PublishBuilder;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("What was under way")
class UnderWayChecks {

    /** Of each two, one has QoS 1 and one QoS 2. */
    private static final int UNDER_WAY = Visitor.SMALLEST_WINDOW;
    private static final int STEPS = 4;
    private static final int MESSAGES = 2_000;
    /** A broker that forgets what is under way sends at least a window more each time. */
    private static final int CUTS = 110;
    private static final int ID = 7;
    private static final int AT_ONCE = 20;

    /** How far an exchange has come when the connection is cut. */
    private static final List<BiConsumer<WireClient, Packet>> BEFORE = List.of(
            (luis, publish) -> luis.send(publish),
            Exchange::begin,
            Exchange::begin,
            (luis, publish) -> {
                Exchange.begin(luis, publish);
                luis.send(Packets.pubrel(publish.packetId()));
            },
            Exchange::complete);

    /** What the client has to do then, as it knows how far it was. */
    private static final List<BiConsumer<WireClient, PublishBuilder>> AFTER = List.of(
            (luis, publish) -> Exchange.complete(luis, publish.duplicate().packet()),
            // It may not have got that PUBREC.
            (luis, publish) -> Exchange.complete(luis, publish.duplicate().packet()),
            (luis, publish) -> Exchange.end(luis, ID),
            (luis, publish) -> Exchange.end(luis, ID),
            (luis, publish) -> { });

    @Graded(task = 3, points = 3, clause = {"MQTT-4.4.0-1", "MQTT-3.3.1-1", "MQTT-4.6.0-1"}, dependsOn = "subscriptionsStay",
            hint = "When the client is back, everything that it has not acknowledged goes out again, behind the CONNACK: with "
                    + "its old identifier, with DUP, and in its old order. So often as the client comes back without having "
                    + "acknowledged it, and not once more.")
    @DisplayName("a PUBLISH that was not acknowledged comes again after each reconnect: with DUP, in the old order, and with the "
            + "old identifier")
    void comesAgain(Scene scene) {
        Visitor ana = Visitor.hesitant(scene, scene.name("ana"));
        String topic = scene.name("news");
        ana.comes(false);
        ana.client().subscribe(topic, 2);
        Publisher luis = scene.publisher();
        List<Packet> underWay = new ArrayList<>();
        for (int i = 0; i < UNDER_WAY; i++) {
            luis.publish(topic, 1 + i % 2, "message " + i);
            underWay.add(ana.next(1 + i % 2, "message " + i));
        }
        while (!underWay.isEmpty()) {
            ana.isCut();
            ana.returns();
            underWay.forEach(message -> isSentAgain(ana, message));
            Packet first = underWay.removeFirst();
            Packet last = underWay.removeLast();
            ana.finish(last);
            ana.finish(first);
        }
        ana.isCut();
        ana.returns();
        luis.publish(topic, 1, "something new");
        ana.next(1, "something new");
    }

    private static void isSentAgain(Visitor ana, Packet message) {
        ana.next("%s again: with DUP, and behind those that were sent before it".formatted(message),
                packet -> Visitor.isMessage(packet) && packet.duplicate() && packet.packetId() == message.packetId()
                        && packet.qos() == message.qos() && packet.payload().equals(message.payload())
                        && packet.topic().equals(message.topic()));
    }

    @Graded(task = 3, points = 2, clause = {"MQTT-4.4.0-1", "MQTT-4.3.3-1"}, dependsOn = "comesAgain",
            hint = "What comes again is what was sent last under that identifier. For a message that has been released, which "
                    + "packet is that? And until when does it come again?")
    @DisplayName("after each reconnect a PUBREL that got no PUBCOMP comes again, and not the PUBLISH before it")
    void pubrelComesAgain(Scene scene) {
        Visitor ana = Visitor.hesitant(scene, scene.name("ana"));
        String topic = scene.name("news");
        ana.comes(false);
        ana.client().subscribe(topic, 2);
        Publisher luis = scene.publisher();
        List<Packet> published = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            luis.publish(topic, 2, "message " + i);
            published.add(ana.next(2, "message " + i));
        }
        List<Packet> released = new ArrayList<>();
        while (published.size() + released.size() > 0) {
            if (!published.isEmpty()) {
                Packet received = published.removeFirst();
                ana.receive(List.of(received.packetId()));
                released.add(received);
            } else {
                ana.complete(List.of(released.removeFirst().packetId()));
            }
            ana.isCut();
            ana.returns();
            comeAgain(ana, published, released);
        }
        luis.publish(topic, 2, "something new");
        ana.next(2, "something new");
    }

    /** A PUBREL may come before a PUBLISH or behind it; each of both has its own order. */
    private static void comeAgain(Visitor ana, List<Packet> published, List<Packet> released) {
        List<Integer> publishes = new ArrayList<>(Visitor.ids(published));
        List<Integer> pubrels = new ArrayList<>(Visitor.ids(released));
        while (publishes.size() + pubrels.size() > 0) {
            Packet came = ana.next("PUBLISHes with DUP and the identifiers %s, and PUBRELs with the identifiers %s"
                    .formatted(publishes, pubrels), packet -> packet.type() == PUBREL && isFirst(packet, pubrels)
                            || Visitor.isMessage(packet) && packet.duplicate() && isFirst(packet, publishes));
            (came.type() == PUBREL ? pubrels : publishes).removeFirst();
        }
    }

    private static boolean isFirst(Packet packet, List<Integer> ids) {
        return !ids.isEmpty() && ids.getFirst() == packet.packetId();
    }

    @Graded(task = 3, points = 2, dear = true, seconds = 120, clause = {"MQTT-2.3.1-4", "MQTT-4.4.0-1", "MQTT-4.6.0-6"},
            dependsOn = "comesAgain",
            reason = "A client that loses its connection often has no more memory than another one: what comes again is part of "
                    + "what is under way.",
            hint = "What comes again fills the window before anything that waits: it keeps its identifiers, and no new message "
                    + "may have one of them.")
    @DisplayName("a client acknowledges nothing and comes back 110 times: no more than 1,000 messages are under way to it, each "
            + "with an identifier of its own; all others follow in order")
    void countsInTheWindow(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String topic = scene.name("news");
        Visitor ana = Visitor.untraced(scene, scene.name("ana"));
        ana.comes(false);
        ana.client().subscribe(topic, 1);
        Newsroom newsroom = new Newsroom(scene, topic, 1);
        newsroom.publishes(scene, MESSAGES);
        scene.trace().note("ana gets what the window holds, acknowledges nothing, and comes back %d times".formatted(CUTS));
        List<Packet> window = ana.window();
        for (int i = 0; i < CUTS; i++) {
            ana.client().abort();
            ana.returns();
            List<Packet> again = ana.window();
            List<Integer> ids = Visitor.ids(again);
            ana.client().trace().require(ids.size() == ids.stream().distinct().count(), "an identifier for each message",
                    "they were " + ids);
            // A PINGRESP may have overtaken some of them.
            int both = Math.min(again.size(), window.size());
            ana.client().trace().require(ids.subList(0, both).equals(Visitor.ids(window.subList(0, both))),
                    "those that were under way, with their identifiers: " + Visitor.ids(window), "the identifiers were " + ids);
            newsroom.require(scene, again, 1);
            window = again;
        }
        window.forEach(ana::finish);
        for (int number = window.size() + 1; number <= MESSAGES; number++) {
            Packet message = ana.next();
            newsroom.require(scene, message, number);
            ana.finish(message);
        }
    }

    @Graded(task = 3, points = 3, clause = {"MQTT-4.3.3-2", "MQTT-4.1.0-1"}, dependsOn = "subscriptionsStay",
            hint = "The session has two memories: of what is under way to the client, and of what the client has not released. "
                    + "\"Exactly once\" needs both of them after a reconnect. Does an identifier that was released stay free?")
    @DisplayName("a publisher with QoS 2 is cut off at any step, comes back and goes on: each message is delivered exactly once")
    void remembersWhatCame(Scene scene) {
        String topic = scene.name("news");
        Subscriber ana = scene.subscriber(topic);
        Visitor luis = Visitor.of(scene, scene.name("luis"));
        luis.comes(false);
        for (int round = 0; round < 2 * BEFORE.size(); round++) {
            PublishBuilder publish = Packets.publish(topic).qos(2, ID).payload("message " + round);
            BEFORE.get(round % BEFORE.size()).accept(luis.client(), publish.packet());
            luis.client().abort();
            luis.returns();
            AFTER.get(round % AFTER.size()).accept(luis.client(), publish);
            ana.receivesExactly(topic, "message " + round);
        }
        List<Integer> ids = IntStream.rangeClosed(1, AT_ONCE).boxed().toList();
        ids.forEach(id -> Exchange.begin(luis.client(), numbered(topic, id).packet()));
        luis.client().abort();
        luis.returns();
        ids.forEach(id -> Exchange.begin(luis.client(), numbered(topic, id).duplicate().packet()));
        ids.forEach(id -> Exchange.end(luis.client(), id));
        ids.forEach(id -> ana.receivesExactly(topic, "with identifier " + id));
        Exchange.complete(luis.client(), Packets.publish(topic).qos(2, ID).payload("the last one").packet());
        ana.receivesExactly(topic, "the last one");
    }

    private static PublishBuilder numbered(String topic, int id) {
        return Packets.publish(topic).qos(2, id).payload("with identifier " + id);
    }
}
