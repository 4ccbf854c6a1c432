package mqttlab.suites.lab03;

import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBCOMP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.PUBREL;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.mqtt.PacketType.SUBSCRIBE;
import static mqttlab.testkit.mqtt.PacketType.UNSUBSCRIBE;
import static mqttlab.testkit.tap.Events.fault;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;
import static mqttlab.testkit.tap.Events.note;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import mqttlab.contracts.market.Exchange;
import mqttlab.contracts.market.Guarantee;
import mqttlab.contracts.market.Order;
import mqttlab.contracts.market.Side;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.suites.Call;
import mqttlab.suites.lab03.Floor.Executed;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Recipient;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.TopicFilter;
import mqttlab.testkit.tap.FaultApplied;
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.tap.Hold;
import mqttlab.testkit.tap.PacketMatch;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Receiving")
class ReceivingChecks {

    private static final String DONE = "the desk is done with the order";
    static final int REFUSED = 0x80;
    private static final int FEW_MILLIS = 2_000;
    /** Somebody who waits for the desk for a second, and no longer, is found out. */
    private static final int LATE_MILLIS = 400;
    /** More than any queue that somebody would give a bound. */
    private static final int MANY = 300;
    private static final int AT_ONCE = 20;

    @Graded(task = 4, points = 1, clause = {"MQTT-3.8.3-1", "MQTT-3.3.2-3"},
            hint = "Three things have to come together: the broker has been asked, Texts has made an order of the message, and "
                    + "the desk is there when it comes, perhaps before the SUBACK. What does a line printed in arrived show?")
    @DisplayName("a desk is handed the orders of its market, complete and in order, and those of others go to another desk")
    void executes(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        // Names that begin alike.
        Floor other = floor.next(floor.market() + "-2");
        Recipient<Executed> desk = floor.desk("the desk");
        Recipient<Executed> otherDesk = floor.desk("the desk of another market");
        Exchange exchange = floor.exchange();
        Order early = earlyOrder(floor, desk,
                () -> exchange.listen(floor.market(), Guarantee.EXACTLY_ONCE, Floor.executing(desk)));
        scene.tap().when(fromBroker(SUBACK)).delay(Duration.ofMillis(scene.random().nextInt(100, 300)));
        exchange.listen(other.market(), Guarantee.AT_LEAST_ONCE, Floor.executing(otherDesk));
        for (int i = 1; i <= 2; i++) {
            scene.trace().inOrder(scene.trace().await(i, fromBroker(SUBACK)).getLast(),
                    scene.trace().await(i, scene.returned("listen")).getLast());
        }

        Order first = floor.comes(2);
        Order elsewhere = other.comes(1);
        List<Order> more = new ArrayList<>(List.of(early, first));
        more.add(floor.comes(new Order(floor.market(), "prices", scene.name("ñ /+#"), Side.SELL, Integer.MAX_VALUE,
                Long.MAX_VALUE), 2));
        floor.orders(100).forEach(order -> more.add(floor.comes(order, 2)));
        floor.executed(desk, more);
        other.executed(otherDesk, List.of(elsewhere));
    }

    private static Order earlyOrder(Floor floor, Recipient<Executed> desk, Call listen) throws BrokerUnavailableException {
        Order early = floor.order();
        Hold hold = floor.scene().tap().when(fromBroker(SUBACK)).hold();
        CompletableFuture<Void> listening = Call.begin(listen);
        int connection = Call.whileCalled(listening, hold::await).connection();
        floor.scene().tap().slipIn(connection, Packets.publish(Floor.topic(early)).payload(Floor.text(early)).packet());
        desk.await(1);
        hold.release();
        Call.join(listening);
        return early;
    }

    @Graded(task = 4, points = 2, clause = {"MQTT-3.8.4-6", "MQTT-3.8.3-1"}, dependsOn = "executes",
            hint = "The QoS of a message is not that of the subscription, nor that of the publisher: it is the lower one, and it "
                    + "stands in the PUBLISH that comes.")
    @DisplayName("the desk is told the guarantee that publisher and subscriber make together: the lower of the two")
    void tellsTheEffectiveGuarantee(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        Exchange exchange = floor.exchange();
        for (Guarantee wanted : Guarantee.values()) {
            Floor market = new Floor(scene, scene.name("market"), floor.somebody());
            Recipient<Executed> desk = market.desk("the desk that listens " + wanted);
            exchange.listen(market.market(), wanted, Floor.executing(desk));
            TracedPacket asked = scene.trace().all(fromClient(SUBSCRIBE)).getLast();
            expectAsked(scene, asked, market.market() + "/orders/", wanted.qos());
            int count = 0;
            for (Guarantee published : Guarantee.values()) {
                Order order = market.comes(published.qos());
                count++;
                Guarantee expected = Guarantee.of(Math.min(wanted.qos(), published.qos()));
                Executed executed = desk.await(count).getLast();
                scene.trace().require(executed.equals(new Executed(order, expected)),
                        "published %s and listened to %s, the order comes %s".formatted(published, wanted, expected),
                        "the desk was handed %s, %s".formatted(executed.order().id(), executed.guarantee()));
            }
        }
    }

    /** For all that is there, with this QoS, and for nothing else. */
    static void expectAsked(Scene scene, TracedPacket asked, String levels, int qos) {
        TopicFilter filter = asked.packet().topicFilters().getFirst();
        boolean isForAll = filter.filter().equals(levels + "+") || filter.filter().equals(levels + "#");
        scene.trace().require(filter.qos() == qos && isForAll,
                "a SUBSCRIBE to %s+ with QoS %d".formatted(levels, qos), "this was sent: " + asked.packet(), asked);
    }

    @Graded(task = 4, points = 1, clause = {"MQTT-3.8.4-5", "MQTT-3.9.3-2"}, dependsOn = "executes",
            hint = "What was asked for and what was granted are two numbers. The second is in the SUBACK, and 128 is none of "
                    + "the three.")
    @DisplayName("listen gives what the broker has granted; a refusal or no answer ends it with a BrokerUnavailableException")
    void saysWhatWasGranted(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        Exchange exchange = floor.exchange();
        for (Guarantee wanted : Guarantee.values()) {
            for (Guarantee granted : Guarantee.values()) {
                if (granted.qos() <= wanted.qos()) {
                    grants(scene, granted.qos());
                    Guarantee said = exchange.listen(scene.name("market"), wanted, (order, guarantee) -> { });
                    scene.trace().require(said == granted, "listen gives " + granted, "it gave " + said);
                }
            }
        }
        grants(scene, REFUSED);
        floor.unavailable("listen",
                () -> exchange.listen(scene.name("market"), Guarantee.EXACTLY_ONCE, (order, guarantee) -> { }));
        Exchange impatient = floor.exchange(scene.name("exchange"), FEW_MILLIS);
        scene.tap().when(fromBroker(SUBACK)).drop();
        floor.unavailableAfter(FEW_MILLIS, "listen",
                () -> impatient.listen(scene.name("market"), Guarantee.EXACTLY_ONCE, (order, guarantee) -> { }));
    }

    /** In place of the broker's next SUBACK, the client gets one that grants this. */
    static void grants(Scene scene, int code) {
        int before = scene.trace().all(fault(Fault.DROPPED, fromBroker(SUBACK))).size();
        scene.tap().when(fromBroker(SUBACK)).once().drop();
        CompletableFuture.runAsync(() -> {
            FaultApplied dropped = scene.trace().await(before + 1, fault(Fault.DROPPED, fromBroker(SUBACK))).getLast();
            scene.tap().slipIn(dropped.connection(), Packets.suback(dropped.packet().orElseThrow().packet().packetId(), code));
        }, Thread::startVirtualThread);
    }

    @Graded(task = 4, points = 2, dear = true, clause = {"MQTT-4.3.2-2", "MQTT-4.3.3-2"}, dependsOn = "executes",
            hint = "With the acknowledgement, the order is yours, and the broker forgets it. If your program ends in the middle "
                    + "of its work, who still has the order? What comes first in arrived, and what last?")
    @DisplayName("a desk has one order at a time, and PUBACK and PUBCOMP are sent when it is done with the order, not before")
    void acknowledgesWhenDone(Scene scene) throws BrokerUnavailableException {
        for (Guarantee guarantee : List.of(Guarantee.AT_LEAST_ONCE, Guarantee.EXACTLY_ONCE)) {
            Floor floor = new Floor(scene, scene.name("market"), scene.untracedPublisher());
            Recipient<Executed> desk = floor.desk("the desk");
            CountDownLatch goOn = new CountDownLatch(1);
            scene.atEnd(goOn::countDown);
            PacketMatch last = fromClient(guarantee == Guarantee.AT_LEAST_ONCE ? PUBACK : PUBCOMP);
            Exchange exchange = floor.exchange();
            Exchange.Desk busy = (order, effective) -> {
                desk.accept(new Executed(order, effective));
                Floor.await(goOn);
                scene.trace().note(DONE);
            };
            Floor other = floor.next(scene.name("market"));
            exchange.listen(floor.market(), guarantee, busy);
            exchange.listen(other.market(), guarantee, busy);

            Order first = floor.comes(guarantee.qos());
            desk.await(1);
            Order second = other.comes(guarantee.qos());
            // What the client has sent by itself so far is ahead of this.
            scene.tap().when(fromBroker(SUBACK)).times(3).delay(Duration.ofMillis(LATE_MILLIS));
            for (int i = 0; i < 3; i++) {
                exchange.listen(scene.name("market"), guarantee, (order, effective) -> { });
            }
            scene.trace().none(last);
            floor.executed(desk, List.of(first));
            goOn.countDown();
            scene.trace().inOrder(scene.trace().await(note(DONE)), scene.trace().await(last));
            floor.executed(desk, List.of(first, second));
            exchange.close();
        }
    }

    @Graded(task = 4, points = 1, dear = true, dependsOn = "executes",
            reason = "Paho has one thread that calls you, and one that reads. Whoever holds up the one soon holds up the other, "
                    + "and waits for a packet that nobody reads.",
            hint = "Which thread runs the desk? The one of Paho that calls messageArrived must not: hand the work to the thread "
                    + "that Connection gives you.")
    @DisplayName("while a desk is busy and many orders wait, it can call the exchange, and nobody is held up; close ends it")
    void holdsUpNobody(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        Recipient<Executed> desk = floor.desk("the desk");
        Recipient<Executed> later = floor.desk("a desk that came later");
        Floor other = new Floor(scene, scene.name("market"), floor.somebody());
        Exchange exchange = floor.exchange();
        CompletableFuture<Void> listened = new CompletableFuture<>();
        CountDownLatch allAreThere = new CountDownLatch(1);
        exchange.listen(floor.market(), Guarantee.AT_MOST_ONCE, (order, guarantee) -> {
            desk.accept(new Executed(order, guarantee));
            if (!listened.isDone()) {
                Call.complete(listened, () -> {
                    // More than Paho has room for.
                    Floor.await(allAreThere);
                    scene.trace().await(MANY, fromBroker(PUBLISH));
                    exchange.listen(other.market(), Guarantee.EXACTLY_ONCE, Floor.executing(later));
                });
            }
        });
        List<Order> orders = floor.orders(MANY).stream().map(order -> floor.comes(order, 1)).toList();
        allAreThere.countDown();

        Call.join(listened);
        for (int count = AT_ONCE; count < MANY; count += AT_ONCE) {
            desk.await(count);
        }
        floor.executed(desk, orders);
        other.executed(later, List.of(other.comes(2)));
        closesThoughBusy(scene);
    }

    private static void closesThoughBusy(Scene scene) throws BrokerUnavailableException {
        Floor floor = new Floor(scene, scene.name("market"), scene.untracedPublisher());
        Recipient<Executed> desk = floor.desk("a desk that is busy when the exchange closes");
        CountDownLatch goOn = new CountDownLatch(1);
        scene.atEnd(goOn::countDown);
        Exchange exchange = floor.exchange();
        exchange.listen(floor.market(), Guarantee.EXACTLY_ONCE, (order, guarantee) -> {
            desk.accept(new Executed(order, guarantee));
            Floor.await(goOn);
        });
        Order order = floor.comes(2);
        desk.await(1);
        int before = scene.trace().all(fromBroker(PUBREL)).size();
        floor.comes(2);
        scene.trace().await(before + 1, fromBroker(PUBREL));
        exchange.listen(scene.name("market"), Guarantee.EXACTLY_ONCE, (another, guarantee) -> { });
        exchange.close();
        scene.trace().await(fromClient(DISCONNECT));
        scene.trace().none(fromClient(UNSUBSCRIBE));
        goOn.countDown();
        // By the time another exchange has executed an order, this one would have.
        Floor sentinel = floor.next(scene.name("market"));
        Recipient<Executed> otherDesk = floor.desk("a desk of another exchange");
        floor.exchange().listen(sentinel.market(), Guarantee.EXACTLY_ONCE, Floor.executing(otherDesk));
        sentinel.executed(otherDesk, List.of(sentinel.comes(2)));
        floor.executed(desk, List.of(order));
    }

    @Graded(task = 4, points = 1, clause = "MQTT-4.5.0-2", dependsOn = "executes",
            hint = "A broker has only so many messages under way to a client at a time. One that is never acknowledged keeps its "
                    + "place, and when all places are taken, nothing comes any more. Which ways lead out of arrived without an "
                    + "acknowledgement, or with an exception?")
    @DisplayName("a desk that throws and messages that are no orders are acknowledged, and hold up nothing")
    void survives(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        Recipient<Executed> desk = floor.desk("the desk");
        List<Order> orders = floor.orders(25);
        Exchange exchange = floor.exchange();
        exchange.listen(floor.market(), Guarantee.AT_LEAST_ONCE, (order, guarantee) -> {
            desk.accept(new Executed(order, guarantee));
            if (order.id().equals(orders.get(1).id())) {
                throw new AssertionError("this desk has an error");
            }
            throw new IllegalStateException("this desk throws");
        });
        List<String> malformed = List.of("", "nonsense", "o-1;BUY;100", "o-1;BUY;100;1250;", "o-1;HOLD;100;1250", ";BUY;100;1250",
                "o-1;BUY;0;1250", "o-1;BUY;many;1250");
        for (int i = 0; i < orders.size(); i++) {
            floor.comes(orders.get(i), 1);
            floor.somebody().publish(floor.market() + "/orders/nonsense", 1, malformed.get(i % malformed.size()));
            // A level too many: whoever subscribes to + never sees it.
            floor.somebody().publish(Floor.topic(orders.get(i)) + "/today", 0, Floor.text(floor.order()));
        }

        floor.executed(desk, orders);
        int all = 2 * orders.size();
        scene.trace().await(all, fromClient(PUBACK));
        int came = scene.trace().all(fromBroker(PUBLISH).withQos(1)).size();
        scene.trace().require(came == all, "each message comes once", "some came again");
    }
}
