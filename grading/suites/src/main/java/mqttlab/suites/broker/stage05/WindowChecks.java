package mqttlab.suites.broker.stage05;

import static mqttlab.testkit.mqtt.PacketType.PINGRESP;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    /** What the handout asks for. */
    private static final int SMALLEST_WINDOW = 10;
    private static final int LARGEST_WINDOW = 1_000;
    private static final int MESSAGES = 2_000;
    private static final int FAR_MORE = 10_000;
    private static final int A_PORTION = 500;
    private static final int HESITANT = 3;
    private static final int VISITS = 3;
    private static final int STATE_BYTES = 10_000;

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

        List<Packet> first = new ArrayList<>(ana.next(SMALLEST_WINDOW));
        first.addAll(answered(scene, ana));
        scene.trace().require(first.size() <= LARGEST_WINDOW,
                "at most %,d messages that are not acknowledged".formatted(LARGEST_WINDOW), "%,d came".formatted(first.size()));
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

    private static List<Packet> answered(Scene scene, Hesitant ana) {
        return ana.untilAnswered().orElseThrow(() -> scene.trace().failure("the connection stays, and a PINGREQ is answered",
                "the broker closed the connection"));
    }

    @Graded(task = 4, points = 2, dear = true, seconds = 120, dependsOn = "waitsForPubacks",
            reason = "A PUBACK says that the broker has the message, and not that somebody else has it: a publisher does not "
                    + "even know who subscribes.",
            hint = "Does the thread that reads from the publisher wait for anything that a subscriber does?")
    @DisplayName("while some clients acknowledge nothing, the publisher gets its PUBACKs, and another subscriber all messages")
    void holdsUpNobody(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
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

    @Graded(task = 4, points = 1, dependsOn = "waitsForPubacks",
            reason = "An identifier means something on one connection only: each client has its own messages under way, and "
                    + "many have one with the same identifier.",
            hint = "Whose message is acknowledged when two clients have one under way with the same identifier?")
    @DisplayName("another client's PUBACKs do not count, whatever their identifiers are")
    void othersPubacksDoNotCount(Scene scene) {
        Hesitant ana = withFullWindow(scene);
        WireClient stranger = scene.connectUntraced(scene.name("stranger"));
        stranger.send(ana.underWay().stream().map(Packets::puback).toArray(Packet[]::new));
        stranger.send(Packets.pingreq());
        stranger.nextUnlessClosed("a PINGRESP, or the end of the connection", packet -> packet.type() == PINGRESP);
        requireNoMore(scene, answered(scene, ana));
    }

    @Graded(task = 4, points = 1, dependsOn = "waitsForPubacks",
            reason = "A PUBACK for nothing breaks the protocol: a broker may close the connection, or overlook it. It is not "
                    + "to believe that a message has arrived.",
            hint = "What do you count: PUBACKs, or messages that are under way?")
    @DisplayName("PUBACKs that belong to no message end the connection, or change nothing")
    void pubacksForNothing(Scene scene) {
        Hesitant ana = withFullWindow(scene);
        ana.client().send(Collections.nCopies(MESSAGES, Packets.puback(ana.unusedId())).toArray(Packet[]::new));
        ana.untilAnswered().ifPresent(more -> requireNoMore(scene, more));
    }

    private static Hesitant withFullWindow(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String topic = scene.name("news");
        Hesitant ana = Hesitant.subscribed(scene.connectUntraced(scene.name("ana")), topic);
        new Newsroom(scene, topic).publishes(scene, MESSAGES);
        ana.next(SMALLEST_WINDOW);
        answered(scene, ana);
        return ana;
    }

    private static void requireNoMore(Scene scene, List<Packet> more) {
        scene.trace().require(more.isEmpty(), "nothing more for a client that has acknowledged none of its messages",
                "%,d messages came".formatted(more.size()));
    }

    @Graded(task = 4, points = 2, clause = "MQTT-3.1.2-6", dependsOn = "waitsForPubacks",
            hint = "With a clean session everything ends with the connection: the subscriptions, what was under way, and "
                    + "what waited. By what do you look up what is under way to a client, and when do you forget it?")
    @DisplayName("a client that comes back with a clean session gets nothing of what was under way or waiting, and has the "
            + "whole window")
    void comesBackToNothing(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String topic = scene.name("news");
        String name = scene.name("ana");
        Newsroom newsroom = new Newsroom(scene, topic);
        for (int visit = 0; visit < VISITS; visit++) {
            Hesitant ana = Hesitant.subscribed(scene.connectUntraced(name), topic);
            newsroom.publishes(scene, MESSAGES);
            requireNumbers(scene, ana.next(SMALLEST_WINDOW), visit * MESSAGES + 1);
            if (visit == 1) {
                ana.client().disconnect();
            } else {
                ana.client().abort();
            }
        }
    }

    @Graded(task = 4, points = 2, dear = true, seconds = 120, clause = {"MQTT-3.3.1-6", "MQTT-4.3.2-1"},
            dependsOn = {"waitsForPubacks", "retainsTheQos"},
            hint = "For a new subscriber, your broker waits until there is room. Now PUBACKs make the room: which thread "
                    + "reads them, and does that one wait?")
    @DisplayName("2,000 messages of 10,000 bytes that were retained with QoS 1 all come to a new subscriber, as it "
            + "acknowledges them")
    void retainedMessagesAllCome(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String news = scene.name("news");
        byte[] payload = new byte[STATE_BYTES];
        Set<String> missing = new HashSet<>();
        WireClient luis = scene.connectUntraced(scene.name("luis"));
        for (int i = 0; i < MESSAGES; i++) {
            missing.add(news + "/" + i);
            luis.publishRetained(news + "/" + i, 1, payload);
        }

        WireClient ana = scene.connectUntraced(scene.name("ana"));
        ana.subscribe(news + "/+", 1);
        while (!missing.isEmpty()) {
            Packet message = Hesitant.reliable(ana);
            ana.trace().require(missing.remove(message.topic()), "one retained message on each topic",
                    "%s came".formatted(message));
        }
        ana.ping();
    }
}
