package mqttlab.suites.broker.stage07;

import static mqttlab.testkit.mqtt.PacketType.PUBREL;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
                    + "its old identifier, with DUP, in its old order, and as it was sent the first time. So often as the client "
                    + "comes back without having acknowledged it, and not once more.")
    @DisplayName("a PUBLISH that was not acknowledged comes again after each reconnect: with DUP, in the old order, with the old "
            + "identifier and the old QoS, whatever has become of its subscription")
    void comesAgain(Scene scene) {
        Visitor ana = Visitor.hesitant(scene, scene.name("ana"));
        String topic = scene.name("news");
        String low = scene.name("low");
        String weather = scene.name("weather");
        Publisher luis = scene.publisher();
        luis.publishRetained(weather, 1, "sunshine");
        ana.comes(false);
        ana.client().subscribe(topic, 2);
        ana.client().subscribe(low, 1);
        ana.client().subscribe(weather, 1);
        List<Packet> underWay = new ArrayList<>(List.of(ana.next(1, "sunshine")));
        for (int i = 1; i < UNDER_WAY; i++) {
            int qos = 1 + i % 2;
            boolean lowered = i % 3 == 0;
            luis.publish(lowered ? low : topic, lowered ? 2 : qos, "message " + i);
            underWay.add(ana.next(lowered ? 1 : qos, "message " + i));
        }
        // That is about what is still to come [MQTT-3.10.4-3].
        ana.client().subscribe(topic, 1);
        ana.client().unsubscribe(low);
        while (!underWay.isEmpty()) {
            ana.isCut();
            ana.returns();
            ana.getsAgain(underWay, List.of());
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

    @Graded(task = 3, points = 2, clause = {"MQTT-4.4.0-1", "MQTT-4.3.3-1"}, dependsOn = "comesAgain",
            hint = "What comes again is what was sent last under that identifier. For a message that has been released, which "
                    + "packet is that? Until when does it come again? And whose message does a PUBREC release, where two clients "
                    + "have one with the same identifier?")
    @DisplayName("after each reconnect a PUBREL that got no PUBCOMP comes again, and not the PUBLISH before it; another client, "
            + "which has sent no PUBREC, still gets the PUBLISH")
    void pubrelComesAgain(Scene scene) {
        Visitor ana = Visitor.hesitant(scene, scene.name("ana"));
        Visitor bea = Visitor.hesitant(scene, scene.name("bea"));
        String topic = scene.name("news");
        for (Visitor each : List.of(ana, bea)) {
            each.comes(false);
            each.client().subscribe(topic, 2);
        }
        Publisher luis = scene.publisher();
        List<Packet> published = new ArrayList<>();
        List<Packet> hers = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            luis.publish(topic, 2, "message " + i);
            published.add(ana.next(2, "message " + i));
            hers.add(bea.next(2, "message " + i));
        }
        bea.isCut();
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
            ana.getsAgain(published, released);
        }
        bea.returns();
        bea.getsAgain(hers, List.of());
        luis.publish(topic, 2, "something new");
        for (Visitor each : List.of(ana, bea)) {
            each.next(2, "something new");
        }
    }

    @Graded(task = 3, points = 2, dear = true, seconds = 120, clause = {"MQTT-2.3.1-4", "MQTT-4.4.0-1", "MQTT-4.6.0-6"},
            dependsOn = {"comesAgain", "pubrelComesAgain"},
            reason = "A client that loses its connection often has no more memory than another one: what comes again is part of "
                    + "what is under way.",
            hint = "What comes again fills the window before anything that waits, a PUBREL as well as a PUBLISH: it keeps its "
                    + "identifiers, and no new message may have one of them.")
    @DisplayName("a client acknowledges nothing, or completes nothing, and comes back 110 times: no more than 1,000 messages are "
            + "under way to it, each with an identifier of its own; all others follow in order")
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
        whatIsReleasedCounts(scene);
    }

    /** Until its PUBCOMP a message has its identifier, and its place in the window. */
    private static void whatIsReleasedCounts(Scene scene) {
        String topic = scene.name("mail");
        Visitor bea = Visitor.untraced(scene, scene.name("bea"));
        bea.comes(false);
        bea.client().subscribe(topic, 2);
        new Newsroom(scene, topic, 2).publishes(scene, MESSAGES);
        scene.trace().note("bea sends a PUBREC for whatever comes, and no PUBCOMP, and comes back %d times".formatted(CUTS));
        Set<Integer> released = new HashSet<>();
        for (int i = 0; i < CUTS; i++) {
            releases(bea, bea.untilAnswered(), released);
            bea.client().abort();
            bea.returns();
            releases(bea, pubrelsComeAgain(bea, released), released);
        }
    }

    /** @return what has come among them, and is new */
    private static List<Packet> pubrelsComeAgain(Visitor bea, Set<Integer> released) {
        List<Packet> others = new ArrayList<>();
        Set<Integer> missing = new HashSet<>(released);
        while (!missing.isEmpty()) {
            Packet came = bea.next("PUBRELs, or a message, and no identifier twice", packet -> Visitor.isMessage(packet)
                    && !released.contains(packet.packetId()) || packet.type() == PUBREL && missing.contains(packet.packetId()));
            if (came.type() == PUBREL) {
                missing.remove(came.packetId());
            } else {
                others.add(came);
            }
        }
        return others;
    }

    private static void releases(Visitor bea, List<Packet> messages, Set<Integer> released) {
        List<Integer> ids = Visitor.ids(messages);
        bea.receive(ids);
        bea.client().trace().require(ids.stream().allMatch(released::add), "an identifier for each message that is not completed",
                "the identifiers were " + ids);
        bea.client().trace().require(released.size() <= Visitor.LARGEST_WINDOW,
                "at most %,d messages that are not completed".formatted(Visitor.LARGEST_WINDOW),
                "%,d came".formatted(released.size()));
    }

    @Graded(task = 3, points = 3, clause = {"MQTT-4.3.3-2", "MQTT-4.1.0-1"}, dependsOn = "subscriptionsStay",
            hint = "The session has two memories: of what is under way to the client, and of what the client has not released. "
                    + "\"Exactly once\" needs both of them after a reconnect. Does an identifier that was released stay free?")
    @DisplayName("a publisher with QoS 2 is cut off at any step, or says goodbye there, comes back and goes on: each message is "
            + "delivered exactly once")
    void remembersWhatCame(Scene scene) {
        String topic = scene.name("news");
        Subscriber ana = scene.subscriber(topic);
        Visitor luis = Visitor.of(scene, scene.name("luis"));
        luis.comes(false);
        for (int round = 0; round < 2 * BEFORE.size(); round++) {
            PublishBuilder publish = Packets.publish(topic).qos(2, ID).payload("message " + round);
            BEFORE.get(round % BEFORE.size()).accept(luis.client(), publish.packet());
            if (round < BEFORE.size()) {
                luis.client().abort();
            } else {
                luis.goes();
            }
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
