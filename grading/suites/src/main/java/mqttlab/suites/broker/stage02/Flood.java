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
import mqttlab.testkit.wire.Publisher;
import mqttlab.testkit.wire.Subscriber;
import mqttlab.testkit.wire.WireClient;

/**
 * A great many messages on one topic, from a publisher of their own. The history has one line for all of them, and the whole
 * flood one deadline: a broker that reads a little now and then is held up, too.
 */
final class Flood {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int BYTES_A_WRITE = 64 * 1024;
    /** Each is answered in time only if the broker has not waited for a sleeper meanwhile, not even for some seconds. */
    private static final int PINGS = 25;

    private final Publisher newsroom;
    private final String endOfFlood;
    private final Subscriber behind;
    private final String size;
    private final CompletableFuture<Void> sent;

    private Flood(Publisher newsroom, String endOfFlood, Subscriber behind, String size, CompletableFuture<Void> sent) {
        this.newsroom = newsroom;
        this.endOfFlood = endOfFlood;
        this.behind = behind;
        this.size = size;
        this.sent = sent;
    }

    static Flood begin(Scene scene, String topic, int messages, int payloadBytes) {
        Publisher newsroom = scene.publisher();
        String endOfFlood = scene.name("end-of-flood");
        Subscriber behind = scene.subscriber(endOfFlood);
        String size = "%,d messages of %,d bytes".formatted(messages, payloadBytes);
        scene.trace().note("the newsroom, on connection %d, begins to publish %s"
                .formatted(newsroom.client().connection(), size));
        byte[] payload = new byte[payloadBytes];
        Arrays.fill(payload, (byte) '~');
        Packet message = Packets.publish(topic).payload(Payload.of(payload)).packet();
        int perWrite = Math.max(1, BYTES_A_WRITE / message.size());
        byte[] glued = glued(message, perWrite);
        int times = Math.ceilDiv(messages, perWrite);
        return new Flood(newsroom, endOfFlood, behind, size,
                CompletableFuture.runAsync(() -> send(newsroom.client(), glued, times), Thread::startVirtualThread));
    }

    /** And hears after each part that the broker has read it. */
    static void send(WireClient newsroom, byte[] glued, int times) {
        for (int i = 0; i < PINGS; i++) {
            newsroom.sendOften(glued, Math.ceilDiv(times, PINGS));
            newsroom.ping();
        }
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

    static byte[] glued(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    /** Waits until the broker has taken all of it and passed it on, and sees that it still talks to the newsroom. */
    void awaitTaken() {
        Duration patience = Patience.atLeast(PATIENCE);
        try {
            sent.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            newsroom.client().abort();
            throw newsroom.client().trace().failure(
                    "the broker goes on reading from the publisher, although a subscriber does not read",
                    e.getCause() instanceof TraceFailure stuck ? stuck.happened()
                            : "after %s it had not yet taken %s".formatted(Patience.text(patience), size));
        }
        newsroom.publish(endOfFlood, "the end");
        behind.receivesExactly(endOfFlood, "the end");
    }
}
