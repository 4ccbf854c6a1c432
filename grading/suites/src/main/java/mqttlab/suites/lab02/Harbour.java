package mqttlab.suites.lab02;

import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.mqtt.PacketType.SUBSCRIBE;
import static mqttlab.testkit.mqtt.PacketType.UNSUBSCRIBE;
import static mqttlab.testkit.tap.Events.fault;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mqttlab.contracts.feeds.Event;
import mqttlab.contracts.feeds.Feed;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.testkit.Patience;
import mqttlab.testkit.check.Recipient;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.PublishBuilder;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.tap.FaultApplied;
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.tap.PacketMatch;
import mqttlab.testkit.wire.Publisher;

/** What the checks of this lab begin with: a feed of their own, somebody who publishes there, and listeners. */
record Harbour(Scene scene, String feed, Publisher somebody) {

    /** The return code of a SUBACK for a subscription that failed. */
    private static final int REFUSED = 0x80;

    static Harbour in(Scene scene) {
        return new Harbour(scene, scene.name("bay"), scene.untracedPublisher());
    }

    /** The student's client, connected to the tap. */
    Feed client() throws BrokerUnavailableException {
        Feed client = scene.create(Feed.class);
        client.connect(scene.brokerUri(), scene.name("readers"));
        return client;
    }

    Recipient<Event> listener(String name) {
        return scene.recipient(name, Event::id);
    }

    /** @param path what follows the feed, such as {@code 10/wind}, or {@code 10/wind/alarm} */
    Event event(String path, String... namesAndValues) {
        String[] levels = path.split("/", -1);
        Map<String, String> fields = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Event(feed, levels[0], levels[1], levels.length > 2 ? levels[2] : "", scene.name("m"), fields);
    }

    /** What a busy listener does. */
    static void await(CountDownLatch latch) {
        try {
            latch.await(4 * Patience.usual().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static String topic(Event event) {
        String topic = event.feed() + "/" + event.place() + "/" + event.subject();
        return event.detail().isEmpty() ? topic : topic + "/" + event.detail();
    }

    static String text(Event event) {
        StringBuilder text = new StringBuilder(event.id());
        new TreeMap<>(event.fields()).forEach((name, value) -> text.append('\n').append(name).append('=').append(value));
        return text.toString();
    }

    /** Somebody publishes it, and the broker has it. */
    Event happens(Event event) {
        somebody.publish(topic(event), 1, text(event));
        return event;
    }

    Event happens(String path, String... namesAndValues) {
        return happens(event(path, namesAndValues));
    }

    /**
     * The client gets it, though nobody has published it, or only once: as from a broker that sends a copy for each filter that
     * matches, or that has topics of its own. Nothing else of the broker may be under way.
     */
    Event comes(Event event) {
        slipIn(Packets.publish(topic(event)).payload(text(event)));
        return event;
    }

    /** The next subscription brings it, as an event that has been retained, and only then its SUBACK. */
    void comesBeforeTheSuback(Event event) {
        scene.tap().when(fromBroker(SUBACK)).once().delay(Duration.ofMillis(scene.random().nextInt(200, 400)));
        scene.when(fault(Fault.DELAYED, fromBroker(SUBACK)), delayed ->
                slipIn(Packets.publish(topic(event)).payload(text(event)).retain()));
    }

    /** In place of the broker's answer, its client gets another one: the other filters are granted, this one is not. */
    void refuses(String filter, int afterMillis) {
        PacketMatch answer = fromBroker(SUBACK).with("for " + filter, each -> asked(each.packetId()).contains(filter));
        scene.tap().when(answer).once().drop();
        CompletableFuture.runAsync(() -> {
            FaultApplied dropped = scene.trace().await(fault(Fault.DROPPED, answer));
            int id = dropped.packet().orElseThrow().packet().packetId();
            int[] codes = asked(id).stream().mapToInt(each -> each.equals(filter) ? REFUSED : 1).toArray();
            scene.tap().slipIn(dropped.connection(), Packets.suback(id, codes));
        }, CompletableFuture.delayedExecutor(afterMillis, TimeUnit.MILLISECONDS, Thread::startVirtualThread));
    }

    private List<String> asked(int packetId) {
        return scene.trace().all(fromClient(SUBSCRIBE)).stream().filter(each -> each.packet().packetId() == packetId)
                .flatMap(each -> each.packet().topicFilters().stream()).map(TopicFilter::filter).toList();
    }

    static PacketMatch asksFor(String filter) {
        return fromClient(SUBSCRIBE).with("to " + filter,
                each -> each.topicFilters().stream().anyMatch(asked -> asked.filter().equals(filter)));
    }

    static PacketMatch endOf(String filter) {
        return fromClient(UNSUBSCRIBE).with("from " + filter, each -> each.unsubscribedFilters().contains(filter));
    }

    private void slipIn(PublishBuilder publish) {
        scene.tap().slipIn(scene.trace().one(fromClient(CONNECT)).connection(), publish.packet());
    }

    /** These in this order, and nothing else; the last of them has happened last of all. */
    void handed(Recipient<Event> listener, List<Event> expected) {
        List<Event> handed = listener.await(expected.size());
        scene.trace().require(handed.equals(expected), "these events, each once and in this order: " + ids(expected),
                "it was handed " + (ids(handed).equals(ids(expected)) ? handed + " instead of " + expected : ids(handed)));
    }

    private static List<String> ids(List<Event> events) {
        return events.stream().map(each -> "%s on %s".formatted(each.id(), topic(each))).toList();
    }
}
