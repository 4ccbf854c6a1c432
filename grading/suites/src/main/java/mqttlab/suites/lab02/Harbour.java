package mqttlab.suites.lab02;

import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.tap.Events.fromClient;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mqttlab.contracts.feeds.Event;
import mqttlab.contracts.feeds.Feed;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.testkit.check.Recipient;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.wire.Publisher;

/** What the checks of this lab begin with: a feed of their own, somebody who publishes there, and listeners. */
record Harbour(Scene scene, String feed, Publisher somebody) {

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
        int connection = scene.trace().one(fromClient(CONNECT)).connection();
        scene.tap().slipIn(connection, Packets.publish(topic(event)).payload(text(event)).packet());
        return event;
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
