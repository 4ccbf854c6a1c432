package mqttlab.suites.broker.stage08;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.Will;
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("A will is a message")
class MessageChecks {

    /** Its length has two bytes in a CONNECT. */
    private static final int LONGEST = 65_535;
    private static final int LAST_WORDS = 50;
    private static final byte[] AGAINST_THE_RULES = HexFormat.of().parseHex("f000");

    /** What a client sends last. */
    private static final Map<String, Consumer<WireClient>> ENDS = ends();

    private static Map<String, Consumer<WireClient>> ends() {
        Map<String, Consumer<WireClient>> ends = new LinkedHashMap<>();
        ends.put("nothing more", client -> { });
        ends.put("a packet of type 15", client -> client.send(AGAINST_THE_RULES));
        ends.put("the first byte of a DISCONNECT", client -> client.sendPart(Packets.disconnect().raw(), 0, 1));
        return ends;
    }

    @Graded(task = 3, points = 2, clause = {"MQTT-3.1.2-9", "MQTT-3.8.4-6"}, dependsOn = "whenCutOff",
            hint = "The QoS of the will is in two bits of the connect flags, and counts as that of any other message: which rule "
                    + "says with what a subscriber gets it?")
    @DisplayName("a will is published with the QoS of its CONNECT, or the one that its subscriber was granted, whichever is "
            + "lower")
    void withItsQos(Scene scene) {
        String topic = scene.name("will");
        List<WireClient> heirs = Stream.generate(() -> scene.connect(scene.name("heir"))).limit(3).toList();
        for (int granted = 0; granted < heirs.size(); granted++) {
            heirs.get(granted).subscribe(topic, granted);
        }
        for (int qos : new int[] {2, 0, 1, 2}) {
            Payload message = Payload.of("with QoS " + qos);
            scene.connect(Wills.connect(scene.name("ana"), new Will(topic, message, qos, false)).packet()).abort();
            for (int granted = 0; granted < heirs.size(); granted++) {
                int expected = Math.min(qos, granted);
                heirs.get(granted).expect("the will with QoS %d, and neither DUP nor retain".formatted(expected),
                        packet -> packet.type() == PUBLISH && packet.payload().equals(message) && packet.qos() == expected
                                && !packet.duplicate() && !packet.retain());
            }
        }
        heirs.forEach(WireClient::ping);
    }

    @Graded(task = 3, points = 2, clause = {"MQTT-3.1.2-16", "MQTT-3.1.2-17", "MQTT-3.3.1-9"}, dependsOn = "withItsQos",
            hint = "A will can be retained or not, as every message can; both go through the same lines of yours, if the will is "
                    + "published like a message that has just come.")
    @DisplayName("a will is published retained if its CONNECT said so, and otherwise not: then what is retained on its topic "
            + "stays")
    void retained(Scene scene) {
        String topic = scene.name("state");
        Publisher luis = scene.publisher();
        Subscriber heir = scene.subscriber(topic);
        luis.publishRetained(topic, 1, "online");
        heir.receivesExactly(topic, "online");
        cutOff(scene, heir, new Will(topic, Payload.of("not retained"), 1, false));
        isRetained(scene, topic, "online");
        cutOff(scene, heir, new Will(topic, Payload.of("offline"), 1, true));
        isRetained(scene, topic, "offline");
        cutOff(scene, heir, new Will(topic, Payload.of(""), 1, false));
        isRetained(scene, topic, "offline");
        cutOff(scene, heir, new Will(topic, Payload.of(""), 1, true));
        scene.subscriber(topic).receivesNothingMore();
    }

    /** Whoever is subscribed already gets it as a message that is not retained. */
    private static void cutOff(Scene scene, Subscriber heir, Will will) {
        scene.connect(Wills.connect(scene.name("ana"), will).packet()).abort();
        heir.receivesExactly(will.topic(), will.payload());
    }

    private static void isRetained(Scene scene, String topic, String message) {
        WireClient later = scene.connect(scene.name("later"));
        later.subscribe(topic, 2);
        later.expect("the message '%s', retained, with QoS 1".formatted(message), packet -> packet.type() == PUBLISH
                && packet.retain() && packet.qos() == 1 && packet.payload().equals(Payload.of(message)));
    }

    @Graded(task = 3, points = 1, clause = "MQTT-3.1.2-9", dependsOn = "whenCutOff",
            hint = "The will message of a CONNECT is a length of two bytes and so many bytes, also none. It is no text, and "
                    + "everything of it is passed on.")
    @DisplayName("a will is published with exactly the payload of its CONNECT: none, any bytes, or 65,535 of them")
    void emptyOrLong(Scene scene) {
        String topic = scene.name("Cádiz/🎭");
        Subscriber heir = scene.subscriber(topic);
        byte[] any = new byte[LONGEST];
        scene.random().nextBytes(any);
        for (Payload payload : List.of(Payload.of(""), Payload.of(new byte[] {0, 1, (byte) 0x80, (byte) 0xff, 0}),
                Payload.of(Arrays.copyOf(any, 32_768)), Payload.of(any), Payload.of("gone"))) {
            scene.connect(Wills.connect(scene.name("ana"), new Will(topic, payload, 0, false)).packet()).abort();
            heir.receivesExactly(topic, payload);
        }
        heir.receivesNothingMore();
    }

    @Graded(task = 3, points = 1, dependsOn = {"whenCutOff", "whenItBreaksTheRules"},
            reason = "A will says that nothing more will come. What its client has published before that, and what has arrived "
                    + "whole, comes first: otherwise a dead sensor measures on.",
            hint = "Which thread publishes the will: the one that has read and passed on all that the client had sent, or one "
                    + "that has noticed the end before? And when is a DISCONNECT one: with its first byte, or when "
                    + "it has come whole?")
    @DisplayName("a will is published behind everything that its client has published, whatever the last is, also half a "
            + "DISCONNECT")
    void behindTheLastMessage(Scene scene) {
        String topic = scene.name("news");
        Subscriber heir = scene.subscriber(topic);
        ENDS.forEach((what, last) -> {
            WireClient ana = scene.connect(Wills.connect(scene.name("ana"), topic, "gone").packet());
            ana.send(Stream.iterate(1, number -> number + 1).limit(LAST_WORDS)
                    .map(number -> Packets.publish(topic).payload("message " + number).packet()).toArray(Packet[]::new));
            scene.trace().note("connection %d: behind them the client sends %s".formatted(ana.connection(), what));
            last.accept(ana);
            ana.endSending();
            for (int number = 1; number <= LAST_WORDS; number++) {
                heir.receivesExactly(topic, "message " + number);
            }
            heir.receivesExactly(topic, "gone");
        });
        heir.receivesNothingMore();
    }
}
