package mqttlab.suites.broker.stage06;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.PublishBuilder;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("A publisher's connection ends")
class CutChecks {

    private static final int ID = 7;
    /** Each step with or without a PUBREL afterwards, and with or without DUP. */
    private static final int ROUNDS_EACH = 16;
    private static final int ROUNDS = Ending.values().length * ROUNDS_EACH;

    /** How far an exchange has come when the connection ends. */
    private static final List<BiConsumer<WireClient, Packet>> STEPS = List.of(
            (luis, publish) -> luis.send(publish),
            Exchange::begin,
            (luis, publish) -> {
                Exchange.begin(luis, publish);
                luis.send(Packets.pubrel(publish.packetId()));
            },
            Exchange::complete);

    @Graded(task = 1, points = 2, clause = {"MQTT-3.1.2-6", "MQTT-4.3.3-2"}, dependsOn = "answersEveryPubrel",
            hint = "With a clean session everything ends with the connection: also which identifiers have not been released. By "
                    + "what do you look these up, and when do you forget them? Also after a DISCONNECT, and when the client "
                    + "comes with another connection?")
    @DisplayName("gone at any step, cut off, with a DISCONNECT or replaced, a publisher comes back with a clean session: its "
            + "identifier is that of a new message, and the old one has come once or not at all")
    void isForgottenAfterACut(Scene scene) {
        String topic = scene.name("news");
        Subscriber ana = scene.subscriber(topic);
        String name = scene.name("luis");
        for (int round = 0; round < ROUNDS; round++) {
            WireClient luis = scene.connect(name);
            STEPS.get(round % STEPS.size())
                    .accept(luis, Packets.publish(topic).qos(2, ID).payload("before cut " + round).packet());
            Ending.values()[round / ROUNDS_EACH].of(luis);
            WireClient back = scene.connect(name);
            if (isBit(round, 2)) {
                Exchange.end(back, ID);
            }
            PublishBuilder publish = Packets.publish(topic).qos(2, ID).payload("after cut " + round);
            Exchange.begin(back, (isBit(round, 3) ? publish.duplicate() : publish).packet());
            Exchange.complete(back, publish.duplicate().packet());
            back.disconnect();
        }
        Map<String, Integer> came = new HashMap<>();
        ana.receivesAllOf(scene.publisher())
                .forEach(message -> came.merge(message.payload().text().orElse(""), 1, Integer::sum));
        for (int round = 0; round < ROUNDS; round++) {
            boolean wasComplete = round % STEPS.size() == STEPS.size() - 1;
            requireCount(scene, came, "before cut " + round, wasComplete ? 1 : 0, 1);
            requireCount(scene, came, "after cut " + round, 1, 1);
        }
    }

    private static boolean isBit(int number, int bit) {
        return (number >> bit & 1) == 1;
    }

    private static void requireCount(Scene scene, Map<String, Integer> came, String message, int least, int most) {
        int times = came.getOrDefault(message, 0);
        scene.trace().require(times >= least && times <= most,
                "the message '%s' %s".formatted(message, least == most ? "once" : "once or not at all"),
                "it came %d times".formatted(times));
    }
}
