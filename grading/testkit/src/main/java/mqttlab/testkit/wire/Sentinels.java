package mqttlab.testkit.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Payload;

/**
 * Messages on a topic of their own, each of them published behind others: when it has come, what was to come before it has
 * come. So nobody has to wait for what does not come.
 */
final class Sentinels {

    private final WireClient subscriber;
    private final String topic;
    private final BooleanSupplier hearsAll;
    private boolean subscribed;
    private int count;

    /** @param hearsAll whether the subscriber gets them in any case; it might get them twice otherwise */
    Sentinels(WireClient subscriber, String topic, BooleanSupplier hearsAll) {
        this.subscriber = subscriber;
        this.topic = topic;
        this.hearsAll = hearsAll;
    }

    /** Has one published behind all that the publisher has sent so far, and gives its payload. */
    String next(WireClient publisher) {
        if (!subscribed && !hearsAll.getAsBoolean()) {
            subscriber.subscribe(topic, 0);
            subscribed = true;
        }
        count++;
        String sentinel = "sentinel " + count;
        publisher.publish(topic, 0, sentinel.getBytes(UTF_8));
        return sentinel;
    }

    /** Nothing comes before the next one. */
    void nothingBefore(WireClient publisher) {
        subscriber.expectNothingBefore(next(publisher));
    }

    /** The messages that come before the next one; nothing but messages may. */
    List<Packet> messagesBefore(WireClient publisher) {
        Payload sentinel = Payload.of(next(publisher));
        List<Packet> messages = new ArrayList<>();
        for (Packet next = subscriber.expect(PUBLISH); !next.payload().equals(sentinel); next = subscriber.expect(PUBLISH)) {
            messages.add(next);
        }
        return messages;
    }
}
