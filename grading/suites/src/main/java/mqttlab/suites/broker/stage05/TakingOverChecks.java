package mqttlab.suites.broker.stage05;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.PUBREC;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Taking a message over")
class TakingOverChecks {

    private static final int BURST = 300;
    /** Threads that overtake each other do not do so each time. */
    private static final int BURSTS = 10;
    private static final int CUTS = 10;

    @Graded(task = 1, points = 2, clause = {"MQTT-3.3.4-1", "MQTT-4.3.2-2", "MQTT-2.3.1-6"},
            hint = "In a PUBLISH of QoS 1, two bytes between the topic and the payload are the packet identifier, the higher "
                    + "one first. The PUBACK has the same two, and nothing else.")
    @DisplayName("a PUBLISH with QoS 1 is answered with a PUBACK that has its packet identifier")
    void answersPublish(Scene scene) {
        WireClient luis = scene.connect(scene.name("luis"));
        String topic = scene.name("news");
        for (int id : new int[] {1, 127, 128, 255, 256, 0x1234, 0x7fff, 0x8000, 0xfffe, 0xffff}) {
            luis.send(Packets.publish(topic).qos(1, id).payload("with identifier " + id).packet());
            luis.expect(PUBACK, id);
        }
    }

    @Graded(task = 1, points = 2, clause = {"MQTT-3.8.4-6", "MQTT-2.3.1-5", "MQTT-4.3.1-1"}, dependsOn = "answersPublish",
            hint = "Whoever has subscribed with QoS 0 gets a PUBLISH of QoS 0: no identifier in it, and neither the QoS nor "
                    + "the DUP flag of the packet that came in.")
    @DisplayName("it reaches a subscriber with QoS 0 as a message with QoS 0, byte by byte")
    void goesToASubscriberWithQos0(Scene scene) {
        String topic = scene.name("news");
        Subscriber ana = scene.subscriber(topic);
        WireClient luis = scene.connect(scene.name("luis"));
        // The identifier would be seen in the payload as AB.
        luis.send(Packets.publish(topic).qos(1, 0x4142).payload("Carnival begins").packet());
        luis.expect(PUBACK, 0x4142);
        ana.receivesExactly(topic, "Carnival begins");

        luis.send(Packets.publish(topic).qos(1, 0x4142).packet());
        luis.expect(PUBACK, 0x4142);
        ana.receivesExactly(topic, "");
    }

    @Graded(task = 1, points = 2, clause = "MQTT-4.6.0-2", dependsOn = "answersPublish",
            hint = "The client may send many before it waits for an answer, and in any order of identifiers. Which thread writes "
                    + "the PUBACKs: the one that reads, or many at once?")
    @DisplayName("300 messages that are sent in one piece are acknowledged one by one, in their order")
    void acknowledgesInOrder(Scene scene) {
        String topic = scene.name("news");
        scene.subscribers(2, topic);
        WireClient luis = scene.connect(scene.name("luis"));
        List<Integer> ids = IntStream.rangeClosed(1, BURST).map(i -> 7 * i).boxed().collect(Collectors.toList());
        for (int burst = 0; burst < BURSTS; burst++) {
            Collections.shuffle(ids, scene.random());
            luis.send(ids.stream().map(id -> Packets.publish(topic).qos(1, id).payload("with identifier " + id).packet())
                    .toArray(Packet[]::new));
            ids.forEach(id -> luis.expect(PUBACK, id));
        }
    }

    @Graded(task = 1, points = 2, clause = "MQTT-4.3.2-2", dependsOn = "goesToASubscriberWithQos0",
            hint = "After your PUBACK, an identifier is free. Whatever comes with it next is a new message, with or without "
                    + "the DUP flag: with QoS 1, a broker need not remember what it has received.")
    @DisplayName("an identifier that comes again after its PUBACK, with or without DUP, is that of a new message")
    void takesTheSameIdentifierAgain(Scene scene) {
        String topic = scene.name("news");
        Subscriber ana = scene.subscriber(topic);
        WireClient luis = scene.connect(scene.name("luis"));
        for (String message : List.of("one", "two", "two")) {
            luis.send(Packets.publish(topic).qos(1, 7).payload(message).packet());
            luis.expect(PUBACK, 7);
            ana.receivesExactly(topic, message);
        }
        luis.send(Packets.publish(topic).qos(1, 7).duplicate().payload("two").packet());
        luis.expect(PUBACK, 7);
        ana.receivesExactly(topic, "two");
    }

    @Graded(task = 1, points = 1, dependsOn = "takesTheSameIdentifierAgain",
            reason = "A client that did not get the PUBACK does not know whether the broker has its message. It comes back "
                    + "and sends it again: at least once means that it may arrive twice, but not never.",
            hint = "A connection may break at any moment: also while your broker writes the PUBACK. What becomes of the "
                    + "message then? And is the one that comes again just as welcome?")
    @DisplayName("a publisher whose connection is cut before the PUBACK may send it again: it arrives once or twice, and is "
            + "acknowledged")
    void isSentAgainAfterACut(Scene scene) {
        String topic = scene.name("news");
        WireClient ana = scene.subscriber(topic).client();
        String name = scene.name("luis");
        for (int i = 1; i <= CUTS; i++) {
            var publish = Packets.publish(topic).qos(1, i).payload("message " + i);
            WireClient luis = scene.connect(name);
            luis.send(publish.packet());
            luis.abort();
            WireClient back = scene.connect(name);
            back.send(publish.duplicate().packet());
            back.expect(PUBACK, i);
            arrives(ana, "message " + i, "message " + (i - 1));
        }
    }

    /** Before it, the one before may come a second time. */
    private static void arrives(WireClient ana, String message, String last) {
        List<Payload> either = List.of(Payload.of(message), Payload.of(last));
        Packet came;
        do {
            came = ana.expect(message, packet -> packet.type() == PUBLISH && either.contains(packet.payload()));
        } while (!came.payload().equals(either.getFirst()));
    }

    @Graded(task = 1, points = 1, clause = {"MQTT-2.3.1-1", "MQTT-3.3.2-2", "MQTT-4.8.0-1"}, dependsOn = "answersPublish",
            hint = "A packet identifier is a number from 1 to 65,535, and it is always there when the QoS is not 0. Is all "
                    + "of the packet looked at before the PUBACK is sent, the topic and the QoS, too?")
    @DisplayName("a PUBLISH with QoS 1 ends the connection, and is not acknowledged, if its identifier is 0 or not all "
            + "there, or its topic has a wildcard; with QoS 2, no PUBACK is the answer")
    void acknowledgesNothingMalformed(Scene scene) {
        String topic = scene.name("news");
        isClosed(scene, publish(topic, 0, 0));
        isClosed(scene, publish(topic));
        isClosed(scene, publish(topic, 1));
        isClosed(scene, publish(topic + "/#", 0, 7));
        isClosed(scene, publish(topic + "/+/culture", 0, 7));
        isClosed(scene, publish("", 0, 7));

        WireClient luis = scene.connect(scene.name("luis"));
        luis.send(Packets.publish(topic).qos(2, 7).payload("exactly once").packet());
        luis.nextUnlessClosed("the end of the connection, or a PUBREC from a broker that knows QoS 2",
                packet -> packet.type() == PUBREC);
    }

    /** @param rest what comes behind the topic: the identifier, if it is all there */
    private static byte[] publish(String topic, int... rest) {
        byte[] name = topic.getBytes(UTF_8);
        ByteBuffer publish = ByteBuffer.allocate(4 + name.length + rest.length);
        publish.put((byte) 0x32).put((byte) (2 + name.length + rest.length)).putShort((short) name.length).put(name);
        for (int each : rest) {
            publish.put((byte) each);
        }
        return publish.array();
    }

    private static void isClosed(Scene scene, byte[] packet) {
        WireClient luis = scene.connect(scene.name("luis"));
        luis.send(packet);
        luis.expectClosed();
    }
}
