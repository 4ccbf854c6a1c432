package mqttlab.suites.broker.stage04;

import static mqttlab.testkit.mqtt.PacketType.PINGRESP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Subscribing while the state changes")
class RaceChecks {

    private static final int ROUNDS = 120;
    private static final int TOPICS = 80;
    private static final int LONGEST_HEAD_START_NANOS = 400_000;
    /** 16 MB of old states: more than sockets and queues hold. */
    private static final int MANY_TOPICS = 2_000;
    private static final int LONG_STATE = 8_000;
    private static final int CHANGES = 10;
    private static final String PASSING = "passing-";
    private static final int ROUNDS_ON_ONE_TOPIC = 15;
    private static final int SUBSCRIBES = 100;
    private static final int STATES = 200;

    /**
     * What a subscriber has got.
     *
     * @param newest of each topic
     * @param gone   the passing topics that have been cleared; none of them comes back
     */
    private record Heard(int[] newest, Set<String> gone) {

        void isNotOlder(WireClient ana, Packet message) {
            if (message.topic().contains("/" + PASSING)) {
                ana.trace().require(!gone.contains(message.topic()), "nothing more on a topic that has been cleared",
                        "%s came".formatted(message));
                if (message.payload().size() == 0) {
                    gone.add(message.topic());
                }
                return;
            }
            int topic = Integer.parseInt(message.topic().substring(message.topic().lastIndexOf('/') + 1));
            int came = Integer.parseInt(message.payload().text().orElse("-1"));
            ana.trace().require(came >= newest[topic], "no older state than %d on this topic any more".formatted(newest[topic]),
                    "%d came: %s".formatted(came, message));
            newest[topic] = came;
        }
    }

    @Graded(task = 4, points = 3, dear = true, clause = {"MQTT-3.3.1-6", "MQTT-3.3.1-9"}, dependsOn = "wildcardGetsAllThatMatch",
            hint = "The picture in task 4 of the handout shows the ways to go wrong. What has to be done in one, so that no "
                    + "other thread comes between? And is what you have collected for a slow client still true when there is "
                    + "room for it?")
    @DisplayName("whoever subscribes just when the state changes gets the new state, and gets it last")
    void newStateComesLast(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous().withMaxQueued(0));
        String news = scene.name("news");
        Publisher luis = scene.publisher();
        Subscriber ana = scene.subscriber(scene.client());
        Heard heard = new Heard(new int[TOPICS], new HashSet<>());
        luis.client().send(states(news, 0));
        luis.awaitDelivered();
        for (int round = 1; round <= ROUNDS; round++) {
            subscribeWhileItChanges(scene, luis, ana, news, heard, round);
        }
        // What is left came a second time: because of the subscription, and because it was published.
        ana.receivesAllOf(luis).forEach(message -> heard.isNotOlder(ana.client(), message));

        subscribeAgainWhileItChanges(scene);
        readSlowlyWhileItChanges(scene);
    }

    private static void subscribeWhileItChanges(Scene scene, Publisher luis, Subscriber ana, String news, Heard heard,
            int round) {
        Packet[] states = states(news, round);
        long headStart = scene.random().nextInt(LONGEST_HEAD_START_NANOS);
        CompletableFuture<Void> published = aside(() -> {
            spin(headStart);
            luis.client().send(states);
        });
        ana.subscribe(news + "/#");
        published.join();
        receivesAll(ana, heard, round);
        ana.unsubscribe(news + "/#");
    }

    /** One topic, so that the two threads are at it in the same instant again and again. */
    private static void subscribeAgainWhileItChanges(Scene scene) {
        String news = scene.name("news");
        Publisher luis = scene.untracedPublisher();
        WireClient ana = scene.client();
        Packet[] subscribes = new Packet[SUBSCRIBES];
        Arrays.setAll(subscribes, i -> Packets.subscribe(i + 1, news + "/0", 0));
        Heard heard = new Heard(new int[1], new HashSet<>());
        for (int state = 1; state <= ROUNDS_ON_ONE_TOPIC * STATES; state += STATES) {
            Packet[] states = new Packet[STATES];
            int first = state;
            Arrays.setAll(states, i -> state(news, 0, Integer.toString(first + i)));
            CompletableFuture<Void> published = aside(() -> luis.client().send(states));
            ana.send(subscribes);
            int answers = 0;
            while (answers < SUBSCRIBES || heard.newest()[0] < first + STATES - 1) {
                Packet next = ana.expect("a SUBACK, or a state up to %d".formatted(first + STATES - 1),
                        packet -> packet.type() == SUBACK || packet.type() == PUBLISH);
                answers += next.type() == SUBACK ? 1 : 0;
                if (next.type() == PUBLISH) {
                    heard.isNotOlder(ana, next);
                }
            }
            published.join();
        }
    }

    private static void readSlowlyWhileItChanges(Scene scene) {
        String archive = scene.name("archive");
        Publisher luis = scene.untracedPublisher();
        for (int topic = 0; topic < MANY_TOPICS; topic++) {
            luis.client().send(state(archive, topic, "0".repeat(LONG_STATE)));
        }
        luis.awaitDelivered();
        WireClient slow = scene.client();
        slow.stopReading();
        slow.send(Packets.subscribe(1, archive + "/#", 0), Packets.pingreq());
        changeAll(luis, archive, 1);

        slow.resumeReading();
        CompletableFuture<Void> changed = aside(
                () -> IntStream.rangeClosed(2, CHANGES).forEach(state -> changeAll(luis, archive, state)));
        readUntilAnswered(slow);
        changed.join();
    }

    private static CompletableFuture<Void> aside(Runnable work) {
        return CompletableFuture.runAsync(work, task -> Thread.ofPlatform().daemon().start(task));
    }

    /** The last topics first: their old states are still waiting when the new ones come. */
    private static void changeAll(Publisher luis, String news, int state) {
        for (int topic = MANY_TOPICS - 1; topic >= 0; topic--) {
            luis.client().send(state(news, topic, Integer.toString(state)));
        }
    }

    /** Or until the broker has had enough of a client that is so slow. */
    private static void readUntilAnswered(WireClient slow) {
        Heard heard = new Heard(new int[MANY_TOPICS], new HashSet<>());
        String words = "the states of %d topics, and a PINGRESP".formatted(MANY_TOPICS);
        Set<PacketType> wanted = EnumSet.of(PUBLISH, SUBACK, PINGRESP);
        Optional<Packet> next = slow.nextUnlessClosed(words, packet -> wanted.contains(packet.type()));
        while (next.isPresent() && next.get().type() != PINGRESP) {
            next.filter(packet -> packet.type() == PUBLISH).ifPresent(message -> heard.isNotOlder(slow, message));
            next = slow.nextUnlessClosed(words, packet -> wanted.contains(packet.type()));
        }
    }

    /** Beside each state, another topic appears and is cleared again. */
    private static Packet[] states(String news, int state) {
        Packet[] packets = new Packet[3 * TOPICS];
        for (int topic = 0; topic < TOPICS; topic++) {
            packets[3 * topic] = Packets.publish(passing(news, state, topic)).retain().payload("passing").packet();
            packets[3 * topic + 1] = Packets.publish(passing(news, state, topic)).retain().packet();
            packets[3 * topic + 2] = state(news, topic, Integer.toString(state));
        }
        return packets;
    }

    private static String passing(String news, int state, int topic) {
        return "%s/%s%d-%d".formatted(news, PASSING, state, topic);
    }

    private static Packet state(String news, int topic, String state) {
        return Packets.publish(news + "/" + topic).retain().payload(state).packet();
    }

    /** The subscriber's turn comes a little before the publisher's, or a little after it. */
    private static void spin(long nanos) {
        for (long end = System.nanoTime() + nanos; System.nanoTime() < end;) {
            Thread.onSpinWait();
        }
    }

    private static void receivesAll(Subscriber ana, Heard heard, int state) {
        int[] newest = heard.newest();
        while (Arrays.stream(newest).anyMatch(each -> each < state)) {
            long missing = Arrays.stream(newest).filter(each -> each < state).count();
            Packet message = ana.client().expect("state %d of the last %d of %d topics".formatted(state, missing, TOPICS),
                    packet -> packet.type() == PUBLISH);
            heard.isNotOlder(ana.client(), message);
        }
    }
}
