package mqttlab.suites.broker.stage02;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
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
    @DisplayName("payloads of 100 to 100,000 bytes arrive whole")
    void deliversLongPayloads(Scene scene) {
        for (int size : new int[] {100, 127, 128, 16_300, 16_383, 16_384, 100_000}) {
            byte[] payload = new byte[size];
            scene.random().nextBytes(payload);
            arrives(scene, payload);
        }
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
        for (String topic : new String[] {stem + "/#", stem + "/+/culture", "#", ""}) {
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
        for (String hex : new String[] {"36070003612f620007", "30050003612f00", "30050003c0af62", "30050009612f62"}) {
            isClosed(scene, HexFormat.of().parseHex(hex));
        }
    }

    private static void isClosed(Scene scene, byte[] packet) {
        WireClient newsroom = scene.connect(scene.name("newsroom"));
        newsroom.send(packet);
        newsroom.expectClosed();
    }
}
