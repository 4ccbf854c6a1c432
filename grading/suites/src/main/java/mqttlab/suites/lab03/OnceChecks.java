package mqttlab.suites.lab03;

import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBCOMP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.PUBREC;
import static mqttlab.testkit.mqtt.PacketType.PUBREL;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.tap.Events.fault;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import mqttlab.contracts.market.Exchange;
import mqttlab.contracts.market.Guarantee;
import mqttlab.contracts.market.Order;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.suites.lab03.Floor.Executed;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Recipient;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.tap.PacketMatch;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Executing once")
class OnceChecks {

    private static final int AT_ONCE = 20;
    private static final int LATE_MILLIS = 200;

    @Graded(task = 5, points = 2, clause = {"MQTT-4.4.0-1", "MQTT-4.3.2-2"}, dependsOn = "executes",
            needsMosquitto = true,
            hint = "The broker has not seen the PUBACK, and sends the order again. That is what at least once means, and it is "
                    + "up to you to know the order. The copy wants its acknowledgement, too.")
    @DisplayName("at least once, cut before the PUBACK: the order comes again, is executed once, and the copy is acknowledged")
    void executesOnceWithoutPuback(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        Recipient<Executed> desk = listening(floor, Guarantee.AT_LEAST_ONCE);
        scene.tap().when(fromClient(PUBACK)).once().cutBefore();
        Order order = floor.comes(1);

        List<TracedPacket> came = scene.trace().await(2, fromBroker(PUBLISH));
        scene.trace().await(fromClient(PUBACK).onConnection(came.getLast().connection()));
        Order next = floor.comes(1);
        floor.executed(desk, List.of(order, next));
    }

    private static Recipient<Executed> listening(Floor floor, Guarantee guarantee) throws BrokerUnavailableException {
        Recipient<Executed> desk = floor.desk("the desk");
        floor.exchange().listen(floor.market(), guarantee, Floor.executing(desk));
        return desk;
    }

    @Graded(task = 5, points = 2, clause = {"MQTT-4.3.3-2", "MQTT-4.4.0-1"}, dependsOn = "executes",
            needsMosquitto = true,
            hint = "On the way to you, there are three packets at which a line can break, and after each of them the two sides "
                    + "know different things. Paho and the broker sort it out, if both keep the session. What is left for you?")
    @DisplayName("exactly once, cut before the PUBREC, the PUBREL or the PUBCOMP: the order is executed once")
    void executesOnceWithQos2(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        Recipient<Executed> desk = listening(floor, Guarantee.EXACTLY_ONCE);
        List<Order> orders = new ArrayList<>();
        int completed = 0;
        for (PacketMatch packet : List.of(fromClient(PUBREC), fromBroker(PUBREL), fromClient(PUBCOMP))) {
            scene.tap().when(packet).once().cutBefore();
            orders.add(floor.comes(2));
            TracedPacket again = scene.trace().await(orders.size() + 1, fromClient(CONNECT)).getLast();
            completed++;
            scene.trace().await(fromClient(PUBCOMP).onConnection(again.connection()));
        }
        orders.add(floor.comes(2));
        floor.executed(desk, orders);
        scene.trace().require(completed == scene.trace().all(fault(Fault.CUT_BEFORE)).size(), "three cuts", "there were others");
    }

    @Graded(task = 5, points = 2, clause = "MQTT-4.4.0-1",
            dependsOn = {"acknowledgesWhenDone", "executesOnceWithoutPuback", "executesOnceWithQos2"},
            needsMosquitto = true,
            hint = "The desk is at work when the line breaks, and the broker has no acknowledgement: so the order comes again, "
                    + "and with QoS 2 Paho hands it to you again, too. Exactly once ends where Paho ends. With the "
                    + "acknowledgement of the copy, the broker forgets an order on which the desk is still at work.")
    @DisplayName("cut while the desk is busy: the order comes again, is executed once, and acknowledged when that is done")
    void executesOnceWhenCutMeanwhile(Scene scene) throws BrokerUnavailableException {
        for (Guarantee guarantee : List.of(Guarantee.AT_LEAST_ONCE, Guarantee.EXACTLY_ONCE)) {
            Floor floor = new Floor(scene, scene.name("market"), scene.untracedPublisher());
            Recipient<Executed> desk = floor.desk("the desk");
            CountDownLatch goOn = new CountDownLatch(1);
            scene.atEnd(goOn::countDown);
            Exchange exchange = floor.exchange();
            exchange.listen(floor.market(), guarantee, (order, effective) -> {
                desk.accept(new Executed(order, effective));
                Floor.await(goOn);
            });
            Order order = floor.comes(guarantee.qos());
            desk.await(1);
            PacketMatch again = fromBroker(guarantee == Guarantee.AT_LEAST_ONCE ? PUBLISH : PUBREL);
            int before = scene.trace().all(again).size();
            scene.tap().cut();
            TracedPacket second = scene.trace().await(before + 1, again).getLast();
            PacketMatch last = fromClient(guarantee == Guarantee.AT_LEAST_ONCE ? PUBACK : PUBCOMP);
            // What the client has sent by itself so far is ahead of this.
            scene.tap().when(fromBroker(SUBACK)).once().delay(Duration.ofMillis(LATE_MILLIS));
            for (int i = 0; i < 2; i++) {
                exchange.listen(scene.name("market"), guarantee, (other, effective) -> { });
            }
            scene.trace().none(last.onConnection(second.connection()));
            goOn.countDown();
            scene.trace().await(last.onConnection(second.connection()));
            floor.executed(desk, List.of(order, floor.comes(guarantee.qos())));
            exchange.close();
        }
    }

    @Graded(task = 5, points = 1, clause = {"MQTT-3.3.1-3", "MQTT-3.3.1-1"}, dependsOn = {"executes", "survives"},
            needsMosquitto = true,
            hint = "DUP says that somebody has sent a packet before, not that you have got it. And who publishes an order a "
                    + "second time makes a new message, with another packet identifier and without DUP. What does name an order? "
                    + "When do you note it: also if its desk throws, or with QoS 0?")
    @DisplayName("an order is known by its identifier alone: not by DUP, packet identifier, content, market or QoS")
    void knowsOrdersByTheirIdentifier(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        Floor other = floor.next(scene.name("market"));
        Recipient<Executed> desk = floor.desk("the desk");
        Exchange exchange = floor.exchange();
        for (String market : List.of(floor.market(), other.market())) {
            exchange.listen(market, Guarantee.AT_LEAST_ONCE, (order, guarantee) -> {
                desk.accept(new Executed(order, guarantee));
                throw new IllegalStateException("this desk throws");
            });
        }
        Order order = floor.comes(1);
        Order like = floor.comes(floor.like(order), 1);
        floor.comes(order, 1);
        floor.comes(order, 0);
        floor.comes(floor.withIdOf(order), 0);
        other.comes(other.withIdOf(like), 1);
        Order cheap = floor.comes(0);
        floor.comes(cheap, 1);
        // The client never gets it, and what comes again has DUP.
        desk.await(3);
        scene.trace().await(5, fromClient(PUBACK));
        scene.tap().when(fromBroker(PUBLISH)).once().cutBefore();
        Order withDup = floor.comes(1);
        desk.await(4);
        Order last = floor.comes(1);
        floor.executed(desk, List.of(order, like, cheap, withDup, last));
        TracedPacket came = scene.trace().all(fromBroker(PUBLISH).withPayload(Floor.text(withDup))).getLast();
        scene.trace().require(came.packet().duplicate(), "the broker sends it with DUP", "it has not", came);
    }

    @Graded(task = 5, points = 1, clause = "MQTT-3.1.2-5", dependsOn = "executes",
            hint = "The broker keeps messages for a session, not for a connection. If you subscribe anew after each cut, or ask "
                    + "for a clean session, what has come in between is lost. And a SUBSCRIBE without an answer is sent again by "
                    + "nobody but you.")
    @DisplayName("orders that come while the connection is down are executed when it is back, in order")
    void getsWhatCameMeanwhile(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        Recipient<Executed> desk = listening(floor, Guarantee.EXACTLY_ONCE);
        // Another exchange of the same program, which has nothing to do with the first, and whose line breaks at once.
        scene.tap().when(fromBroker(SUBACK)).once().cutBefore();
        Recipient<Executed> another = listening(floor, Guarantee.AT_LEAST_ONCE);
        Order first = floor.comes(2);
        desk.await(1);
        another.await(1);
        scene.trace().await(fromClient(PUBCOMP));
        scene.trace().await(fromClient(PUBACK));
        scene.tap().unplug();
        scene.tap().cut();
        scene.trace().all(fromClient(CONNECT)).forEach(each -> scene.tap().awaitEnd(each.connection()));
        List<Order> orders = new ArrayList<>(List.of(first));
        floor.orders(15).forEach(order -> orders.add(floor.comes(order, 2)));
        scene.tap().plugIn();
        desk.await(orders.size());
        another.await(orders.size());
        orders.add(floor.comes(2));
        floor.executed(desk, orders);
        floor.executed(another, orders);
    }

    @Graded(task = 5, points = 2, seconds = 120, dependsOn = "executes",
            reason = "A memory without a bound is full one day, and one that is too small forgets what comes again. How many "
                    + "have to be remembered follows from what may be under way at a time.",
            hint = "Count the others in between. What does your memory throw away when it is full: the oldest, or all? Does a "
                    + "copy count as new? And what is never thrown away is held against a new order with an old identifier.")
    @DisplayName("a copy is known with 100 others in between, and an identifier may be used again after 200")
    void remembersSoMany(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        Recipient<Executed> desk = listening(floor, Guarantee.AT_LEAST_ONCE);
        List<Order> expected = new ArrayList<>();
        List<Order> copies = new ArrayList<>();
        List<Order> orders = floor.orders(Exchange.REMEMBERED + 1);
        publish(floor, desk, orders, expected);
        // Each comes again, with so many others in between.
        publish(floor, desk, orders, copies);
        // However often these come, they are the same hundred.
        for (int i = 0; i < 3; i++) {
            publish(floor, desk, orders.subList(1, orders.size()), new ArrayList<>());
        }
        publish(floor, desk, List.of(orders.getFirst()), copies);
        // This one comes now and then, and so has never been away for long.
        Order often = floor.order();
        for (int i = 0; i < 3; i++) {
            publish(floor, desk, List.of(often), i == 0 ? expected : copies);
            publish(floor, desk, floor.orders(Exchange.REMEMBERED * 3 / 4), expected);
        }
        floor.executed(desk, expected);
        publish(floor, desk, floor.orders(Exchange.FORGOTTEN), expected);
        Order another = floor.order();
        publish(floor, desk, List.of(new Order(another.market(), another.symbol(), often.id(), another.side(), another.shares(),
                another.cents())), expected);
        floor.executed(desk, expected);
    }

    /** No more at a time than a busy machine hands over while somebody waits for it. */
    private static void publish(Floor floor, Recipient<Executed> desk, List<Order> orders, List<Order> noted) {
        for (Order order : orders) {
            noted.add(floor.comes(order, 1));
            if (noted.size() % AT_ONCE == 0) {
                desk.await(noted.size());
            }
        }
    }
}
