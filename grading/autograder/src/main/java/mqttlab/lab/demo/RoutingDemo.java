package mqttlab.lab.demo;

import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.mqtt.PacketType.UNSUBACK;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.util.List;
import java.util.stream.Stream;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.tap.Match;
import mqttlab.testkit.tap.PacketMatch;
import mqttlab.testkit.wire.WireClient;

/**
 * Demo 11: a newsroom, and three clients whose filters it does not know. They have QoS 0: their acknowledgements are nothing
 * new. The newsroom has QoS 1: who gets what is said by the time of its PUBACK.
 */
final class RoutingDemo extends WireDemo {

    private static final String NEWSROOM = "newsroom";
    private static final String READER = "reader";
    private static final String SAILOR = "sailor";
    private static final String ARCHIVE = "archive";
    private static final String CADIZ = "news/cadiz/+";

    private WireClient newsroom;
    private WireClient reader;
    private WireClient sailor;
    private WireClient archive;
    /** How many packets with an identifier have been sent; each client may use any. */
    private int identifiers;

    RoutingDemo(Stage stage) {
        super(stage);
        steps.put("two-filters", this::twoFilters);
        steps.put("one-name", this::oneName);
        steps.put("levels", this::levels);
        steps.put("overlap", this::overlap);
        steps.put("unsubscribe", this::unsubscribe);
        steps.put("dollar", this::dollar);
    }

    private void twoFilters(Show show) {
        reader = connected(show, READER);
        subscribe(show, reader, READER, CADIZ);
        sailor = connected(show, SAILOR);
        subscribe(show, sailor, SAILOR, "news/+/weather");
    }

    private void oneName(Show show) {
        newsroom = connected(show, NEWSROOM);
        publish(show, "news/sevilla/weather", "Heat", SAILOR);
        publish(show, "news/cadiz/weather", "Levante", READER, SAILOR);
        show.onlyOnce(fromBroker(PUBLISH).byClient(READER));
    }

    private void levels(Show show) {
        archive = connected(show, ARCHIVE);
        subscribe(show, archive, ARCHIVE, "news/#");
        publish(show, "news", "On strike", ARCHIVE);
        publish(show, "news/cadiz/port/weather", "Fog", ARCHIVE);
    }

    private void overlap(Show show) {
        subscribe(show, archive, ARCHIVE, CADIZ, "news/+/culture");
        publish(show, "news/cadiz/culture", "Carnival", READER, ARCHIVE);
    }

    private void unsubscribe(Show show) {
        unsubscribe(show, CADIZ);
        publish(show, "news/cadiz/culture", "Premiere", READER, ARCHIVE);
        unsubscribe(show, "news/cadiz/culture");
    }

    /** Moquette takes no message of a client on such a topic; it would not acknowledge it, either. */
    private void dollar(Show show) {
        subscribe(show, archive, ARCHIVE, "#");
        subscribe(show, sailor, SAILOR, "$lab/+", "lab/+");
        newsroom.send(Packets.publish("$lab/door").payload("open").packet());
        PacketMatch acknowledged = send("lab/door", "shut");
        PacketMatch last = heard(SAILOR, "shut");
        PacketMatch hidden = heard(SAILOR, "open").before(trace.await(last));
        if (trace.all(hidden).isEmpty()) {
            show.await(last, heard(ARCHIVE, "shut"), acknowledged);
            show.say("kept-from-clients");
        } else {
            show.await(published("open"), hidden, published("shut"), last, heard(ARCHIVE, "shut"), acknowledged);
        }
        show.onlyOnce(fromBroker(PUBLISH).byClient(ARCHIVE));
    }

    // ---- what several steps do

    private WireClient connected(Show show, String name) {
        return connected(show, Packets.connect(name).keepAlive(KEEP_ALIVE).packet());
    }

    private void subscribe(Show show, WireClient client, String name, String... filters) {
        client.send(Packets.subscribe(++identifiers, Stream.of(filters).map(each -> new TopicFilter(each, 0))
                .toArray(TopicFilter[]::new)));
        show.await(fromBroker(SUBACK).byClient(name).withId(identifiers));
    }

    private void unsubscribe(Show show, String filter) {
        archive.send(Packets.unsubscribe(++identifiers, filter));
        show.await(fromBroker(UNSUBACK).byClient(ARCHIVE).withId(identifiers));
    }

    private void publish(Show show, String topic, String text, String... receivers) {
        PacketMatch acknowledged = send(topic, text);
        show.await(Stream.concat(Stream.of(receivers).map(each -> heard(each, text)), Stream.of(acknowledged))
                .toArray(Match<?>[]::new));
    }

    /** @return its acknowledgement, which has come */
    private PacketMatch send(String topic, String text) {
        newsroom.send(Packets.publish(topic).qos(1, ++identifiers).payload(text).packet());
        PacketMatch acknowledged = fromBroker(PUBACK).byClient(NEWSROOM).withId(identifiers);
        trace.await(acknowledged);
        return acknowledged;
    }

    private static PacketMatch published(String text) {
        return fromClient(PUBLISH).byClient(NEWSROOM).withPayload(text);
    }

    private static PacketMatch heard(String client, String text) {
        return fromBroker(PUBLISH).byClient(client).withPayload(text);
    }

    @Override
    public List<String> participants() {
        return List.of(SAILOR, NEWSROOM, "broker", READER, ARCHIVE);
    }
}
