package mqttlab.suites.broker.stage06;

import static mqttlab.testkit.mqtt.PacketType.PUBACK;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import mqttlab.testkit.Count;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.WireClient;

/**
 * Publishes numbered messages with one QoS, some of them at a time, and waits until the broker has taken them over before it goes
 * on. The history has one line for all of them.
 */
final class Newsroom {

    /** As many as the handout asks for, and Mosquitto takes. */
    static final int AT_A_TIME = 20;
    private static final int BYTES_AT_A_TIME = 1_000_000;
    private static final int DIGITS = 8;
    private static final Pattern NUMBERED = Pattern.compile("\\d{%d,}".formatted(DIGITS));

    private final WireClient client;
    private final String topic;
    private final int qos;
    private final String padding;
    private final int atATime;
    private int published;

    Newsroom(Scene scene, String topic, int qos) {
        this(scene, topic, qos, DIGITS);
    }

    /** @param bytes the size of each payload: its number, and zeros before it */
    Newsroom(Scene scene, String topic, int qos, int bytes) {
        this.client = scene.connectUntraced(scene.name("newsroom"));
        this.topic = topic;
        this.qos = qos;
        this.padding = "0".repeat(bytes - DIGITS);
        this.atATime = Math.clamp(BYTES_AT_A_TIME / bytes, 1, AT_A_TIME);
    }

    /** Until the broker has taken all of them over. */
    void publishes(Scene scene, int messages) {
        scene.trace().note("a newsroom publishes %s with QoS %d, and completes the exchange for each"
                .formatted(Count.of(messages, "message"), qos));
        publishesUnnoted(messages);
    }

    void publishesUnnoted(int messages) {
        for (int left = messages; left > 0; left -= atATime) {
            publish(IntStream.rangeClosed(1, Math.min(left, atATime)).boxed().toList());
        }
    }

    private void publish(List<Integer> ids) {
        List<Packet> publishes = ids.stream().map(this::message).toList();
        published += ids.size();
        if (qos == 2) {
            Exchange.completeAll(client, publishes);
        } else {
            client.send(publishes.toArray(Packet[]::new));
            Exchange.awaitAll(client, PUBACK, ids);
        }
    }

    private Packet message(int id) {
        return Packets.publish(topic).qos(qos, id).payload(padding + "%08d".formatted(published + id)).packet();
    }

    /** This is one of its messages, with the number that is given, and with the newsroom's QoS. */
    void require(Scene scene, Packet message, int number) {
        require(scene, message, number, qos);
    }

    /** The same, for one who was granted perhaps less. */
    void require(Scene scene, Packet message, int number, int granted) {
        String text = message.payload().text().orElse("");
        int expected = Math.min(qos, granted);
        if (message.qos() != expected || !NUMBERED.matcher(text).matches()
                || Integer.parseInt(text.substring(text.length() - DIGITS)) != number) {
            throw scene.trace().failure("message %,d of the newsroom, with QoS %d".formatted(number, expected),
                    "%s came".formatted(message));
        }
    }

    void require(Scene scene, List<Packet> messages, int first) {
        for (int i = 0; i < messages.size(); i++) {
            require(scene, messages.get(i), first + i);
        }
    }
}
