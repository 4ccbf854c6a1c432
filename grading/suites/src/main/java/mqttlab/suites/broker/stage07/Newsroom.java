package mqttlab.suites.broker.stage07;

import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBCOMP;
import static mqttlab.testkit.mqtt.PacketType.PUBREC;

import java.util.List;
import java.util.function.IntFunction;
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
    private static final int AT_A_TIME = 20;
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
        for (int left = messages; left > 0; left -= atATime) {
            publish(IntStream.rangeClosed(1, Math.min(left, atATime)).boxed().toList());
        }
    }

    private void publish(List<Integer> ids) {
        sendNext(ids);
        awaitAnswers(ids);
    }

    /**
     * Publishes a few messages, and does not wait.
     *
     * @return waits until the broker has taken them over
     */
    Runnable begins(int messages) {
        List<Integer> ids = IntStream.rangeClosed(1, Math.min(messages, atATime)).boxed().toList();
        sendNext(ids);
        return () -> awaitAnswers(ids);
    }

    private void sendNext(List<Integer> ids) {
        send(ids, id -> Packets.publish(topic).qos(qos, id).payload(padding + "%08d".formatted(published + id)).packet());
        published += ids.size();
    }

    /** In which order they come is another check's concern. */
    private void awaitAnswers(List<Integer> ids) {
        if (qos == 1) {
            Exchange.awaitAll(client, PUBACK, ids);
            return;
        }
        Exchange.awaitAll(client, PUBREC, ids);
        send(ids, Packets::pubrel);
        Exchange.awaitAll(client, PUBCOMP, ids);
    }

    private void send(List<Integer> ids, IntFunction<Packet> packet) {
        client.send(ids.stream().map(packet::apply).toArray(Packet[]::new));
    }

    /** This is one of its messages, with the number that is given, and with the newsroom's QoS. */
    void require(Scene scene, Packet message, int number) {
        if (message.qos() != qos || number(message) != number) {
            throw scene.trace().failure("message %,d of the newsroom, with QoS %d".formatted(number, qos),
                    "%s came".formatted(message));
        }
    }

    /** 0 if it is none of its messages. */
    int number(Packet message) {
        String text = message.payload().text().orElse("");
        return NUMBERED.matcher(text).matches() ? Integer.parseInt(text.substring(text.length() - DIGITS)) : 0;
    }

    void require(Scene scene, List<Packet> messages, int first) {
        for (int i = 0; i < messages.size(); i++) {
            require(scene, messages.get(i), first + i);
        }
    }
}
