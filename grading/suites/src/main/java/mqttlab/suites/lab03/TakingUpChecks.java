package mqttlab.suites.lab03;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBCOMP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.PUBREC;
import static mqttlab.testkit.mqtt.PacketType.PUBREL;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fault;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import mqttlab.contracts.market.Exchange;
import mqttlab.contracts.market.Guarantee;
import mqttlab.contracts.market.Order;
import mqttlab.contracts.market.Price;
import mqttlab.contracts.market.Trader;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.tap.PacketMatch;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Taking up what was under way")
class TakingUpChecks {

    /** As many as the contract allows. */
    private static final int MOST_EXACTLY_ONCE = 15;
    private static final int FEW_MILLIS = 2_000;
    /** With pauses as the contract allows them, these take much less than the patience, and with pauses of a second more. */
    private static final int CUTS = 8;
    private static final int REFUSALS = 12;

    @Graded(task = 3, points = 1, clause = "MQTT-3.1.2-4", dependsOn = "waitsForEachPuback",
            hint = "What was under way belongs to a session, and a session to a client identifier. What does the CONNECT say "
                    + "about both, the first one and those after it? And who connects again, on which thread?")
    @DisplayName("a client that has lost its connection comes back as the same client, to the same session")
    void comesBackToItsSession(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        String name = scene.name("trader");
        String other = scene.name("exchange");
        Trader trader = floor.trader(name, Floor.patienceMillis());
        floor.exchange(other, Floor.patienceMillis());
        for (int cuts = 1; cuts <= 2; cuts++) {
            scene.tap().cut();
            scene.trace().await(2 * (cuts + 1), fromClient(CONNECT));
            trader.place(Guarantee.AT_LEAST_ONCE, floor.order());
        }

        for (TracedPacket connect : scene.trace().all(fromClient(CONNECT))) {
            scene.trace().require(List.of(name, other).contains(connect.packet().clientId())
                            && !connect.packet().cleanSession() && connect.packet().protocolLevel() == 4,
                    "a CONNECT of %s or of %s with MQTT 3.1.1 and clean session 0".formatted(name, other),
                    "this was sent: " + connect.packet(), connect);
        }
    }

    @Graded(task = 3, points = 2, clause = {"MQTT-4.4.0-1", "MQTT-3.3.1-1", "MQTT-2.3.1-3"}, dependsOn = "waitsForEachPuback",
            hint = "The broker has the order, the client does not know. Paho still has it, and sends it again by itself, if the "
                    + "session is kept. When onFailure is called: is the order lost? Published anew, it is another message.")
    @DisplayName("the connection is cut before the PUBACK: the same PUBLISH goes out again, with DUP, and place waits on")
    void sendsAgainWithoutPuback(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        Auditor auditor = floor.auditor();
        Trader trader = floor.trader();
        Order order = floor.order();
        scene.tap().when(fromBroker(PUBACK)).once().cutBefore();

        trader.place(Guarantee.AT_LEAST_ONCE, order);

        expectSentTwice(scene, order);
        expectReturnAfter(scene, fromBroker(PUBACK));
        auditor.hasEach(List.of(order));
    }

    /** The second time with DUP and the same identifier; the first time may be lost in the cut. */
    private static void expectSentTwice(Scene scene, Order order) {
        List<TracedPacket> sent = scene.trace().await(2, fromClient(PUBLISH).withTopic(Floor.topic(order)));
        TracedPacket first = sent.getFirst();
        TracedPacket again = sent.getLast();
        scene.trace().require(again.packet().packetId() == first.packet().packetId() && again.packet().duplicate()
                        && again.packet().payload().equals(first.packet().payload()),
                "the same PUBLISH as before, with the same packet identifier and the DUP flag",
                "this was sent: " + again.packet(), first, again);
        scene.trace().require(scene.trace().all(fromClient(PUBLISH)).size() == 2, "nothing else is published",
                "this was, too", scene.trace().all(fromClient(PUBLISH)).getLast());
    }

    private static void expectReturnAfter(Scene scene, PacketMatch last) {
        scene.trace().inOrder(scene.trace().await(last), scene.trace().one(scene.returned("place")));
    }

    @Graded(task = 3, points = 1, clause = {"MQTT-4.4.0-1", "MQTT-4.3.3-2"}, dependsOn = "waitsForEachPubcomp",
            hint = "The broker has the order already, and knows it by the packet identifier. With which one does it go out "
                    + "again, and in which session?")
    @DisplayName("cut before the PUBREC: the PUBLISH goes out again, and the broker takes the order over once")
    void sendsAgainWithoutPubrec(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        Auditor auditor = floor.auditor();
        Trader trader = floor.trader();
        Order order = floor.order();
        scene.tap().when(fromBroker(PUBREC)).once().cutBefore();

        trader.place(Guarantee.EXACTLY_ONCE, order);

        expectSentTwice(scene, order);
        expectReturnAfter(scene, fromBroker(PUBCOMP));
        auditor.hasEachOnce(List.of(order));
    }

    @Graded(task = 3, points = 2, needsMosquitto = true, clause = {"MQTT-4.3.3-1", "MQTT-4.4.0-1"},
            dependsOn = "waitsForEachPubcomp",
            hint = "After the PUBREC, the order is the broker's, and the client owes it a PUBREL and no more. Whatever publishes "
                    + "the order anew here has the broker pass it on twice.")
    @DisplayName("cut between PUBREC and PUBREL, or before the PUBCOMP: the PUBREL goes out again, and the PUBLISH does not")
    void goesOnWithThePubrel(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        Auditor auditor = floor.auditor();
        Trader trader = floor.trader();
        List<Order> orders = List.of(floor.order(), floor.order());
        scene.tap().when(fromClient(PUBREL)).once().cutBefore();
        trader.place(Guarantee.EXACTLY_ONCE, orders.getFirst());
        expectReturnAfter(scene, fromBroker(PUBCOMP));
        scene.tap().when(fromBroker(PUBCOMP)).once().cutBefore();
        trader.place(Guarantee.EXACTLY_ONCE, orders.getLast());

        List<TracedPacket> published = scene.trace().all(fromClient(PUBLISH));
        scene.trace().require(published.size() == 2, "one PUBLISH for each of the two orders", "there were " + published.size(),
                published.toArray(TracedPacket[]::new));
        for (TracedPacket publish : published) {
            List<TracedPacket> released = scene.trace().all(fromClient(PUBREL).withIdOf(publish));
            scene.trace().require(released.size() == 2, "two PUBREL with the identifier of this PUBLISH",
                    "there were " + released.size(), publish);
        }
        auditor.hasEachOnce(orders);
    }

    @Graded(task = 3, points = 1, clause = "MQTT-4.3.1-1", dependsOn = {"placesAtMostOnce", "sendsAgainWithoutPuback"},
            hint = "At most once means that what is lost stays lost. Does something of yours keep messages of QoS 0, or send "
                    + "them again when they seem to have failed? Paho can be told to buffer what is sent while it is away.")
    @DisplayName("what is sent at most once and is lost is not sent again, and old prices are not sent later")
    void losesWhatMayBeLost(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        Auditor auditor = floor.auditor();
        Trader trader = floor.trader(scene.name("trader"), FEW_MILLIS);
        Order lost = floor.order();
        scene.tap().when(fromClient(PUBLISH).withQos(0)).once().cutBefore();
        trader.place(Guarantee.AT_MOST_ONCE, lost);
        scene.trace().await(fault(Fault.CUT_BEFORE));
        Order first = floor.order();
        trader.place(Guarantee.AT_LEAST_ONCE, first);
        // Away, and it knows it: an order that must not be lost has waited for a connection in vain.
        scene.tap().unplug();
        scene.tap().cut();
        floor.unavailable("place without a connection", () -> trader.place(Guarantee.EXACTLY_ONCE, floor.order()));
        long start = System.nanoTime();
        floor.unavailable("quote without a connection",
                () -> trader.quote(new Price(floor.market(), scene.name("share"), 1, 1250)));
        scene.trace().require(System.nanoTime() - start < FEW_MILLIS * 750_000L, "a quote without a connection waits for none",
                "it has waited");
        floor.unavailable("place at most once without a connection", () -> trader.place(Guarantee.AT_MOST_ONCE, floor.order()));
        scene.tap().plugIn();
        scene.trace().await(3, fromClient(CONNECT));
        Order last = floor.order();
        placeUntilDone(trader, last);

        List<TracedPacket> sent = scene.trace().all(fromClient(PUBLISH).withQos(0));
        scene.trace().require(sent.size() == 1, "nothing with QoS 0 but the order that was lost", sent.size() + " were sent",
                sent.toArray(TracedPacket[]::new));
        List<String> seen = auditor.seen();
        boolean others = seen.contains(Floor.text(first)) && seen.contains(Floor.text(last));
        scene.trace().require(others && !seen.contains(Floor.text(lost)),
                "the broker has never had the order that was lost", "it has passed on " + seen);
    }

    /** Its patience is short, and the machine may be busy. */
    private static void placeUntilDone(Trader trader, Order order) throws BrokerUnavailableException {
        try {
            trader.place(Guarantee.AT_LEAST_ONCE, order);
        } catch (BrokerUnavailableException e) {
            trader.place(Guarantee.AT_LEAST_ONCE, order);
        }
    }

    @Graded(task = 3, points = 1, dear = true, clause = "MQTT-4.4.0-1", dependsOn = "sendsAgainWithoutPuback",
            hint = "The second cut is like the first. What in your code happens only once? An attempt to connect may fail, too: "
                    + "how long is the pause until the next one? And a patience begins once, however often the line breaks.")
    @DisplayName("cut again and again, and refused in between, place goes on until it is complete, or patience over")
    void goesOnAfterManyCuts(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        Auditor auditor = floor.auditor();
        Trader trader = floor.trader();
        List<Order> orders = floor.orders(2);
        scene.tap().when(fromBroker(PUBACK)).times(CUTS).cutBefore();
        scene.tap().whenConnecting().times(2).refuse();
        trader.place(Guarantee.AT_LEAST_ONCE, orders.getFirst());

        scene.tap().whenConnecting().times(REFUSALS).refuse();
        scene.tap().cut();
        scene.trace().await(closed(scene.trace().all(fromClient(CONNECT)).getLast().connection()));
        trader.place(Guarantee.EXACTLY_ONCE, orders.getLast());

        int publishes = scene.trace().all(fromClient(PUBLISH).withQos(1)).size();
        scene.trace().require(publishes == CUTS + 1, "a PUBLISH with QoS 1, and one more after each of %d cuts".formatted(CUTS),
                "there were " + publishes);
        auditor.hasEach(orders);
        scene.trace().none(fromClient(DISCONNECT));
        expectOnePatience(floor);
    }

    /** However often the line breaks. */
    private static void expectOnePatience(Floor floor) throws BrokerUnavailableException {
        Scene scene = floor.scene();
        String name = scene.name("trader");
        Trader trader = floor.trader(name, FEW_MILLIS);
        scene.tap().when(fromBroker(PUBACK).byClient(name)).cutBefore();
        scene.tap().when(fromBroker(CONNACK).byClient(name)).delay(Duration.ofMillis(FEW_MILLIS / 10));
        floor.unavailableAfter(FEW_MILLIS, "place, cut again and again,",
                () -> trader.place(Guarantee.AT_LEAST_ONCE, floor.order()));
    }

    @Graded(task = 3, points = 2, clause = {"MQTT-4.6.0-1", "MQTT-4.6.0-4"}, dependsOn = "sendsAgainWithoutPuback",
            needsMosquitto = true,
            hint = "Orders of one call go out in order, and those that have to go out again do so in the same order: Paho sees "
                    + "to that, if it is left to do it. What else sends something when the connection is back?")
    @DisplayName("cut in the middle of many orders: all arrive, and in order, at least once or exactly once")
    void keepsTheOrderOfMany(Scene scene) throws BrokerUnavailableException {
        for (Guarantee guarantee : List.of(Guarantee.AT_LEAST_ONCE, Guarantee.EXACTLY_ONCE)) {
            Floor floor = new Floor(scene, scene.name("market"), scene.untracedPublisher());
            Auditor auditor = floor.auditor();
            Trader trader = floor.trader();
            List<Order> orders = floor.orders(guarantee == Guarantee.AT_LEAST_ONCE ? 40 : MOST_EXACTLY_ONCE);
            PacketMatch answer = fromBroker(guarantee == Guarantee.AT_LEAST_ONCE ? PUBACK : PUBREC);
            scene.tap().when(theNth(answer, scene.random().nextInt(3, 10))).once().cutBefore();

            trader.place(guarantee, Floor.array(orders));

            if (guarantee == Guarantee.AT_LEAST_ONCE) {
                auditor.hasEach(orders);
            } else {
                auditor.hasEachOnce(orders);
            }
            trader.close();
        }
    }

    /** For one rule: it counts the packets that it is asked about. */
    private static PacketMatch theNth(PacketMatch match, int n) {
        AtomicInteger count = new AtomicInteger();
        return match.with("number " + n, packet -> count.incrementAndGet() == n);
    }

    @Graded(task = 3, points = 1, clause = {"MQTT-3.14.4-1", "MQTT-3.14.4-2"}, dependsOn = "waitsForEachPuback",
            hint = "Connection does it, if close reaches it. Are there threads or timers of your own? And who goes on trying to "
                    + "connect when close is called while there is no connection?")
    @DisplayName("close takes leave, and nothing is left that connects again or keeps a program from ending")
    void leavesNothingBehind(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        Trader trader = floor.trader();
        trader.place(Guarantee.EXACTLY_ONCE, floor.order());
        trader.close();
        trader.close();
        scene.trace().await(fromClient(DISCONNECT));
        scene.trace().await(closed(scene.trace().one(fromClient(CONNECT)).connection()));
        floor.exchange().close();
        scene.trace().await(2, fromClient(DISCONNECT));
        Trader away = floor.trader();
        Exchange another = floor.exchange();
        scene.tap().unplug();
        scene.tap().cut();
        scene.trace().await(4, closed());
        away.close();
        another.close();
        scene.tap().plugIn();
        scene.requireThatAProgramCanEnd();
        for (TracedPacket connect : scene.trace().all(fromClient(CONNECT))) {
            scene.trace().require(!connect.packet().cleanSession(), "sessions are left as they are", "one is cleared", connect);
        }
    }
}
