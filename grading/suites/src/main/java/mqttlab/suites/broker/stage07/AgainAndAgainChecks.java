package mqttlab.suites.broker.stage07;

import static mqttlab.testkit.mqtt.PacketType.PUBREL;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Cut off again and again")
class AgainAndAgainChecks {

    private static final int VISITS = 60;
    private static final int MOST_AT_A_TIME = 8;

    @Graded(task = 3, points = 3, dear = true, seconds = 120, clause = {"MQTT-4.3.2-1", "MQTT-4.3.3-1", "MQTT-4.6.0-6"},
            dependsOn = {"comesAgain", "pubrelComesAgain", "waitsForItsClient"},
            hint = "Each step of each message may be the last before the connection ends. For each of them: what does the "
                    + "session remember, what goes out when the client is back, and what frees the identifier?")
    @DisplayName("a client leaves or is cut off 60 times, having acknowledged some of what came: it gets all messages with QoS 1 "
            + "at least once, and all with QoS 2 exactly once, in order")
    void losesNothing(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String topic = scene.name("news");
        List<Newsroom> newsrooms = List.of(new Newsroom(scene, topic, 1), new Newsroom(scene, topic, 2));
        Visitor ana = Visitor.untraced(scene, scene.name("ana"));
        Receiver receiver = new Receiver(scene, newsrooms);
        ana.comes(false);
        ana.client().subscribe(topic, 2);
        Random random = scene.random();
        int[] published = new int[2];
        for (int visit = 0; visit < VISITS; visit++) {
            publish(scene, newsrooms, published);
            receiver.takesSome(ana, random);
            if (random.nextBoolean()) {
                ana.client().abort();
            } else {
                ana.goes();
            }
            publish(scene, newsrooms, published);
            ana.returns();
        }
        scene.trace().note("ana has left, or been cut off, %d times, and takes the rest now".formatted(VISITS));
        while (!receiver.hasAll(published)) {
            receiver.takes(ana.next("a message, or a PUBREL", packet -> Visitor.isMessage(packet) || packet.type() == PUBREL));
            receiver.answers(ana);
        }
    }

    private static void publish(Scene scene, List<Newsroom> newsrooms, int[] published) {
        int qos = 1 + scene.random().nextInt(2);
        int messages = 1 + scene.random().nextInt(MOST_AT_A_TIME);
        newsrooms.get(qos - 1).publishes(scene, messages);
        published[qos - 1] += messages;
    }

    /** What a client does that has a session, too: it remembers what it has had. */
    private static final class Receiver {

        private final Scene scene;
        private final List<Newsroom> newsrooms;
        private final int[] had = new int[2];
        /** QoS 2: received, and not released. */
        private final Set<Integer> unreleased = new HashSet<>();
        private final List<Packet> answers = new ArrayList<>();

        Receiver(Scene scene, List<Newsroom> newsrooms) {
            this.scene = scene;
            this.newsrooms = newsrooms;
        }

        boolean hasAll(int[] published) {
            return had[0] == published[0] && had[1] == published[1];
        }

        /** Some answers are sent and some are not; and when the connection is cut, some of those get lost. */
        void takesSome(Visitor ana, Random random) {
            ana.client().send(Packets.pingreq());
            for (Optional<Packet> next = ana.nextBeforeAnswer(); next.isPresent(); next = ana.nextBeforeAnswer()) {
                takes(next.get());
            }
            answers.subList(random.nextInt(answers.size() + 1), answers.size()).clear();
            answers(ana);
            if (random.nextBoolean()) {
                ana.client().ping();
            }
        }

        void answers(Visitor ana) {
            ana.client().send(answers.toArray(Packet[]::new));
            answers.clear();
        }

        void takes(Packet packet) {
            int id = packet.packetId();
            if (packet.type() == PUBREL) {
                unreleased.remove(id);
                answers.add(Packets.pubcomp(id));
            } else if (packet.qos() == 1) {
                takesOnce(packet, packet.duplicate());
                answers.add(Packets.puback(id));
            } else {
                if (unreleased.add(id)) {
                    takesOnce(packet, false);
                } else {
                    scene.trace().require(packet.duplicate(), "DUP, as it has come before", "%s came".formatted(packet));
                }
                answers.add(Packets.pubrec(id));
            }
        }

        /** The next one of its newsroom; or, if that is allowed, one that has come before. */
        private void takesOnce(Packet packet, boolean orAgain) {
            Newsroom newsroom = newsrooms.get(packet.qos() - 1);
            int next = had[packet.qos() - 1] + 1;
            if (!orAgain || newsroom.number(packet) >= next) {
                newsroom.require(scene, packet, next);
                had[packet.qos() - 1] = next;
            }
        }
    }
}
