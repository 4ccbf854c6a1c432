package mqttlab.testkit.wire;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Supplier;
import mqttlab.testkit.mqtt.Payload;

/** A client that publishes. For what it says byte by byte, and for all else that it does, there is its {@link #client}. */
public final class Publisher {

    private final WireClient client;
    private final Sentinels echoes;
    private final Set<String> retainedOn = new LinkedHashSet<>();

    /** @param echoes a topic that nobody else uses */
    public Publisher(WireClient client, String echoes) {
        this.client = client;
        this.echoes = new Sentinels(client, echoes, () -> false);
    }

    public WireClient client() {
        return client;
    }

    /** With QoS 0: the message may be under way still. */
    public void publish(String topic, String payload) {
        publish(topic, 0, payload);
    }

    /** With QoS 1 or 2 until the broker has taken the message over. */
    public void publish(String topic, int qos, String payload) {
        client.publish(topic, qos, Payload.of(payload).bytes());
    }

    /** With QoS 0. */
    public void publish(String topic, Payload payload) {
        client.publish(topic, 0, payload.bytes());
    }

    /** With QoS 0 and the retain flag. */
    public void publishRetained(String topic, String payload) {
        publishRetained(topic, Payload.of(payload));
    }

    public void publishRetained(String topic, Payload payload) {
        retainedOn.add(topic);
        client.publishRetained(topic, 0, payload.bytes());
    }

    /** With QoS 1 or 2 until the broker has taken the message over. */
    public void publishRetained(String topic, int qos, String payload) {
        retainedOn.add(topic);
        client.publishRetained(topic, qos, Payload.of(payload).bytes());
    }

    /** Until the broker has delivered all that was published: what this client publishes last comes back to it. */
    public void awaitDelivered() {
        echoes.nothingBefore(client);
    }

    /** Takes back what it has retained; on another connection, as its own may be gone. */
    public void clearRetained(Supplier<WireClient> other) {
        if (!retainedOn.isEmpty()) {
            WireClient cleaner = other.get();
            retainedOn.forEach(topic -> cleaner.publishRetained(topic, 0, new byte[0]));
        }
    }
}
