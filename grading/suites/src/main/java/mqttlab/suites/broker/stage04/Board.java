package mqttlab.suites.broker.stage04;

import java.util.LinkedHashSet;
import java.util.Set;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.wire.WireClient;

/**
 * A client that publishes, with and without retaining, below a level that is this check's alone. At the end of the check
 * everything it has retained is cleared: others may subscribe to all there is.
 */
final class Board {

    private final WireClient publisher;
    private final String level;
    private final String echoes;
    private final Set<String> used = new LinkedHashSet<>();
    private int count;

    private Board(WireClient publisher, String level, String echoes) {
        this.publisher = publisher;
        this.level = level;
        this.echoes = echoes;
        publisher.subscribe(echoes, 0);
    }

    static Board in(Scene scene) {
        Board board = new Board(scene.connect(scene.name("board")), scene.name("news"), scene.name("echoes"));
        scene.atEnd(() -> board.clear(scene));
        return board;
    }

    String topic(String levels) {
        return level + "/" + levels;
    }

    /** Publishes a message of QoS 0 to be retained. It may be under way still. */
    void retain(String topic, Payload payload) {
        used.add(topic);
        publisher.send(Packets.publish(topic).retain().payload(payload).packet());
    }

    void retain(String topic, String payload) {
        retain(topic, Payload.of(payload));
    }

    void publish(String topic, String payload) {
        publisher.send(Packets.publish(topic).payload(payload).packet());
    }

    /** Waits until the broker has dealt with all that was published: what is published last comes back. */
    void await() {
        count++;
        publish(echoes, "echo " + count);
        publisher.expectNothingBefore("echo " + count);
    }

    /** Leaves in good order; what it has retained stays. */
    void disconnect() {
        publisher.disconnect();
    }

    /** On a connection of its own, as the other may be gone. */
    private void clear(Scene scene) {
        WireClient cleaner = scene.client();
        used.forEach(topic -> cleaner.publishRetained(topic, 0, new byte[0]));
    }
}
