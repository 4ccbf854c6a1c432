package mqttlab.suites.broker.stage02;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mqttlab.testkit.mqtt.PacketType.PINGRESP;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBCOMP;
import static mqttlab.testkit.mqtt.PacketType.PUBREC;

import java.util.Arrays;
import java.util.HexFormat;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Byte for byte")
class MessageChecks {

    @Graded(task = 2, points = 2, clause = {"MQTT-3.3.2-3", "MQTT-4.3.1-1", "MQTT-2.3.1-5"}, dependsOn = "answersSubscribe",
            hint = "A PUBLISH of QoS 0 has no packet identifier. What the subscriber gets looks just like what the publisher has "
                    + "sent.")
    @DisplayName("a message reaches a client that has subscribed to its topic, with this topic and its payload")
    void delivers(Scene scene) {
        String topic = scene.name("news/cadiz");
        Subscriber reader = scene.subscriber(topic);

        scene.publisher().publish(topic, "Carnival begins");

        reader.receivesExactly(topic, "Carnival begins");
    }

    @Graded(task = 2, points = 1, dependsOn = "delivers",
            reason = "A payload of zero bytes is allowed (section 3.3.3). It often says that something is over.",
            hint = "How long is the payload when the packet ends behind its topic?")
    @DisplayName("a message with an empty payload arrives like any other")
    void deliversEmptyPayloads(Scene scene) {
        arrives(scene, new byte[0]);
    }

    @Graded(task = 2, points = 1, dependsOn = "delivers",
            reason = "A payload is bytes, whatever they mean to the application (section 3.3.3): an image is no text.",
            hint = "Does the payload ever become a String in your broker? Not all bytes survive that.")
    @DisplayName("a payload may hold any bytes")
    void deliversAnyBytes(Scene scene) {
        byte[] payload = new byte[512];
        for (int i = 0; i < payload.length; i++) {
            payload[i] = (byte) i;
        }
        arrives(scene, payload);
    }

    @Graded(task = 2, points = 2, dependsOn = "delivers",
            reason = "The remaining length of a packet may take up to four bytes (section 2.2.3), on its way out, too; and a "
                    + "read seldom brings 100,000 bytes at once.",
            hint = "The number of bytes that you were given is in the history. Is it the reading or the writing that cuts the "
                    + "message? Packets of about 127 and 16,383 bytes are where one more byte of length begins.")
    @DisplayName("payloads of 100 to 1,000,000 bytes arrive whole, also where the remaining length gets a byte more")
    void deliversLongPayloads(Scene scene) {
        int topicBytes = 2 + scene.name("news").length();
        for (int size : new int[] {100, 127 - topicBytes, 128 - topicBytes, 127, 128, 16_300, 16_383 - topicBytes,
                16_384 - topicBytes, 16_384, 100_000, 1_000_000}) {
            byte[] payload = new byte[size];
            scene.random().nextBytes(payload);
            arrives(scene, payload);
        }
    }

    @Graded(task = 2, points = 1, dependsOn = "deliversLongPayloads",
            reason = "A client may send packets that are longer than any buffer, whether somebody wants them or not: then a "
                    + "remaining length of four bytes says where the next packet begins.",
            hint = "Does the array that you read into have a fixed size? How large is a remaining length of four bytes?")
    @DisplayName("a message of 5 MB that nobody wants is read to its end, and the next one is delivered")
    void readsPastWhatNobodyWants(Scene scene) {
        String topic = scene.name("news");
        Subscriber reader = scene.subscriber(topic);
        byte[] payload = new byte[5_000_000];
        Arrays.fill(payload, (byte) 0x30);
        WireClient newsroom = scene.connect(scene.name("newsroom"));

        newsroom.send(Packets.publish(scene.name("nobody")).payload(Payload.of(payload)).packet(),
                Packets.publish(topic).payload("the next").packet());

        reader.receivesExactly(topic, "the next");
    }

    @Graded(task = 2, points = 1, clause = "MQTT-3.3.2-1", dependsOn = "deliversLongPayloads",
            hint = "The length before a topic has two bytes, and neither of them has a sign. A short in Java has one, and so has "
                    + "a byte.")
    @DisplayName("topics of up to 65,535 bytes are subscribed to and published on like any other")
    void deliversOnLongTopics(Scene scene) {
        for (int size : new int[] {127, 128, 255, 256, 32_767, 32_768, 65_535}) {
            String stem = scene.name("news");
            String topic = stem + "x".repeat(size - stem.length());
            Subscriber reader = scene.subscriber(topic);
            scene.publisher().publish(topic, "a long name");
            reader.receivesExactly(topic, "a long name");
        }
    }

    @Graded(task = 2, points = 1, clause = {"MQTT-3.3.1-9", "MQTT-4.3.1-1"}, dependsOn = "delivers",
            hint = "The first byte of a packet is for its receiver. What goes to a subscriber is a new packet, with a first byte "
                    + "of its own.")
    @DisplayName("a message that came with the flag RETAIN or DUP goes to a subscriber with neither")
    void forwardsNoFlags(Scene scene) {
        String topic = scene.name("news");
        Subscriber reader = scene.subscriber(topic);
        Publisher newsroom = scene.publisher();
        newsroom.publishRetained(topic, "to be kept");
        reader.receivesExactly(topic, "to be kept");

        // With QoS 0 there is no DUP [MQTT-3.3.1-2]: a broker may also refuse it.
        WireClient careless = scene.connect(scene.name("careless"));
        byte[] publish = Packets.publish(topic).payload("again").packet().raw();
        publish[0] |= 0x08;
        careless.send(publish);
        careless.send(Packets.pingreq());
        if (isAnswered(careless, PINGRESP)) {
            reader.receivesExactly(topic, "again");
        }
        newsroom.publish(topic, "the last");
        reader.receivesExactly(topic, "the last");
    }

    @Graded(task = 2, points = 2, clause = {"MQTT-3.3.4-1", "MQTT-2.3.1-1"}, dependsOn = "delivers",
            hint = "In a PUBLISH of QoS 1 or 2 a packet identifier stands between the topic and the payload, and the client "
                    + "waits for an answer. If your broker has none yet, what should become of the connection?")
    @DisplayName("a PUBLISH with QoS 1 or 2 is acknowledged and delivered without its packet identifier, or ends the connection")
    void takesOrRefusesOtherQos(Scene scene) {
        String topic = scene.name("news");
        Subscriber reader = scene.subscriber(topic);
        for (int qos = 1; qos <= 2; qos++) {
            WireClient newsroom = scene.connect(scene.name("newsroom"));
            newsroom.send(Packets.publish(topic).qos(qos, 0x4142).payload("with QoS " + qos).packet());
            if (isAnswered(newsroom, qos == 1 ? PUBACK : PUBREC)) {
                if (qos == 2) {
                    newsroom.send(Packets.pubrel(0x4142));
                    newsroom.expect(PUBCOMP, 0x4142);
                }
                reader.receivesExactly(topic, "with QoS " + qos);
            }
        }
        scene.publisher().publish(topic, "the last");
        reader.receivesExactly(topic, "the last");
    }

    /** Whether the broker answers; otherwise it must close the connection. */
    private static boolean isAnswered(WireClient client, PacketType answer) {
        return client.nextUnlessClosed("%s, or the end of the connection".formatted(answer), packet -> packet.type() == answer)
                .isPresent();
    }

    @Graded(task = 2, points = 1, clause = {"MQTT-3.3.2-1", "MQTT-4.7.3-4"}, dependsOn = "delivers",
            hint = "The length before the topic counts bytes, and an accent takes more than one. An á may be one character or "
                    + "two, and that makes two topics: nobody may tidy them up.")
    @DisplayName("topics may have accents and emoji, and are the same only if their characters are")
    void deliversOnTopicsInUnicode(Scene scene) {
        String stem = scene.name("Cádiz/🎭");
        Subscriber reader = scene.subscriber(stem + "/levante-\u00e1");
        Publisher newsroom = scene.publisher();

        newsroom.publish(stem + "/levante-a\u0301", "another topic");
        newsroom.publish(stem + "/levante-\u00e1", "this topic");

        reader.receivesExactly(stem + "/levante-\u00e1", "this topic");
    }

    private static void arrives(Scene scene, byte[] payload) {
        String topic = scene.name("news");
        Subscriber reader = scene.subscriber(topic);
        scene.publisher().publish(topic, Payload.of(payload));
        reader.receivesExactly(topic, Payload.of(payload));
    }

    @Graded(task = 2, points = 1, clause = {"MQTT-3.3.2-2", "MQTT-4.7.1-1", "MQTT-4.7.3-1"}, dependsOn = "delivers",
            hint = "A message is about one topic. What if somebody published on #?")
    @DisplayName("a PUBLISH whose topic is empty, or has a wildcard in it, ends the connection")
    void wantsATopicName(Scene scene) {
        String stem = scene.name("news");
        for (String topic : new String[] {stem + "/#", stem + "/+/culture", "#", stem + "#", stem + "/+culture", ""}) {
            byte[] name = topic.getBytes(UTF_8);
            byte[] publish = new byte[4 + name.length];
            publish[0] = 0x30;
            publish[1] = (byte) (2 + name.length);
            publish[3] = (byte) name.length;
            System.arraycopy(name, 0, publish, 4, name.length);
            isClosed(scene, publish);
        }
    }

    @Graded(task = 2, points = 1, clause = {"MQTT-3.3.1-4", "MQTT-1.5.3-1", "MQTT-1.5.3-2"}, dependsOn = "delivers",
            hint = "All of this can be seen with the functions of stage 00. What becomes of a MalformedException in your broker?")
    @DisplayName("a PUBLISH with QoS 3, or with a topic that is no text for MQTT, ends the connection")
    void wantsWellFormedPublishes(Scene scene) {
        for (String hex : new String[] {"3000", "300100", "36070003612f620007", "30050003612f00", "30050003c0af62",
                "30050009612f62"}) {
            isClosed(scene, HexFormat.of().parseHex(hex));
        }
    }

    private static void isClosed(Scene scene, byte[] packet) {
        WireClient newsroom = scene.connect(scene.name("newsroom"));
        newsroom.send(packet);
        newsroom.expectClosed();
    }
}
