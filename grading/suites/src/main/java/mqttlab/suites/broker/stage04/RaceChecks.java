package mqttlab.suites.broker.stage04;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Subscribing while the state changes")
class RaceChecks {

    private static final int ROUNDS = 120;
    private static final int TOPICS = 80;
    private static final int LONGEST_HEAD_START_NANOS = 400_000;

    @Graded(task = 4, points = 3, dear = true, clause = {"MQTT-3.3.1-6", "MQTT-3.3.1-9"}, dependsOn = "wildcardGetsAllThatMatch",
            hint = "The picture in task 4 of the handout shows the two ways to go wrong. What has to be done in one, so that no other "
                    + "thread comes between?")
    @DisplayName("whoever subscribes just when the state changes gets the new state, and gets it last")
    void newStateComesLast(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous());
        String news = scene.name("news");
        Publisher luis = scene.publisher();
        Subscriber ana = scene.subscriber(scene.client());
        int[] newest = new int[TOPICS];
        luis.client().send(states(news, 0));
        luis.awaitDelivered();
        for (int round = 1; round <= ROUNDS; round++) {
            Packet[] states = states(news, round);
            long headStart = scene.random().nextInt(LONGEST_HEAD_START_NANOS);
            CompletableFuture<Void> published = CompletableFuture.runAsync(() -> {
                spin(headStart);
                luis.client().send(states);
            }, task -> Thread.ofPlatform().daemon().start(task));
            ana.subscribe(news + "/#");
            published.join();
            receivesAll(ana, newest, round);
            ana.unsubscribe(news + "/#");
        }
        // What is left came a second time: because of the subscription, and because it was published.
        ana.receivesAllOf(luis).forEach(message -> isNotOlder(ana, message, newest));
    }

    private static Packet[] states(String news, int state) {
        Packet[] packets = new Packet[TOPICS];
        Arrays.setAll(packets, topic -> Packets.publish(news + "/" + topic).retain().payload(Integer.toString(state)).packet());
        return packets;
    }

    /** The subscriber's turn comes a little before the publisher's, or a little after it. */
    private static void spin(long nanos) {
        for (long end = System.nanoTime() + nanos; System.nanoTime() < end;) {
            Thread.onSpinWait();
        }
    }

    private static void receivesAll(Subscriber ana, int[] newest, int state) {
        while (Arrays.stream(newest).anyMatch(each -> each < state)) {
            long missing = Arrays.stream(newest).filter(each -> each < state).count();
            Packet message = ana.client().expect("state %d of the last %d of %d topics".formatted(state, missing, TOPICS),
                    packet -> packet.type() == PUBLISH);
            isNotOlder(ana, message, newest);
        }
    }

    private static void isNotOlder(Subscriber ana, Packet message, int[] newest) {
        int topic = Integer.parseInt(message.topic().substring(message.topic().lastIndexOf('/') + 1));
        int came = Integer.parseInt(message.payload().text().orElse("-1"));
        ana.client().trace().require(came >= newest[topic], "no older state than %d on this topic any more".formatted(newest[topic]),
                "%d came: %s".formatted(came, message));
        newest[topic] = came;
    }
}
