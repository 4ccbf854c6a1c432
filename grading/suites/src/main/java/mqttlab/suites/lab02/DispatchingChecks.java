package mqttlab.suites.lab02;

import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.mqtt.PacketType.SUBSCRIBE;
import static mqttlab.testkit.tap.Events.fromClient;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import mqttlab.contracts.feeds.Event;
import mqttlab.contracts.feeds.Feed;
import mqttlab.contracts.feeds.Interest;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.suites.Call;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Recipient;
import mqttlab.testkit.check.Scene;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Handing over")
class DispatchingChecks {

    @Graded(task = 4, points = 1, dependsOn = "hears",
            reason = "A listener works with the event, and not with a topic and some bytes. What is lost or mixed up here is "
                    + "missing everywhere.",
            hint = "Do what task 3 did, backwards. What does your split make of a value with an =, of an empty one, and of an "
                    + "event without fields? And a broker may send events before its SUBACK: is the listener there by then?")
    @DisplayName("the listener is handed each event as it was published")
    void handsOverTheEvent(Scene scene) throws BrokerUnavailableException {
        Harbour harbour = Harbour.in(scene);
        Recipient<Event> listener = harbour.listener("the listener");
        Feed client = harbour.client();
        Event early = harbour.event("1/tide", "metres", "2.1");
        harbour.comesBeforeTheSuback(early);
        client.subscribe(Interest.in(harbour.feed() + "/#"), listener::accept);

        Event odd = new Event(harbour.feed(), "10", "wind", "", " " + scene.name("m") + "=a:b ", Map.of());
        harbour.handed(listener, List.of(early, harbour.happens(odd), harbour.happens("10/wind", "knots", "31.5", "formula",
                "a=b=c", "note", "", "x", "="),
                harbour.happens("Puerto Real/agua/aviso", "texto", " «¡Ojo!» 🌊 ", " blank ", "\t"), harbour.happens("10/tide"),
                harbour.happens(new Event(harbour.feed(), "10", " ", "", " ", Map.of(" ", " "))),
                harbour.happens("10/wind/alarm", "knots", "44\r", "note", "\\n %n")));
    }

    @Graded(task = 4, points = 1, clause = {"MQTT-3.3.2-3", "MQTT-4.7.2-1"}, dependsOn = "hears",
            hint = "A message does not say for which of your filters the broker has sent it: it has its topic name only. So "
                    + "which listeners want it is a question that you have to ask for each of them, with the rules of task 2.")
    @DisplayName("an event is handed to those listeners whose filters match its topic, and to no others")
    void choosesTheRightListeners(Scene scene) throws BrokerUnavailableException {
        Harbour harbour = Harbour.in(scene);
        Feed client = harbour.client();
        String bay = harbour.feed();
        Harbour other = new Harbour(scene, scene.name("end"), harbour.somebody());
        Event end = other.event("of/it");
        String station = scene.name("station");
        List<String> filters = List.of(bay + "/1/wind", bay + "/10/wind", bay + "/+/wind", bay + "/1/#", bay + "/10/wind/#",
                bay + "/+/+/alarm", bay + "/10/Wind", "+/" + station + "/wind", "$" + bay + "/10/wind", bay + "/+/+/+",
                bay + "/+/+");
        List<Recipient<Event>> listeners = new ArrayList<>();
        for (String filter : filters) {
            Recipient<Event> listener = harbour.listener("the listener of " + filter);
            client.subscribe(Interest.in(filter, Harbour.topic(end)), listener::accept);
            listeners.add(listener);
        }
        List<Event> events = events(harbour, station);
        Collections.shuffle(events, scene.random());
        events.add(end);
        Event hidden = new Harbour(scene, "$" + bay, harbour.somebody()).event("10/wind");
        harbour.comes(hidden);
        events.forEach(harbour::happens);
        events.addFirst(hidden);

        for (int i = 0; i < filters.size(); i++) {
            Fit fit = Fit.of(scene, "a listener", filters.get(i));
            harbour.handed(listeners.get(i), events.stream()
                    .filter(each -> each.equals(end) || fit.isFor(Harbour.topic(each))).toList());
        }
    }

    private static List<Event> events(Harbour harbour, String station) {
        return new ArrayList<>(List.of(station + "/wind", "1/wind", "10/wind", "10/wind/alarm", "1/tide", "1/Wind", "10/Wind",
                "1/wind/alarm", "01/wind", "10/winds", "100/wind", "10/tide/alarm", "1/wind/alarms").stream()
                .map(harbour::event).toList());
    }

    @Graded(task = 4, points = 1, clause = "MQTT-4.7.2-1", dependsOn = "hears",
            hint = "Somebody else here has asked for these topics by name, and so they arrive. Does your dispatcher ask the "
                    + "matches of task 2, or somebody else's? Paho's knows nothing of $.")
    @DisplayName("an event on a topic that begins with $ is not handed to listeners of + or # at the first level")
    void hidesDollarTopics(Scene scene) throws BrokerUnavailableException {
        Harbour harbour = Harbour.in(scene);
        Harbour lab = new Harbour(scene, "$" + harbour.feed(), harbour.somebody());
        Feed client = harbour.client();
        String station = scene.name("station");
        Recipient<Event> byName = harbour.listener("the listener that names the $ level");
        Recipient<Event> plus = harbour.listener("the listener of + at the first level");
        Recipient<Event> both = harbour.listener("the listener of +, and of the $ level for one subject");
        client.subscribe(Interest.in(lab.feed() + "/" + station + "/#"), byName::accept);
        client.subscribe(Interest.in("+/" + station + "/#"), plus::accept);
        client.subscribe(Interest.in("+/" + station + "/+", lab.feed() + "/+/load"), both::accept);

        Event load = lab.comes(lab.event(station + "/load"));
        Event clients = lab.comes(lab.event(station + "/clients"));
        byName.await(2);
        Event wind = harbour.happens(station + "/wind");
        both.await(2);
        Event last = lab.comes(lab.event(station + "/load"));
        harbour.handed(byName, List.of(load, clients, last));
        harbour.handed(both, List.of(load, wind, last));
        harbour.handed(plus, List.of(wind));
    }

    @Graded(task = 4, points = 1, clause = "MQTT-3.3.5-1", dependsOn = "hears",
            hint = "A broker may send a message once for each filter that matches, and the copies may come with others between "
                    + "them. What do two copies have in common that no two events have? And when several filters of one "
                    + "interest match, how often do you call its listener?")
    @DisplayName("each listener is handed an event once, however many filters match and however many copies come")
    void handsOverOnce(Scene scene) throws BrokerUnavailableException {
        Harbour harbour = Harbour.in(scene);
        Feed client = harbour.client();
        String bay = harbour.feed();
        Recipient<Event> overlapping = harbour.listener("the listener of four filters that overlap");
        Recipient<Event> other = harbour.listener("another listener of the same topics");
        client.subscribe(Interest.in(bay + "/#", bay + "/+/wind", bay + "/10/wind", bay + "/10/+"), overlapping::accept);
        client.subscribe(Interest.in(bay + "/+/wind", bay + "/+/+"), other::accept);

        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 3 + scene.random().nextInt(3); i++) {
            // All alike, but for the identifier: these are different events.
            events.add(harbour.happens("10/wind", "knots", "31.5"));
        }
        other.await(events.size());
        for (int copies = 0; copies < 3; copies++) {
            events.forEach(harbour::comes);
        }
        events.add(harbour.happens("10/wind", "knots", "31.5"));
        harbour.handed(overlapping, events);
        harbour.handed(other, events);
    }

    @Graded(task = 4, points = 1, dear = true, dependsOn = "hears",
            reason = "What has not been acknowledged is sent again, and much may have come meanwhile: the contract says how "
                    + "much.",
            hint = "How many identifiers do you remember, and which of them do you forget first? The contract has a number for "
                    + "it. A copy is not one more. And until its turn comes, no event may be lost.")
    @DisplayName("an event that comes again is known for as long as the contract says")
    void remembersEvents(Scene scene) throws BrokerUnavailableException {
        Harbour harbour = Harbour.in(scene);
        Feed client = harbour.client();
        Recipient<Event> listener = harbour.listener("the listener");
        CountDownLatch allCame = new CountDownLatch(1);
        scene.atEnd(allCame::countDown);
        client.subscribe(Interest.in(harbour.feed() + "/+/wind"), event -> {
            listener.accept(event);
            Harbour.await(allCame);
        });

        // A memory that is emptied now and then is to be caught at a bad moment. And all have to wait for their turn.
        int all = Feed.REMEMBERED + scene.random().nextInt(1, 200);
        List<Event> events = new ArrayList<>(List.of(harbour.happens("10/wind")));
        IntStream.range(1, all).mapToObj(i -> harbour.event("1/wind")).forEach(event -> {
            boolean confirmed = events.size() % 100 == 0;
            harbour.somebody().publish(Harbour.topic(event), confirmed ? 1 : 0, Harbour.text(event));
            if (confirmed) {
                scene.trace().await(1 + events.size() / 100, fromClient(PUBACK));
            }
            events.add(event);
        });
        allCame.countDown();
        // Each hundred has its time: a thousand events are many for a machine that is busy.
        IntStream.iterate(100, handed -> handed < all, handed -> handed + 100).forEach(listener::await);
        listener.await(all);
        // A copy is no event more: it takes the place of none.
        harbour.comes(events.getLast());
        harbour.comes(events.get(all - Feed.REMEMBERED));
        events.add(harbour.happens("10/wind"));
        harbour.handed(listener, events);
    }

    @Graded(task = 4, points = 1, dependsOn = "hears",
            reason = "One listener with a mistake must not take the events from all others.",
            hint = "What stands around the call of each listener, so that the next one is called whatever it does? Not "
                    + "everything that can be thrown is an Exception.")
    @DisplayName("a listener that throws takes no event from the others, and gets the later ones itself")
    void survivesListeners(Scene scene) throws BrokerUnavailableException {
        Harbour harbour = Harbour.in(scene);
        Feed client = harbour.client();
        Interest wind = Interest.in(harbour.feed() + "/+/wind");
        Recipient<Event> before = harbour.listener("the listener before");
        Recipient<Event> between = harbour.listener("the listener that throws");
        Recipient<Event> behind = harbour.listener("the listener behind");
        client.subscribe(wind, before::accept);
        client.subscribe(wind, event -> {
            between.accept(event);
            throwWhatItSays(event);
        });
        client.subscribe(wind, behind::accept);

        List<Event> events = new ArrayList<>(List.of(harbour.happens("1/wind", "throw", "exception"),
                harbour.happens("2/wind", "throw", "error"), harbour.happens("3/wind", "throw", "other exception"),
                harbour.happens("4/wind")));
        behind.await(events.size());
        // What has thrown has been handed over all the same: no copy is.
        events.forEach(harbour::comes);
        events.add(harbour.happens("5/wind"));
        List.of(before, between, behind).forEach(each -> harbour.handed(each, events));
    }

    private static void throwWhatItSays(Event event) {
        switch (event.fields().getOrDefault("throw", "nothing")) {
            case "exception" -> throw new IllegalStateException("this listener cannot listen now");
            case "other exception" -> throw new UnsupportedOperationException("this listener cannot do that");
            case "error" -> throw new AssertionError("this listener expected something else");
            default -> { }
        }
    }

    @Graded(task = 4, points = 1, dependsOn = "hears",
            reason = "Anybody may publish anything on your topics. One such message must not be the last that you hear of.",
            hint = "Go through the contract of Event sentence by sentence: what can be wrong with a topic, and what with a "
                    + "text? What happens to the thread that hands over when your code throws? And an identifier is remembered "
                    + "of events only.")
    @DisplayName("malformed messages are passed over, and later events come as usual")
    void passesOverMalformedMessages(Scene scene) throws BrokerUnavailableException {
        Harbour harbour = Harbour.in(scene);
        Feed client = harbour.client();
        String bay = harbour.feed();
        Recipient<Event> listener = harbour.listener("the listener");
        client.subscribe(Interest.in(bay + "/#", "+/" + bay + "/#", "/" + bay), listener::accept);

        List<Event> events = new ArrayList<>();
        for (String text : List.of("", "\nknots=12", "m-1\nknots", "m-2\n=12", "m-3\nknots=1\nknots=2", "m-4\n\nknots=12",
                "m-5\nknots=12\n", "m-6\nknots=1\nfrom", "\n", "m-7\nknots=3\nknots=3")) {
            harbour.somebody().publish(bay + "/10/wind", 1, text);
            // What was malformed is no event, and one that has its identifier comes for the first time.
            String id = text.split("\n", 2)[0];
            events.add(harbour.happens(id.isEmpty() ? harbour.event("10/wind") : new Event(bay, "10", "wind", "", id, Map.of())));
        }
        for (String topic : List.of("BAY", "BAY/10", "BAY/10/", "BAY//wind", "/BAY/wind", "BAY/10/wind/", "BAY/10/wind/alarm/1",
                "BAY/10//alarm", "BAY/10/wind//", "/BAY", "BAY///", "BAY//10/wind")) {
            harbour.somebody().publish(topic.replace("BAY", bay), 1, scene.name("m") + "\nknots=12");
            events.add(harbour.happens("10/wind/alarm", "topic", topic));
        }
        listener.await(events.size());
        harbour.comes(new Event(bay, "1\u20280", "", "wind", scene.name("m"), Map.of()));
        events.add(harbour.comes(new Event(bay, "1\u20280", "wind", "", scene.name("m"), Map.of())));
        harbour.handed(listener, events);
    }

    @Graded(task = 4, points = 1, dependsOn = "hears",
            reason = "A listener that hears of an alarm wants to know more, and so it subscribes: in the middle of your loop "
                    + "over all listeners.",
            hint = "What does a loop over a list do when somebody adds to that list meanwhile? And which lock do you hold while "
                    + "you call a listener, that subscribe waits for?")
    @DisplayName("while a listener is handed an event, somebody can subscribe and publish")
    void canBeCalledMeanwhile(Scene scene) throws BrokerUnavailableException {
        Harbour harbour = Harbour.in(scene);
        Feed client = harbour.client();
        Recipient<Event> first = harbour.listener("the listener that subscribes");
        Recipient<Event> late = harbour.listener("the listener that comes later");
        Recipient<Event> other = harbour.listener("another listener");
        Event answer = harbour.event("10/answer");
        Interest alarms = Interest.in(harbour.feed() + "/+/+/alarm");
        client.subscribe(alarms, event -> {
            first.accept(event);
            if (event.place().equals("1")) {
                call(() -> client.subscribe(Interest.in(harbour.feed() + "/10/#"), late::accept));
                call(() -> client.publish(answer));
            }
        });
        client.subscribe(alarms, other::accept);

        Event one = harbour.happens("1/wind/alarm");
        late.await(1);
        Event ten = harbour.happens("10/wind/alarm");
        harbour.handed(first, List.of(one, ten));
        harbour.handed(other, List.of(one, ten));
        harbour.handed(late, List.of(answer, ten));
        scene.trace().await(2, fromClient(SUBSCRIBE));
    }

    private static void call(Call code) {
        try {
            code.make();
        } catch (BrokerUnavailableException e) {
            throw new CompletionException(e);
        }
    }
}
