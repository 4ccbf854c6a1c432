package mqttlab.suites.lab02;

import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.mqtt.PacketType.SUBSCRIBE;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import mqttlab.contracts.feeds.Event;
import mqttlab.contracts.feeds.Feed;
import mqttlab.contracts.feeds.Interest;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Recipient;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.tap.Note;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Subscribing")
class SubscribingChecks {

    @Graded(task = 4, points = 1, clause = "MQTT-3.3.2-3",
            hint = "Three things have to come together: the broker has been asked, the message has become an event, and the "
                    + "listener is in your list. Which of them is missing? A line of your own in arrived shows how far it comes.")
    @DisplayName("a listener that has subscribed is handed an event")
    void hears(Scene scene) throws BrokerUnavailableException {
        Harbour harbour = Harbour.in(scene);
        Recipient<Event> listener = harbour.listener("the listener");
        harbour.client().subscribe(Interest.in(harbour.feed() + "/10/wind"), listener::accept);

        harbour.handed(listener, List.of(harbour.happens("10/wind", "knots", "12")));
    }

    @Graded(task = 4, points = 1, clause = {"MQTT-3.8.3-1", "MQTT-3.8.4-3"}, dependsOn = "hears",
            hint = "The filters go to the broker as they are: it is the broker that chooses, not you. Which of them does another "
                    + "subscription of this object have already, the very same, and not a wider one that may go before it?")
    @DisplayName("the broker is asked for exactly the filters of the interest, and for each only once")
    void asksForTheFilters(Scene scene) throws BrokerUnavailableException {
        Harbour harbour = Harbour.in(scene);
        Recipient<Event> second = harbour.listener("the second listener");
        Feed client = harbour.client();
        String wind = harbour.feed() + "/+/Wind ñ ";
        String ten = harbour.feed() + "/10/#";
        String one = harbour.feed() + "/1/tide";
        // Another one matches all of it, and may go before it.
        String narrow = harbour.feed() + "/10/wind";
        client.subscribe(Interest.in(wind, ten), event -> { });
        expectAsked(scene, wind, ten);
        client.subscribe(Interest.in(one, ten, narrow), second::accept);
        expectAsked(scene, wind, ten, one, narrow);

        harbour.handed(second, List.of(harbour.happens("10/wind"), harbour.happens("1/tide")));
    }

    /** Each once, with QoS 1, in as many packets as you like. */
    private static void expectAsked(Scene scene, String... filters) {
        List<TracedPacket> packets = scene.trace().all(fromClient(SUBSCRIBE));
        List<TopicFilter> asked = packets.stream().flatMap(each -> each.packet().topicFilters().stream()).toList();
        List<TopicFilter> expected = List.of(filters).stream().map(each -> new TopicFilter(each, 1)).toList();
        scene.trace().require(asked.size() == expected.size() && Set.copyOf(asked).equals(Set.copyOf(expected)),
                "the broker has been asked for each of " + expected + " once", "it has been asked for " + asked,
                packets.toArray(TracedPacket[]::new));
    }

    @Graded(task = 4, points = 1, clause = "MQTT-3.8.4-1", dependsOn = "hears",
            hint = "Between a look into your list and the SUBACK there is time for another thread. What does it find in the "
                    + "list, and what may it conclude from it? And if the broker then refuses?")
    @DisplayName("of two that subscribe to the same filter at once, neither returns before the broker has confirmed")
    void waitsForAnothersSuback(Scene scene) throws BrokerUnavailableException {
        Harbour harbour = Harbour.in(scene);
        Feed client = harbour.client();
        Interest wind = Interest.in(harbour.feed() + "/+/wind");
        scene.tap().when(fromBroker(SUBACK)).once().delay(Duration.ofMillis(scene.random().nextInt(400, 700)));
        Recipient<Event> one = harbour.listener("the first listener");
        Recipient<Event> two = harbour.listener("the second listener");
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> subscribe(client, wind, one::accept),
                Thread::startVirtualThread);
        scene.trace().await(fromClient(SUBSCRIBE));
        client.subscribe(wind, two::accept);
        first.join();

        TracedPacket suback = scene.trace().await(fromBroker(SUBACK));
        for (Note returned : scene.trace().await(2, scene.returned("subscribe"))) {
            scene.trace().inOrder(suback, returned);
        }
        expectAsked(scene, wind.topicFilters().getFirst());
        Event event = harbour.happens("10/wind");
        List.of(one, two).forEach(each -> harbour.handed(each, List.of(event)));
        noticesAnothersRefusal(scene, harbour, client);
    }

    /** What the broker refuses to one, the other does not have either: it is told so, too, or has asked again. */
    private static void noticesAnothersRefusal(Scene scene, Harbour harbour, Feed client) {
        Recipient<Event> listener = harbour.listener("the second of two listeners");
        String tide = harbour.feed() + "/+/tide";
        harbour.refuses(tide, scene.random().nextInt(400, 700));
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> subscribe(client, Interest.in(tide), event -> { }),
                Thread::startVirtualThread);
        scene.trace().await(Harbour.asksFor(tide));
        try {
            client.subscribe(Interest.in(tide), listener::accept);
        } catch (BrokerUnavailableException refusedToo) {
            return;
        }
        first.exceptionally(refused -> null).join();
        harbour.handed(listener, List.of(harbour.happens("10/tide")));
    }

    private static void subscribe(Feed client, Interest interest, Feed.Listener listener) {
        try {
            client.subscribe(interest, listener);
        } catch (BrokerUnavailableException e) {
            throw new CompletionException(e);
        }
    }

    @Graded(task = 4, points = 1, clause = {"MQTT-4.7.1-2", "MQTT-4.7.1-3", "MQTT-4.7.3-1"}, dependsOn = "hears",
            hint = "A broker closes the connection when it gets such a filter. When are the filters looked at, and what have you "
                    + "remembered or sent by then? One that is wrong spoils the whole interest.")
    @DisplayName("an interest with a malformed filter is refused before anything is sent, and leaves nothing behind")
    void refusesMalformedFilters(Scene scene) throws BrokerUnavailableException {
        Harbour harbour = Harbour.in(scene);
        Recipient<Event> refused = harbour.listener("a listener whose interest was refused");
        Recipient<Event> other = harbour.listener("another listener");
        Feed client = harbour.client();
        String good = harbour.feed() + "/10/+";
        Refused subscribe = new Refused(scene.trace(), "subscribe");
        for (String bad : List.of(good + "/#/wind", good + "/wi+nd", good + "/wind#", "#/" + good, good + "/+wind", "",
                good + "/##", good + "/wi\0nd")) {
            subscribe.expect(bad, () -> client.subscribe(Interest.in(good, bad), refused::accept));
            subscribe.expect(bad, () -> client.subscribe(Interest.in(bad, good), refused::accept));
        }
        scene.trace().none(fromClient(SUBSCRIBE));
        client.subscribe(Interest.in(good), other::accept);

        harbour.handed(other, List.of(harbour.happens("10/wind"), harbour.happens("10/tide")));
        harbour.handed(refused, List.of());
    }

    @Graded(task = 4, points = 1, clause = "MQTT-3.8.4-5", dependsOn = "hears",
            hint = "When subscribe ends with an exception, what have you remembered by then? Who comes next with the same "
                    + "filter finds it, and asks the broker for nothing. And a broker that refuses one filter may have granted "
                    + "the others of the same SUBSCRIBE: who takes them back?")
    @DisplayName("a subscription that the broker refuses leaves nothing behind, there or here")
    void forgetsWhatTheBrokerRefuses(Scene scene) throws BrokerUnavailableException {
        Harbour harbour = Harbour.in(scene);
        Recipient<Event> before = harbour.listener("a listener that was there before");
        Recipient<Event> refused = harbour.listener("a listener whom the broker refused");
        Recipient<Event> other = harbour.listener("another listener");
        Feed client = harbour.client();
        String shared = harbour.feed() + "/+/tide";
        String granted = harbour.feed() + "/1/wind";
        String wind = harbour.feed() + "/+/wind";
        client.subscribe(Interest.in(shared), before::accept);
        harbour.refuses(wind, 0);
        try {
            client.subscribe(Interest.in(granted, shared, wind), refused::accept);
            throw scene.trace().failure("subscribe ends with a BrokerUnavailableException", "it returned as if all were well");
        } catch (BrokerUnavailableException expected) {
            expectTakenBack(scene, granted, shared);
            client.subscribe(Interest.in(wind, granted), other::accept);
        }

        Event tide = harbour.happens("1/tide");
        harbour.handed(other, List.of(harbour.happens("10/wind"), harbour.happens("1/wind")));
        harbour.handed(before, List.of(tide));
        harbour.handed(refused, List.of());
        scene.trace().require(scene.trace().all(Harbour.asksFor(wind)).size() == 2, "a second SUBSCRIBE to " + wind,
                "there was none");
    }

    private static void expectTakenBack(Scene scene, String granted, String shared) {
        if (scene.trace().all(Harbour.asksFor(granted)).isEmpty()) {
            return;
        }
        scene.trace().await(Harbour.endOf(granted));
        scene.trace().none(Harbour.endOf(shared));
    }
}
