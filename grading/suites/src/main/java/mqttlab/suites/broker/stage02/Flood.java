package mqttlab.suites.broker.stage02;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import mqttlab.testkit.Patience;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.tap.TraceFailure;
import mqttlab.testkit.wire.WireClient;

/**
 * A great many messages on one topic, from a publisher of their own. The history has one line for all of them, and the whole
 * flood one deadline: a broker that reads a little now and then is held up, too.
 */
final class Flood {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int BYTES_A_WRITE = 64 * 1024;

    private final WireClient newsroom;
    private final String size;
    private final CompletableFuture<Void> sent;

    private Flood(WireClient newsroom, String size, CompletableFuture<Void> sent) {
        this.newsroom = newsroom;
        this.size = size;
        this.sent = sent;
    }

    static Flood begin(Scene scene, String topic, int messages, int payloadBytes) {
        WireClient newsroom = scene.connect(scene.name("newsroom"));
        String size = "%,d messages of %,d bytes".formatted(messages, payloadBytes);
        scene.trace().note("the newsroom, on connection %d, begins to publish %s".formatted(newsroom.connection(), size));
        byte[] payload = new byte[payloadBytes];
        Arrays.fill(payload, (byte) '~');
        Packet message = Packets.publish(topic).payload(Payload.of(payload)).packet();
        int together = Math.max(1, BYTES_A_WRITE / message.size());
        byte[] glued = glued(message, together);
        return new Flood(newsroom, size,
                CompletableFuture.runAsync(() -> newsroom.sendOften(glued, messages / together), Thread::startVirtualThread));
    }

    /** So many of the same packet, for one write. */
    static byte[] glued(Packet packet, int times) {
        byte[] one = packet.raw();
        byte[] all = new byte[times * one.length];
        for (int i = 0; i < times; i++) {
            System.arraycopy(one, 0, all, i * one.length, one.length);
        }
        return all;
    }

    /** Waits until the broker has taken all of it, and sees that it still talks to the newsroom. */
    void awaitTaken() {
        Duration patience = Patience.atLeast(PATIENCE);
        try {
            sent.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            newsroom.abort();
            throw newsroom.trace().failure("the broker goes on reading from the publisher, although a subscriber does not read",
                    e.getCause() instanceof TraceFailure stuck ? stuck.happened()
                            : "after %s it had not yet taken %s".formatted(Patience.text(patience), size));
        }
        newsroom.ping();
    }
}
