package mqttlab.suites.lab02;

import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBSCRIBE;
import static mqttlab.testkit.mqtt.PacketType.UNSUBACK;
import static mqttlab.testkit.mqtt.PacketType.UNSUBSCRIBE;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import mqttlab.contracts.feeds.Event;
import mqttlab.contracts.feeds.Feed;
import mqttlab.contracts.feeds.Interest;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Recipient;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Unsubscribing")
class UnsubscribingChecks {

    @Graded(task = 6, points = 1, clause = {"MQTT-3.10.4-1", "MQTT-3.10.4-4"}, dependsOn = "hears",
            hint = "The broker has to be told, or it goes on sending to a client that throws everything away. It knows your "
                    + "subscription by the filter, character by character. If it does not confirm, the caller has to know.")
    @DisplayName("when the last listener of a filter has gone, the broker is told, and has confirmed when unsubscribe returns")
    void tellsTheBroker(Scene scene) throws BrokerUnavailableException {
        Harbour harbour = Harbour.in(scene);
        Feed client = harbour.client();
        String wind = harbour.feed() + "/+/Wind";
        String ten = harbour.feed() + "/10/#";
        int number = client.subscribe(Interest.in(wind, ten), event -> { });
        scene.tap().when(fromBroker(UNSUBACK)).delay(Duration.ofMillis(scene.random().nextInt(200, 400)));

        client.unsubscribe(number);

        expectUnsubscribed(scene, client, harbour, wind, ten);
        int packets = scene.trace().all(fromClient(UNSUBSCRIBE)).size();
        scene.trace().inOrder(scene.trace().await(packets, fromBroker(UNSUBACK)).getLast(),
                scene.trace().one(scene.returned("unsubscribe")));
        int unconfirmed = client.subscribe(Interest.in(wind), event -> { });
        scene.tap().cut();
        scene.trace().await(closed());
        Refused unsubscribe = new Refused(scene.trace(), "unsubscribe on a connection that is lost");
        unsubscribe.expectUnavailable(() -> client.unsubscribe(unconfirmed));
    }

    /** So far, each of these once; what this client publishes now comes behind all that it had to say. */
    private static void expectUnsubscribed(Scene scene, Feed client, Harbour harbour, String... filters)
            throws BrokerUnavailableException {
        Event sentinel = harbour.event("nobody/listens");
        client.publish(sentinel);
        scene.trace().await(fromClient(PUBLISH).with("with " + sentinel.id(),
                each -> each.payload().toString().contains(sentinel.id())));
        List<TracedPacket> packets = scene.trace().all(fromClient(UNSUBSCRIBE));
        List<String> told = packets.stream().flatMap(each -> each.packet().unsubscribedFilters().stream()).toList();
        scene.trace().require(told.size() == filters.length && Set.copyOf(told).equals(Set.of(filters)),
                "the client has unsubscribed from exactly " + List.of(filters), "it has unsubscribed from " + told,
                packets.toArray(TracedPacket[]::new));
    }

    @Graded(task = 6, points = 1, clause = "MQTT-3.10.4-1", dependsOn = "hears",
            hint = "To the broker you are one client, with one subscription for each filter. Whom else do you unsubscribe when "
                    + "you unsubscribe one listener, and when may you?")
    @DisplayName("a filter that another listener has stays, and the other gets all events")
    void keepsTheOther(Scene scene) throws BrokerUnavailableException {
        Harbour harbour = Harbour.in(scene);
        Feed client = harbour.client();
        String wind = harbour.feed() + "/+/wind";
        String ten = harbour.feed() + "/10/wind";
        Recipient<Event> first = harbour.listener("the first listener");
        Recipient<Event> second = harbour.listener("the second listener");
        Recipient<Event> third = harbour.listener("the third listener");
        // Another client of the same program, which has nothing to do with all this.
        Recipient<Event> other = harbour.listener("the listener of another client");
        harbour.client().subscribe(Interest.in(wind), other::accept);
        int one = client.subscribe(Interest.in(wind, ten), first::accept);
        int two = client.subscribe(Interest.in(wind), second::accept);
        int three = client.subscribe(Interest.in(wind), third::accept);

        Event before = harbour.happens("10/wind");
        third.await(1);
        client.unsubscribe(one);
        expectUnsubscribed(scene, client, harbour, ten);
        Event between = harbour.happens("10/wind");
        third.await(2);
        client.unsubscribe(three);
        expectUnsubscribed(scene, client, harbour, ten);
        Event last = harbour.happens("10/wind");
        harbour.handed(second, List.of(before, between, last));
        harbour.handed(third, List.of(before, between));
        harbour.handed(first, List.of(before));
        client.unsubscribe(two);
        expectUnsubscribed(scene, client, harbour, ten, wind);
        harbour.handed(other, List.of(before, between, last, harbour.happens("10/wind")));
    }

    @Graded(task = 6, points = 1, clause = "MQTT-3.10.4-2", dependsOn = "hears",
            hint = "When unsubscribe comes, events may be waiting already: in the broker, on the line, in a queue of your "
                    + "client. When do you look who is still there: when an event arrives, or when it is handed over?")
    @DisplayName("a listener that has gone is handed nothing more, not even what had arrived before")
    void handsNothingMore(Scene scene) throws BrokerUnavailableException, InterruptedException {
        Harbour harbour = Harbour.in(scene);
        Feed client = harbour.client();
        Recipient<Event> gone = harbour.listener("the listener that goes");
        Recipient<Event> busy = harbour.listener("the busy listener");
        CountDownLatch goOn = new CountDownLatch(1);
        scene.atEnd(goOn::countDown);
        int number = client.subscribe(Interest.in(harbour.feed() + "/10/wind"), gone::accept);
        client.subscribe(Interest.in(harbour.feed() + "/+/wind"), event -> {
            busy.accept(event);
            Harbour.await(goOn);
        });

        Event first = harbour.happens("10/wind");
        gone.await(1);
        busy.await(1);
        Event waiting = harbour.happens("10/wind");
        scene.trace().await(2, fromClient(PUBACK));
        client.unsubscribe(number);
        goOn.countDown();
        Event last = harbour.happens("10/wind");
        harbour.handed(busy, List.of(first, waiting, last));
        harbour.handed(gone, List.of(first));
    }

    @Graded(task = 6, points = 1, clause = "MQTT-3.8.4-1", dependsOn = "hears",
            hint = "After an UNSUBSCRIBE the broker has forgotten the filter. Have you, too? And a number that is not in your "
                    + "list is not a reason to do anything. Before the UNSUBACK comes, somebody else may want the same filter: "
                    + "what does your list say then? And whom the broker will refuse is in your list before it does.")
    @DisplayName("one can subscribe again, and a number that is not in use does nothing")
    void subscribesAgain(Scene scene) throws BrokerUnavailableException {
        Harbour harbour = Harbour.in(scene);
        Feed client = harbour.client();
        String wind = harbour.feed() + "/+/wind";
        Recipient<Event> first = harbour.listener("the first listener");
        Recipient<Event> second = harbour.listener("the second listener");
        int one = client.subscribe(Interest.in(wind), first::accept);
        client.unsubscribe(one);
        int two = client.subscribe(Interest.in(wind), second::accept);
        scene.trace().require(one != two, "each subscription has a number of its own", "both have the number " + one);
        scene.trace().require(scene.trace().all(fromClient(SUBSCRIBE)).size() == 2, "a second SUBSCRIBE to " + wind,
                "there was none");

        client.unsubscribe(one);
        client.unsubscribe(Math.max(one, two) + 1 + scene.random().nextInt(9));
        client.unsubscribe(Math.min(0, Math.min(one, two)) - 1 - scene.random().nextInt(9));
        expectUnsubscribed(scene, client, harbour, wind);
        harbour.handed(second, List.of(harbour.happens("10/wind"), harbour.happens("1/wind")));
        harbour.handed(first, List.of());
        comesWhileAnotherGoes(scene, harbour, client);
        leavesWhileAnotherIsRefused(scene, harbour, client);
    }

    /** Whom the broker refuses has no filter either that another one ends meanwhile. */
    private static void leavesWhileAnotherIsRefused(Scene scene, Harbour harbour, Feed client) throws BrokerUnavailableException {
        String shared = harbour.feed() + "/+/fog";
        String rain = harbour.feed() + "/+/rain";
        int number = client.subscribe(Interest.in(shared), event -> { });
        harbour.refuses(rain, scene.random().nextInt(400, 700));
        CompletableFuture<Void> refused = CompletableFuture.runAsync(
                () -> subscribe(client, Interest.in(shared, rain)), Thread::startVirtualThread);
        scene.trace().await(Harbour.asksFor(rain));
        client.unsubscribe(number);
        refused.exceptionally(expected -> null).join();
        scene.trace().await(Harbour.endOf(shared));
    }

    /** It asks for the same filter before the broker has confirmed that the other one has left it. */
    private static void comesWhileAnotherGoes(Scene scene, Harbour harbour, Feed client) throws BrokerUnavailableException {
        Recipient<Event> listener = harbour.listener("a listener that comes while another one goes");
        String tide = harbour.feed() + "/+/tide";
        // Twice in one interest, it is one filter still.
        int number = client.subscribe(Interest.in(tide, tide), event -> { });
        scene.tap().when(fromBroker(UNSUBACK)).delay(Duration.ofMillis(scene.random().nextInt(400, 700)));
        CompletableFuture<Void> going = CompletableFuture.runAsync(() -> leave(client, number), Thread::startVirtualThread);
        scene.trace().await(fromClient(UNSUBSCRIBE).with("from " + tide, each -> each.unsubscribedFilters().contains(tide)));
        client.subscribe(Interest.in(tide), listener::accept);
        going.join();
        harbour.handed(listener, List.of(harbour.happens("10/tide")));
    }

    @Graded(task = 6, points = 1, dependsOn = "hears",
            reason = "\"Tell me once\" is what many listeners want: they go as soon as they have heard what they waited for, and "
                    + "may take others with them.",
            hint = "What becomes of the others when one takes itself out of the list, in the middle of your loop over that list? "
                    + "And if it takes out another one: does your loop still have that one in its hands, from a copy of the "
                    + "list, or since it looked one ahead?")
    @DisplayName("a listener can go while it is handed an event, and end others, which are handed nothing more")
    void canGoMeanwhile(Scene scene) throws BrokerUnavailableException {
        Harbour harbour = Harbour.in(scene);
        Feed client = harbour.client();
        Interest wind = Interest.in(harbour.feed() + "/+/wind");
        Recipient<Event> once = harbour.listener("the listener that goes");
        Recipient<Event> before = harbour.listener("the listener before");
        Recipient<Event> behind = harbour.listener("the listener behind");
        Recipient<Event> late = harbour.listener("a listener that another one has ended");
        AtomicBoolean ended = new AtomicBoolean();
        Feed.Listener friend = event -> {
            if (ended.get()) {
                late.accept(event);
            }
        };
        List<Integer> numbers = new CopyOnWriteArrayList<>();
        client.subscribe(wind, before::accept);
        numbers.add(client.subscribe(wind, friend));
        numbers.add(client.subscribe(wind, event -> {
            once.accept(event);
            numbers.forEach(number -> leave(client, number));
            ended.set(true);
        }));
        numbers.add(client.subscribe(wind, friend));
        numbers.add(client.subscribe(wind, friend));
        client.subscribe(wind, behind::accept);

        Event first = harbour.happens("1/wind");
        behind.await(1);
        List<Event> events = List.of(first, harbour.happens("2/wind"), harbour.happens("3/wind"));
        harbour.handed(before, events);
        harbour.handed(behind, events);
        harbour.handed(once, events.subList(0, 1));
        harbour.handed(late, List.of());
    }

    @Graded(task = 6, points = 1, clause = {"MQTT-3.14.4-1", "MQTT-3.14.4-3"}, dependsOn = "hears",
            hint = "The connection that is given does it, if your close reaches it. Have you started threads of your own, such "
                    + "as those of an ExecutorService? Who ends them, also if a listener closes, if the connection is lost, or "
                    + "if there never was one?")
    @DisplayName("closing takes leave of the broker, and leaves no thread behind")
    void leavesNothingBehind(Scene scene) throws BrokerUnavailableException {
        Harbour harbour = Harbour.in(scene);
        Feed client = harbour.client();
        Recipient<Event> listener = harbour.listener("the listener");
        client.subscribe(Interest.in(harbour.feed() + "/#"), listener::accept);
        harbour.handed(listener, List.of(harbour.happens("10/wind")));
        client.close();
        client.close();

        scene.trace().await(fromClient(DISCONNECT));
        scene.trace().await(closed(scene.trace().one(fromClient(CONNECT)).connection()));
        leaveOtherwise(scene, harbour);
        scene.requireThatAProgramCanEnd();
    }

    /** A listener closes; a connection has been lost, or there never was one. */
    private static void leaveOtherwise(Scene scene, Harbour harbour) throws BrokerUnavailableException {
        Feed leaving = harbour.client();
        leaving.subscribe(Interest.in(harbour.feed() + "/1/+"), event -> leaving.close());
        harbour.happens("1/wind");
        scene.trace().await(2, fromClient(DISCONNECT));

        Feed lost = harbour.client();
        lost.subscribe(Interest.in(harbour.feed() + "/2/+"), event -> { });
        int connection = scene.trace().all(fromClient(CONNECT)).getLast().connection();
        scene.tap().cut(connection);
        scene.trace().await(closed(connection));
        Feed unreached = scene.create(Feed.class);
        new Refused(scene.trace(), "connect where nobody listens")
                .expectUnavailable(() -> unreached.connect(scene.unusedUri(), scene.name("readers")));
        List.of(lost, unreached, scene.create(Feed.class)).forEach(Feed::close);
    }

    private static void subscribe(Feed client, Interest interest) {
        try {
            client.subscribe(interest, event -> { });
        } catch (BrokerUnavailableException e) {
            throw new CompletionException(e);
        }
    }

    private static void leave(Feed client, int number) {
        try {
            client.unsubscribe(number);
        } catch (BrokerUnavailableException e) {
            throw new IllegalStateException(e);
        }
    }
}
