package mqttlab.suites.broker.stage03;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.mqtt.PacketType.UNSUBACK;

import java.util.List;
import java.util.Optional;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Many levels")
class DepthChecks {

    /** As many as 65,535 bytes have room for. */
    private static final int MOST_LEVELS = 65_536;
    private static final int MOST_NAMED_LEVELS = MOST_LEVELS / 2;
    private static final int REFUSED = 0x80;

    /** A filter, and a topic that it matches. */
    private record Pair(String filter, String topic) {

        static List<Pair> of(int levels) {
            String topic = "x/".repeat(levels - 1) + "x";
            return List.of(new Pair(topic, topic), new Pair("+/".repeat(levels - 1) + "+", topic),
                    new Pair("x/".repeat(levels - 1) + "#", topic));
        }

        static Pair ofSlashes() {
            String slashes = "/".repeat(MOST_LEVELS - 1);
            return new Pair(slashes, slashes);
        }
    }

    @Graded(task = 5, points = 2, dependsOn = {"wildcardsWorkTogether", "unsubackForNothing"},
            reason = "A topic has no limit but its 65,535 bytes (section 4.7.3), and any client may send one. A broker may close "
                    + "the connection when it is too much for it; but a filter that it has granted it has to serve, and "
                    + "nobody else must notice.",
            hint = "How often does a method call itself for a filter of 32,768 levels? A StackOverflowError is no exception that "
                    + "your code catches: which thread ends, and what does it leave undone, or locked?")
    @DisplayName("a filter of 200 to 65,536 levels is refused, or works; in both cases nobody else notices")
    void deepTopics(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous());
        String quiet = scene.name("quiet");
        Subscriber bystander = scene.subscriber(quiet);
        for (int levels : new int[] {200, 1_000, 3_000, 10_000, MOST_NAMED_LEVELS}) {
            Pair.of(levels).forEach(pair -> use(scene, pair, levels));
            bystander.receivesOn(quiet);
        }
        use(scene, Pair.ofSlashes(), MOST_LEVELS);
        bystander.receivesOn(quiet);
    }

    private static void use(Scene scene, Pair pair, int levels) {
        WireClient luis = scene.connect(scene.name("luis"));
        WireClient ana = scene.connect(scene.name("ana"));
        boolean granted = isGranted(ana, pair.filter(), levels);
        luis.send(Packets.publish(pair.topic()).payload("deep").packet());
        if (granted) {
            ana.expect("the message on a topic of %d levels, as its filter was granted".formatted(levels),
                    packet -> packet.type() == PUBLISH && packet.topic().equals(pair.topic()));
            ana.send(Packets.unsubscribe(2, pair.filter()));
            ana.expect(UNSUBACK, 2);
            leaveWith(ana, pair.filter());
        } else {
            isTakenOrRefused(luis);
            isTakenOrRefused(unsubscribing(scene, pair.filter()));
        }
        luis.close();
        ana.close();
    }

    /** What it has not unsubscribed from is removed when it goes. */
    private static void leaveWith(WireClient ana, String filter) {
        ana.send(Packets.subscribe(3, filter, 0));
        ana.expect(SUBACK, 3);
        ana.disconnectAndAwaitClosed();
    }

    private static boolean isGranted(WireClient ana, String filter, int levels) {
        ana.send(Packets.subscribe(1, filter, 0));
        Optional<Packet> answer = ana.nextUnlessClosed(
                "a SUBACK for a filter of %d levels, or the end of the connection".formatted(levels),
                packet -> packet.type() == SUBACK);
        return answer.isPresent() && answer.get().returnCodes().getFirst() != REFUSED;
    }

    private static WireClient unsubscribing(Scene scene, String filter) {
        WireClient eva = scene.connect(scene.name("eva"));
        eva.send(Packets.unsubscribe(2, filter));
        return eva;
    }

    /** Until the broker has dealt with what was sent, in whichever way. */
    private static void isTakenOrRefused(WireClient client) {
        client.send(Packets.pingreq());
        client.nextUnlessClosed("an answer, or the end of the connection", packet -> true);
    }
}
