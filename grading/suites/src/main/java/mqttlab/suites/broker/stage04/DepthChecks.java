package mqttlab.suites.broker.stage04;

import static mqttlab.testkit.mqtt.PacketType.PINGRESP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;

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

    @Graded(task = 3, points = 2, dependsOn = "wildcardGetsAllThatMatch",
            reason = "A topic has no limit but its 65,535 bytes (section 4.7.3), and any client may retain a message on one. A "
                    + "broker may close that client's connection; but what it has taken it has to hand over.",
            hint = "Everything below a node can be very deep below it. How often does a method call itself on its way down?")
    @DisplayName("a message retained on a topic of 200 to 65,536 levels is refused, or comes; in both cases nobody else notices")
    void keptOnDeepTopics(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous());
        String weather = scene.name("weather");
        scene.publisher().publishRetained(weather, "sunny");
        for (int levels : new int[] {200, 1_000, 3_000, 10_000, MOST_LEVELS / 2, MOST_LEVELS}) {
            String topic = levels == MOST_LEVELS ? "/".repeat(levels - 1) : "x/".repeat(levels - 1) + "x";
            keepAndClear(scene, topic, levels);
            Subscriber bystander = scene.subscriber(weather);
            bystander.receives(weather, "sunny");
        }
    }

    private static void keepAndClear(Scene scene, String topic, int levels) {
        WireClient luis = scene.connect(scene.name("luis"));
        luis.send(Packets.publish(topic).retain().payload("deep").packet(), Packets.pingreq());
        Optional<Packet> pong = luis.nextUnlessClosed(
                "a PINGRESP behind a message on %d levels, or the end of the connection".formatted(levels),
                packet -> packet.type() == PINGRESP);
        if (pong.isPresent()) {
            for (String filter : List.of(topic.substring(0, 2).replace("//", "/") + "#", "#")) {
                getsIt(scene, filter, topic, levels);
            }
            luis.send(Packets.publish(topic).retain().packet());
            luis.ping();
        }
        luis.close();
    }

    private static void getsIt(Scene scene, String filter, String topic, int levels) {
        WireClient ana = scene.connect(scene.name("ana"));
        ana.send(Packets.subscribe(1, filter, 0));
        String words = "a SUBACK, and the message retained on a topic of %d levels".formatted(levels);
        for (boolean came = false, granted = false; !came || !granted;) {
            Packet packet = ana.expect(words, any -> any.type() == SUBACK || any.type() == PUBLISH);
            granted |= packet.type() == SUBACK;
            came |= packet.type() == PUBLISH && packet.topic().equals(topic);
        }
        ana.close();
    }
}
