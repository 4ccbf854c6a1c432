package mqttlab.suites.broker.stage05;

import static mqttlab.testkit.mqtt.PacketType.PUBACK;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import mqttlab.testkit.Count;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;

/**
 * Publishes numbered messages with QoS 1, many of them at a time, and waits for their PUBACKs before it goes on. The history has
 * one line for all of them.
 */
final class Newsroom {

    private static final int AT_A_TIME = 100;
    private static final int BYTES_AT_A_TIME = 1_000_000;
    private static final int DIGITS = 8;
    private static final Pattern NUMBERED = Pattern.compile("\\d{%d,}".formatted(DIGITS));

    private final WireClient client;
    private final String topic;
    private String padding;
    private int atATime;
    private int published;

    Newsroom(Scene scene, String topic) {
        this(scene, topic, DIGITS);
    }

    /** @param bytes the size of each payload */
    Newsroom(Scene scene, String topic, int bytes) {
        this.client = scene.connectUntraced(scene.name("newsroom"));
        this.topic = topic;
        writes(bytes);
    }

    /** From now on, each payload has so many bytes: its number, and zeros before it. */
    void writes(int bytes) {
        padding = "0".repeat(bytes - DIGITS);
        atATime = Math.clamp(BYTES_AT_A_TIME / bytes, 1, AT_A_TIME);
    }

    String topic() {
        return topic;
    }

    /** Until the broker has taken all of them over. */
    void publishes(Scene scene, int messages) {
        scene.trace().note("a newsroom publishes %s with QoS 1 on %s, and gets a PUBACK for each"
                .formatted(Count.of(messages, "message"), topic));
        for (int left = messages; left > 0; left -= atATime) {
            publish(Math.min(left, atATime));
        }
    }

    private void publish(int messages) {
        Packet[] packets = new Packet[messages];
        Arrays.setAll(packets, i -> Packets.publish(topic).qos(1, i + 1).payload(numbered(published + i + 1)).packet());
        published += messages;
        client.send(packets);
        Set<Integer> missing = new HashSet<>();
        for (Packet each : packets) {
            missing.add(each.packetId());
        }
        while (!missing.isEmpty()) {
            // In which order they come is another check's concern.
            Packet came = client.expect(PUBACK);
            client.trace().require(missing.remove(came.packetId()), "a PUBACK for each message, once", "%s came".formatted(came));
        }
    }

    private String numbered(int number) {
        return padding + "%08d".formatted(number);
    }

    static void requireNumber(Scene scene, Packet message, int number) {
        String text = message.payload().text().orElse("");
        if (!NUMBERED.matcher(text).matches() || Integer.parseInt(text.substring(text.length() - DIGITS)) != number) {
            throw scene.trace().failure("message %,d of the newsroom".formatted(number), "%s came".formatted(message));
        }
    }
}
