package mqttlab.suites.broker.stage04;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.SafeText;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.wire.WireClient;

/**
 * A client that subscribes and looks at what comes. What is retained may come before the SUBACK or after it.
 *
 * <p>That nothing more comes is shown by a sentinel that this client publishes itself: on its own connection the broker deals
 * with the SUBSCRIBE first.
 */
final class Reader {

    private static final int SUBSCRIBE_ID = 30_000;

    private final WireClient client;
    private final String sentinels;
    private int count;

    private Reader(WireClient client, String sentinels) {
        this.client = client;
        this.sentinels = sentinels;
        client.subscribe(sentinels, 0);
    }

    static Reader in(Scene scene) {
        return new Reader(scene.connect(scene.name("ana")), scene.name("sentinels"));
    }

    /** A reader that has subscribed to this before anything else happens. */
    static Reader of(Scene scene, String filter) {
        Reader reader = in(scene);
        reader.subscribe(filter);
        return reader;
    }

    void subscribe(String filter) {
        client.subscribe(filter, 0);
    }

    void unsubscribe(String filter) {
        client.unsubscribe(filter);
    }

    /** One SUBSCRIBE for all the filters, and so many messages that it brings; the SUBACK may be anywhere among them. */
    List<Packet> subscribe(int messages, String... filters) {
        client.send(Packets.subscribe(SUBSCRIBE_ID, Stream.of(filters).map(filter -> new TopicFilter(filter, 0))
                .toArray(TopicFilter[]::new)));
        List<Packet> brought = new ArrayList<>();
        boolean acknowledged = false;
        while (!acknowledged || brought.size() < messages) {
            boolean awaited = !acknowledged;
            Packet packet = client.expect(awaited ? "the SUBACK id %d or a message".formatted(SUBSCRIBE_ID) : "a message",
                    p -> p.type() == PUBLISH || awaited && p.type() == SUBACK && p.packetId() == SUBSCRIBE_ID);
            if (packet.type() == PUBLISH) {
                brought.add(packet);
            } else {
                acknowledged = true;
            }
        }
        return brought;
    }

    /** The next message is this one; whether it is marked as retained is not asked. */
    Packet gets(String topic, Payload payload) {
        return client.expect("the message %s on %s".formatted(payload, SafeText.quote(topic)),
                p -> p.type() == PUBLISH && p.topic().equals(topic) && p.payload().equals(payload));
    }

    Packet gets(String topic, String payload) {
        return gets(topic, Payload.of(payload));
    }

    /** So many messages, in the order in which they come. */
    List<Packet> gets(int messages) {
        List<Packet> got = new ArrayList<>();
        for (int i = 1; i <= messages; i++) {
            got.add(client.expect("message %d of %d".formatted(i, messages), p -> p.type() == PUBLISH));
        }
        return got;
    }

    /** Nothing has come that was not asked for, and nothing does until the broker has answered all that was sent. */
    void getsNothingMore() {
        count++;
        client.send(Packets.publish(sentinels).payload("sentinel " + count).packet());
        client.expectNothingBefore("sentinel " + count);
    }
}
