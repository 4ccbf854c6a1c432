package mqttlab.testkit.wire;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mqttlab.testkit.failure.FailureKind;
import mqttlab.testkit.mqtt.Difference;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.SafeText;
import mqttlab.testkit.mqtt.TopicFilter;

/**
 * A client that subscribes, and what it receives: always the next packet, so that nothing may come in between. For what it says
 * byte by byte there is its {@link #client}.
 */
public final class Subscriber {

    private static final int SHOWN = 12;
    private static final int MOST_NAMED = 6;

    private final WireClient client;
    private final Supplier<Publisher> anybody;
    private final Sentinels sentinels;
    private final Set<String> filters = new TreeSet<>();
    private int published;

    /**
     * @param sentinels a topic that nobody else uses
     * @param anybody   publishes what is to reach this client, or not to
     */
    public Subscriber(WireClient client, String sentinels, Supplier<Publisher> anybody) {
        this.client = client;
        this.anybody = anybody;
        this.sentinels = new Sentinels(client, sentinels, () -> filters.contains("#"));
    }

    public WireClient client() {
        return client;
    }

    // ---- subscribing

    /** To each of them with QoS 0 and a SUBSCRIBE of its own. */
    public void subscribe(String... topicFilters) {
        for (String filter : topicFilters) {
            client.subscribe(filter, 0);
            filters.add(filter);
        }
    }

    /** The same in one SUBSCRIBE. What is retained may come before its SUBACK or behind it. */
    public void subscribeAtOnce(String... topicFilters) {
        client.subscribe(Stream.of(topicFilters).map(filter -> new TopicFilter(filter, 0)).toArray(TopicFilter[]::new));
        filters.addAll(List.of(topicFilters));
    }

    public void unsubscribe(String... topicFilters) {
        for (String filter : topicFilters) {
            client.unsubscribe(filter);
            filters.remove(filter);
        }
    }

    // ---- receiving

    /** The next packet is this message. Its QoS and its flags are not asked for: the packet tells them. */
    public Packet receives(String topic, Payload payload) {
        return client.expect("the message %s on %s".formatted(payload, SafeText.quote(topic)),
                p -> p.type() == PUBLISH && p.topic().equals(topic) && p.payload().equals(payload));
    }

    public Packet receives(String topic, String payload) {
        return receives(topic, Payload.of(payload));
    }

    /** The next packet is the very PUBLISH that a publisher would send, byte by byte: QoS 0, no flags, topic and payload. */
    public void receivesExactly(String topic, Payload payload) {
        Packet expected = Packets.publish(topic).payload(payload).packet();
        Packet came = client.expect(PUBLISH);
        Difference.between(expected.raw(), came.raw()).ifPresent(difference -> {
            throw client.trace().failure(FailureKind.WRONG_PACKET,
                    "%s, the bytes %s".formatted(expected, SafeText.hex(expected.raw(), SHOWN)),
                    "%s came, the bytes %s; %s".formatted(came, SafeText.hex(came.raw(), SHOWN), difference));
        });
    }

    public void receivesExactly(String topic, String payload) {
        receivesExactly(topic, Payload.of(payload));
    }

    /** The next packets are so many messages, in the order in which they come. */
    public List<Packet> receives(int messages) {
        List<Packet> received = new ArrayList<>();
        for (int i = 1; i <= messages; i++) {
            received.add(client.expect("message %d of %d".formatted(i, messages), p -> p.type() == PUBLISH));
        }
        return received;
    }

    /** The next packets are messages on these topics, one on each, in whichever order. */
    public void receivesOneOnEach(Collection<String> topics) {
        Set<String> missing = new TreeSet<>(topics);
        for (Packet message : receives(topics.size())) {
            client.trace().require(missing.remove(message.topic()),
                    "one message on each of "
                            + (topics.size() > MOST_NAMED ? topics.size() + " topics" : String.join(", ", topics)),
                    "this came, too, or again: %s".formatted(message));
        }
    }

    /** All messages that are still to come of what this publisher has published. */
    public List<Packet> receivesAllOf(Publisher publisher) {
        return sentinels.messagesBefore(publisher.client());
    }

    /**
     * Nothing has come that was not asked for, and nothing does until the broker has dealt with all that this client has sent.
     * For what others have sent, first see that it is delivered.
     */
    public void receivesNothingMore() {
        sentinels.nothingBefore(client);
    }

    // ---- receiving what anybody publishes now

    /** A message is published on each of these topics, and reaches this client once. */
    public void receivesOn(String... topics) {
        for (String topic : topics) {
            Payload message = publish(topic);
            String sentinel = sentinels.next(anybody.get().client());
            receives(topic, message);
            client.expectNothingBefore(sentinel);
        }
    }

    /** A message is published on each of these topics, and none reaches this client. */
    public void receivesNothingOn(String... topics) {
        for (String topic : topics) {
            publish(topic);
            sentinels.nothingBefore(anybody.get().client());
        }
    }

    private Payload publish(String topic) {
        published++;
        Payload message = Payload.of("message " + published);
        anybody.get().publish(topic, message);
        return message;
    }
}
