package mqttlab.suites.broker.stage05;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mqttlab.testkit.mqtt.PacketType.PINGRESP;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;

import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

/** Where a real broker counts what waits for a client, it may drop messages, too, unless that is unlimited. */
@CheckSuite
@DisplayName("The window")
class WindowChecks {

    /** For which there must be room while nothing is acknowledged. */
    private static final int MESSAGES = 2_000;
    private static final int FAR_MORE = 10_000;
    private static final int A_PORTION = 500;
    private static final int HESITANT = 3;
    private static final int CROWD = 120;
    private static final int GUSTS = 100;
    private static final int REPETITIONS = 50;
    private static final int VISITS = 3;
    /** Together 200 MB. */
    private static final int GUESTS = 40;
    private static final int MESSAGES_FOR_A_GUEST = 50;
    private static final int LONG = 100_000;

    @Graded(task = 4, points = 3, clause = {"MQTT-4.3.2-1", "MQTT-4.6.0-6"}, dependsOn = "unusedIdentifiers",
            reason = "What is under way, both sides have to keep. A client need not take more than it can, and a small one "
                    + "cannot take thousands.",
            hint = "Let no more than a fixed number be under way, and the others wait, in their order. Each PUBACK makes "
                    + "room for one of them: who sends it?")
    @DisplayName("of 2,000 messages a client that acknowledges none gets 10 to 1,000, and as it acknowledges, all others in "
            + "their order")
    void waitsForPubacks(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String topic = scene.name("news");
        Hesitant ana = Hesitant.subscribed(scene.connectUntraced(scene.name("ana")), topic);
        new Newsroom(scene, topic).publishes(scene, MESSAGES);

        List<Packet> first = ana.window(scene);
        requireNumbers(scene, first, 1);
        ana.acknowledgeAll();
        for (int number = first.size() + 1; number <= MESSAGES; number++) {
            Packet message = ana.next();
            Newsroom.requireNumber(scene, message, number);
            ana.acknowledge(List.of(message.packetId()));
        }
    }

    private static void requireNumbers(Scene scene, List<Packet> messages, int first) {
        for (int i = 0; i < messages.size(); i++) {
            Newsroom.requireNumber(scene, messages.get(i), first + i);
        }
    }

    @Graded(task = 4, points = 2, dear = true, seconds = 120, dependsOn = "waitsForPubacks",
            reason = "A PUBACK says that the broker has the message, and not that somebody else has it: a publisher does not "
                    + "even know who subscribes.",
            hint = "Does the thread that reads from the publisher wait for anything that a subscriber does? And is there "
                    + "anything that all clients share: a window, a lock?")
    @DisplayName("while some clients acknowledge nothing, the publisher gets its PUBACKs, and another subscriber all messages")
    void holdsUpNobody(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        crowd(scene);
        String topic = scene.name("news");
        for (int i = 0; i < HESITANT; i++) {
            Hesitant.subscribed(scene.connectUntraced(scene.name("hesitant")), topic);
        }
        WireClient ana = scene.connectUntraced(scene.name("ana"));
        ana.subscribe(topic, 1);

        Newsroom newsroom = new Newsroom(scene, topic);
        for (int number = 1; number <= FAR_MORE; number++) {
            if (number % A_PORTION == 1) {
                newsroom.publishes(scene, A_PORTION);
            }
            Newsroom.requireNumber(scene, Hesitant.reliable(ana), number);
        }
    }

    /** Much is under way to all of them together, also to those whose connections break. */
    private static void crowd(Scene scene) {
        String topic = scene.name("crowd");
        List<Hesitant> crowd = Stream.generate(() -> Hesitant.subscribed(scene.connectUntraced(scene.name("one")), topic))
                .limit(CROWD).toList();
        new Newsroom(scene, topic).publishes(scene, Hesitant.SMALLEST_WINDOW);
        crowd.forEach(each -> each.next(Hesitant.SMALLEST_WINDOW));
        crowd.subList(0, CROWD / 2).forEach(each -> each.client().abort());
    }

    @Graded(task = 4, points = 1, dependsOn = "waitsForPubacks",
            reason = "An identifier means something on one connection and in one direction only: each client has its own "
                    + "messages under way, and a client's PUBLISH may have the same identifier as one of yours.",
            hint = "Whose message is acknowledged when two clients have one under way with the same identifier? And what do "
                    + "you do with what is under way when the client subscribes, or publishes?")
    @DisplayName("only a client's own PUBACKs make room, not those of others, nor what it publishes under the same "
            + "identifiers, nor a SUBSCRIBE; what waits comes afterwards, whatever is published with QoS 0")
    void nothingElseMakesRoom(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        Newsroom newsroom = new Newsroom(scene, scene.name("news"));
        Hesitant ana = withFullWindows(scene, newsroom, 1).getFirst();
        int underWay = ana.underWay().size();

        strangerAcknowledges(scene, ana.underWay());
        requireNoMore(scene, ana.answered(scene));
        publishesUnderTheSameIdentifiers(scene, ana);
        subscribes(scene, ana, newsroom.topic());
        newsroom.publishes(scene, 1);
        requireNoMore(scene, ana.answered(scene));
        gusts(scene, ana, newsroom.topic());
        requireNoMore(scene, ana.answered(scene));

        ana.acknowledgeAll();
        scene.trace().require(ana.takesUnlessClosed(scene, underWay + 1, MESSAGES), "all that has waited for PUBACKs",
                "the broker closed the connection");
    }

    private static List<Hesitant> withFullWindows(Scene scene, Newsroom newsroom, int clients) {
        List<Hesitant> hesitant = Stream.generate(
                () -> Hesitant.subscribed(scene.connectUntraced(scene.name("ana")), newsroom.topic())).limit(clients).toList();
        newsroom.publishes(scene, MESSAGES - 1);
        hesitant.forEach(each -> each.window(scene));
        return hesitant;
    }

    private static void requireNoMore(Scene scene, List<Packet> more) {
        scene.trace().require(more.isEmpty(), "nothing more for a client that does not acknowledge what is under way",
                "%,d messages came".formatted(more.size()));
    }

    private static void strangerAcknowledges(Scene scene, List<Integer> ids) {
        scene.trace().note("a stranger sends PUBACKs with the identifiers of Ana's messages");
        WireClient stranger = scene.connectUntraced(scene.name("stranger"));
        stranger.send(ids.stream().map(Packets::puback).toArray(Packet[]::new));
        stranger.send(Packets.pingreq());
        stranger.nextUnlessClosed("a PINGRESP, or the end of the connection", packet -> packet.type() == PINGRESP);
    }

    private static void publishesUnderTheSameIdentifiers(Scene scene, Hesitant ana) {
        scene.trace().note("Ana publishes on another topic, with the identifiers of the messages that are under way to her");
        String other = scene.name("other");
        ana.client().send(ana.underWay().stream().map(id -> Packets.publish(other).qos(1, id).payload("mine").packet())
                .toArray(Packet[]::new));
        ana.underWay().forEach(id -> ana.client().expect(PUBACK, id));
    }

    private static void subscribes(Scene scene, Hesitant ana, String topic) {
        scene.trace().note("Ana subscribes to the same topic again, and to another one, from which she unsubscribes");
        String other = scene.name("other");
        ana.client().subscribe(topic, 1);
        ana.client().subscribe(other, 1);
        ana.client().unsubscribe(other);
    }

    /** Which may come, or be dropped. */
    private static void gusts(Scene scene, Hesitant ana, String topic) {
        scene.trace().note("%d messages are published there with QoS 0".formatted(GUSTS));
        ana.overlookQos0(topic);
        WireClient luis = scene.connectUntraced(scene.name("luis"));
        for (int i = 0; i < GUSTS; i++) {
            luis.publish(topic, 0, "a gust".getBytes(UTF_8));
        }
        luis.ping();
    }

    @Graded(task = 4, points = 1, dependsOn = "waitsForPubacks",
            reason = "A PUBACK for nothing breaks the protocol, as does a PUBREC or PUBCOMP for a message with QoS 1: a broker "
                    + "may close the connection, or overlook it. It is not to believe that a message has arrived.",
            hint = "What do you count: PUBACKs, or messages that are under way? And is it a PUBACK?")
    @DisplayName("PUBACKs that belong to no message, or to one that has been acknowledged, end the connection, or change "
            + "nothing; and so do PUBREC and PUBCOMP")
    void pubacksForNothing(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        List<Hesitant> clients = withFullWindows(scene, new Newsroom(scene, scene.name("news")), 3);
        scene.trace().note("the first client sends %d PUBACKs with an identifier that is not in use".formatted(MESSAGES));
        Hesitant first = clients.getFirst();
        changesNothing(scene, first, Collections.nCopies(MESSAGES, Packets.puback(first.unusedId())));
        acknowledgesTwice(scene, clients.get(1));
        scene.trace().note("the third client answers its messages with PUBREC and PUBCOMP");
        Hesitant third = clients.getLast();
        changesNothing(scene, third, third.underWay().stream()
                .flatMap(id -> Stream.of(Packets.pubrec(id), Packets.pubcomp(id))).toList());
    }

    private static void changesNothing(Scene scene, Hesitant client, List<Packet> packets) {
        client.client().send(packets.toArray(Packet[]::new));
        client.untilAnswered().ifPresent(more -> requireNoMore(scene, more));
    }

    private static void acknowledgesTwice(Scene scene, Hesitant client) {
        int id = client.underWay().getFirst();
        client.acknowledge(List.of(id));
        client.next();
        // Mosquitto fills its window a second time then.
        client.rest(scene);
        // If one of them has the same identifier, a PUBACK with it is a right one.
        if (!client.underWay().contains(id)) {
            scene.trace().note("the second client has acknowledged %d, gets the next message, and repeats that PUBACK"
                    .formatted(id));
            changesNothing(scene, client, Collections.nCopies(REPETITIONS, Packets.puback(id)));
        }
    }

    @Graded(task = 4, points = 2, heap = 96, dear = true, seconds = 120, clause = "MQTT-3.1.2-6", dependsOn = "waitsForPubacks",
            hint = "With a clean session everything ends with the connection: the subscriptions, what was under way, and "
                    + "what waited. By what do you look up what is under way to a client, and when do you forget it?")
    @DisplayName("a client that comes back with a clean session gets nothing of what was under way or waiting, and has the "
            + "whole window; nor do those who have gone cost memory")
    void comesBackToNothing(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String topic = scene.name("news");
        String name = scene.name("ana");
        Newsroom newsroom = new Newsroom(scene, topic);
        for (int visit = 0; visit < VISITS; visit++) {
            Hesitant ana = Hesitant.subscribed(scene.connectUntraced(name), topic);
            newsroom.publishes(scene, MESSAGES);
            requireNumbers(scene, ana.next(Hesitant.SMALLEST_WINDOW), visit * MESSAGES + 1);
            if (visit == 1) {
                ana.client().disconnect();
            } else {
                ana.client().abort();
            }
        }
        guests(scene);
    }

    private static void guests(Scene scene) {
        Newsroom newsroom = new Newsroom(scene, scene.name("archive"), LONG);
        for (int i = 0; i < GUESTS; i++) {
            WireClient guest = scene.connectUntraced(scene.name("guest"));
            Hesitant.subscribed(guest, newsroom.topic());
            guest.stopReading();
            newsroom.publishes(scene, MESSAGES_FOR_A_GUEST);
            guest.abort();
        }
        scene.connect(scene.name("newcomer")).ping();
    }
}
