package mqttlab.suites.lab03;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBCOMP;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.PUBREC;
import static mqttlab.testkit.tap.Events.fault;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mqttlab.contracts.market.Guarantee;
import mqttlab.contracts.market.Order;
import mqttlab.contracts.market.Price;
import mqttlab.contracts.market.Trader;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.suites.Call;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.FaultApplied;
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.tap.Hold;
import mqttlab.testkit.tap.PacketMatch;
import mqttlab.testkit.tap.TracedPacket;
import mqttlab.testkit.tap.When;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Waiting until it is complete")
class WaitingChecks {

    /** As many as the contract says. */
    private static final int UNDER_WAY = 1_000;
    private static final int FEW_MILLIS = 2_000;

    @Graded(task = 2, points = 1, clause = {"MQTT-4.3.2-1", "MQTT-3.3.1-12"},
            hint = "QoS 1 is complete with the PUBACK. Paho tells the listener of the message, onSuccess. What wakes up the "
                    + "thread that waits, and for which of the messages?")
    @DisplayName("orders at least once are published with QoS 1, and place returns when each has its PUBACK")
    void waitsForEachPuback(Scene scene) throws BrokerUnavailableException {
        expectComplete(scene, Guarantee.AT_LEAST_ONCE, fromBroker(PUBACK));
    }

    @Graded(task = 2, points = 2, clause = "MQTT-4.3.3-1",
            hint = "QoS 2 takes four packets: PUBLISH, PUBREC, PUBREL, PUBCOMP. With the PUBREC the broker has the order, but "
                    + "who may forget what by then? Only one of the four ends it.")
    @DisplayName("orders exactly once are published with QoS 2, and place returns when each has its PUBCOMP")
    void waitsForEachPubcomp(Scene scene) throws BrokerUnavailableException {
        expectComplete(scene, Guarantee.EXACTLY_ONCE, fromBroker(PUBCOMP));
    }

    /** The last of three acknowledgements is late, then the first of three. */
    private static void expectComplete(Scene scene, Guarantee guarantee, PacketMatch last) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        Trader trader = floor.trader();
        for (int late : List.of(2, 0)) {
            List<Order> orders = floor.orders(3);
            String symbol = Floor.topic(orders.getFirst());
            scene.tap().when(last.with("for " + orders.get(late).id(), each -> isFor(scene, orders.get(late), each.packetId())))
                    .once().delay(Duration.ofMillis(scene.random().nextInt(200, 400)));
            int before = scene.trace().all(last).size();

            trader.place(guarantee, Floor.array(orders));

            List<TracedPacket> all = scene.trace().await(before + orders.size(), last);
            scene.trace().inOrder(all.getLast(), scene.trace().all(scene.returned("place")).getLast());
            expectSent(scene, guarantee, orders, scene.trace().all(fromClient(PUBLISH).withTopic(symbol)));
            // Whoever was in doubt may place it again: to know copies is not the trader's business.
            trader.place(guarantee, orders.getFirst());
            List<TracedPacket> sent = scene.trace().await(orders.size() + 1, fromClient(PUBLISH).withTopic(symbol));
            expectSent(scene, guarantee, List.of(orders.getFirst()), sent.subList(orders.size(), sent.size()));
        }
    }

    private static boolean isFor(Scene scene, Order order, int packetId) {
        return scene.trace().all(fromClient(PUBLISH).withId(packetId)).stream()
                .map(each -> each.packet().payload().text().orElse(""))
                .anyMatch(Floor.text(order)::equals);
    }

    private static void expectSent(Scene scene, Guarantee guarantee, List<Order> orders, List<TracedPacket> sent) {
        boolean good = sent.stream().map(each -> each.packet().payload().text().orElse("")).toList()
                .equals(orders.stream().map(Floor::text).toList())
                && sent.stream().allMatch(each -> each.packet().qos() == guarantee.qos() && !each.packet().retain());
        scene.trace().require(good, "one PUBLISH with QoS %d, not retained, for each of %s, in this order".formatted(
                guarantee.qos(), Floor.ids(orders)), "other packets were sent", sent.toArray(TracedPacket[]::new));
    }

    @Graded(task = 2, points = 2, clause = "MQTT-4.3.2-1", dependsOn = "waitsForEachPuback",
            hint = "Nothing in MQTT makes one message wait for the PUBACK of another. First send all of them, then wait for all "
                    + "of them: two loops, not one. Paho's own limit is set in Connection. And what do two callers share?")
    @DisplayName("one order does not wait for the end of another: a thousand may be under way at a time, from several callers")
    void sendsWithoutWaiting(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        Trader trader = floor.trader();
        List<Order> orders = floor.orders(UNDER_WAY);
        Hold hold = scene.tap().when(fromBroker(PUBACK)).hold();
        CompletableFuture<Void> placing = Call.begin(() -> trader.place(Guarantee.AT_LEAST_ONCE, Floor.array(orders)));

        List<TracedPacket> sent = scene.trace().await(orders.size(), fromClient(PUBLISH));
        hold.release();
        Call.join(placing);
        expectSent(scene, Guarantee.AT_LEAST_ONCE, orders, sent);
        scene.trace().inOrder(scene.trace().await(orders.size(), fromBroker(PUBACK)).getLast(),
                scene.trace().one(scene.returned("place")));
        callersDoNotWaitForEachOther(floor, trader);
    }

    /** One of them lacks a PUBACK for a while, and meanwhile the others get on. */
    private static void callersDoNotWaitForEachOther(Floor floor, Trader trader) throws BrokerUnavailableException {
        Scene scene = floor.scene();
        scene.tap().when(fromBroker(PUBACK)).once().drop();
        CompletableFuture<Void> slow = Call.begin(() -> trader.place(Guarantee.AT_LEAST_ONCE, Floor.array(floor.orders(3))));
        FaultApplied dropped = scene.trace().await(fault(Fault.DROPPED));
        trader.quote(new Price(floor.market(), scene.name("share"), 1, 1250));
        trader.place(Guarantee.AT_LEAST_ONCE, Floor.array(floor.orders(3)));
        scene.trace().require(!slow.isDone(), "calls by several threads do not wait for each other",
                "two calls returned only when the first one, whose PUBACK is missing, was over");
        scene.tap().slipIn(dropped.connection(), Packets.puback(dropped.packet().orElseThrow().packet().packetId()));
        Call.join(slow);
    }

    @Graded(task = 2, points = 1, dear = true, dependsOn = "waitsForEachPubcomp",
            reason = "An order that the broker has not taken over may be lost, or be executed all the same. Whoever has placed "
                    + "it must know that it is in doubt.",
            hint = "A wait that is over is not the same as a wait that was successful: what does await give back? And all orders "
                    + "of one call share one patience.")
    @DisplayName("if an order is not complete, or a client not accepted, when the patience is over, place or connect says so")
    void saysWhatIsInDoubt(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        // One after the other, these are late, so that together they take longer than there is patience.
        CompletableFuture<Void> late = Call.begin(() -> expectDoubt(scene, floor, Guarantee.AT_LEAST_ONCE, fromBroker(PUBACK),
                when -> when.delay(Duration.ofMillis(FEW_MILLIS / 5))));
        // One of these is lost, and the others come.
        List<CompletableFuture<Void>> lost = Stream.of(PUBREC, PUBCOMP).map(answer -> Call.begin(() -> expectDoubt(scene, floor,
                Guarantee.EXACTLY_ONCE, fromBroker(answer), when -> when.once().drop()))).toList();
        Call.join(late);
        for (CompletableFuture<Void> each : lost) {
            Call.join(each);
        }
        scene.tap().when(fromBroker(CONNACK)).drop();
        floor.unavailableAfter(FEW_MILLIS / 2, "connect", () -> floor.trader(scene.name("trader"), FEW_MILLIS / 2));
    }

    /** The first order is complete, the others are not. */
    private static void expectDoubt(Scene scene, Floor floor, Guarantee guarantee, PacketMatch answer, Consumer<When> fault)
            throws BrokerUnavailableException {
        String name = scene.name("trader");
        Trader trader = floor.trader(name, FEW_MILLIS);
        trader.place(guarantee, floor.order());
        fault.accept(scene.tap().when(answer.byClient(name)));
        floor.unavailableAfter(FEW_MILLIS, "place of ten orders",
                () -> trader.place(guarantee, Floor.array(floor.orders(10))));
        int published = scene.trace().all(fromClient(PUBLISH).byClient(name)).size();
        scene.trace().require(published <= 11, "as long as the connection lasts, each of eleven orders is published once",
                "there were %d PUBLISH".formatted(published));
    }
}
