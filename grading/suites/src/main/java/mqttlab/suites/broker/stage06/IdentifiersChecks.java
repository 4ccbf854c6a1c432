package mqttlab.suites.broker.stage06;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Packet identifiers")
class IdentifiersChecks {

    private static final int HELD = 3;
    /** Of each QoS; with the held ones, no more than the handout asks for. */
    private static final int EACH = 3;
    private static final int ROUNDS = 20;
    /** More than there are identifiers. */
    private static final int MANY = 66_000;
    private static final int A_PORTION = 500;

    @Graded(task = 3, points = 3, clause = {"MQTT-2.3.1-4", "MQTT-4.6.0-4", "MQTT-4.3.3-1"}, dependsOn = "sendsInFourPackets",
            hint = "What is under way to a client, with QoS 1 or 2 and at whichever step, shares one space of identifiers. And "
                    + "what a PUBREC asks for goes out at once: PUBRELs are in the order of the PUBRECs.")
    @DisplayName("messages with QoS 1 and 2 are under way at once, each with an identifier of its own, and PUBRELs come in the "
            + "order of the PUBRECs")
    void manyUnderWay(Scene scene) {
        String topic = scene.name("news");
        String other = scene.name("other");
        Hesitant ana = Hesitant.subscribed(scene.connect(scene.name("ana")), 2, topic, other);
        Hesitant bea = Hesitant.subscribed(scene.connect(scene.name("bea")), 2, topic);
        // Hers are other identifiers than Bea's from now on.
        List<Packet> held = held(scene, ana, new Newsroom(scene, other, 2));

        List<Newsroom> newsrooms = List.of(new Newsroom(scene, topic, 1), new Newsroom(scene, topic, 2));
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < EACH; i++) {
                newsrooms.forEach(newsroom -> newsroom.publishes(scene, 1));
            }
            for (Hesitant reader : List.of(ana, bea)) {
                List<Packet> messages = reader.next(2 * EACH);
                for (int qos = 1; qos <= 2; qos++) {
                    newsrooms.get(qos - 1).require(scene, withQos(messages, qos), round * EACH + 1);
                }
                reader.acknowledge(ids(withQos(messages, 1)));
                List<Integer> received = ids(withQos(messages, 2));
                reader.receive(received);
                // No rule says in which order these come.
                Collections.shuffle(received, scene.random());
                reader.complete(received);
            }
        }
        ana.complete(ids(held));
    }

    /** Messages that wait for their PUBCOMP. */
    private static List<Packet> held(Scene scene, Hesitant ana, Newsroom newsroom) {
        newsroom.publishes(scene, HELD);
        List<Packet> held = ana.next(HELD);
        ana.receive(ids(held));
        return held;
    }

    private static List<Packet> withQos(List<Packet> messages, int qos) {
        return messages.stream().filter(message -> message.qos() == qos).toList();
    }

    private static List<Integer> ids(List<Packet> messages) {
        List<Integer> ids = new ArrayList<>();
        messages.forEach(message -> ids.add(message.packetId()));
        return ids;
    }

    @Graded(task = 3, points = 2, dear = true, seconds = 120, clause = {"MQTT-2.3.1-4", "MQTT-4.3.3-1"},
            dependsOn = "manyUnderWay",
            hint = "An identifier is free again when the PUBCOMP with this very identifier has come, and not before. Look at all "
                    + "that is under way when you choose the next one, whatever its QoS and whichever its step.")
    @DisplayName("one message waits for its PUBREC, one for its PUBCOMP: 66,000 others go by, and none takes their identifiers")
    void identifierUntilPubcomp(Scene scene) {
        scene.ownBroker(BrokerSettings.anonymous());
        String topic = scene.name("news");
        Hesitant ana = Hesitant.subscribed(scene.connectUntraced(scene.name("ana")), 2, topic);
        new Newsroom(scene, topic, 2).publishes(scene, 3);
        List<Integer> ids = ids(ana.next(3));
        ana.receive(ids.subList(0, 2));
        ana.complete(ids.subList(1, 2));

        Newsroom others = new Newsroom(scene, topic, 1);
        for (int number = 1; number <= MANY; number++) {
            if (number % A_PORTION == 1) {
                others.publishes(scene, A_PORTION);
            }
            Packet message = ana.next();
            others.require(scene, message, number);
            ana.acknowledge(List.of(message.packetId()));
        }
        ana.receive(ids.subList(2, 3));
        ana.complete(ana.underWay());
    }
}
