package mqttlab.suites.lab03;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.CONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.mqtt.PacketType.SUBACK;
import static mqttlab.testkit.mqtt.PacketType.SUBSCRIBE;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import mqttlab.contracts.market.Exchange;
import mqttlab.contracts.market.Guarantee;
import mqttlab.contracts.market.Order;
import mqttlab.contracts.market.Price;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.suites.lab03.Floor.Executed;
import mqttlab.testkit.Patience;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Recipient;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.tap.PacketMatch;
import mqttlab.testkit.tap.TraceFailure;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Watching prices")
class PricesChecks {

    private static final int ATTEMPTS = 5;
    private static final Duration A_MOMENT = Duration.ofMillis(200);

    @Graded(task = 6, points = 1, clause = {"MQTT-3.8.3-1", "MQTT-4.3.1-1"},
            hint = "Prices come on a topic of their own, beside the orders. With which QoS do you ask for something that the "
                    + "next message makes worthless?")
    @DisplayName("a screen is shown the prices of its market, subscribed to with QoS 0, and none of orders or other markets")
    void shows(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        Recipient<Price> screen = scene.recipient("the screen", Floor::text);
        Recipient<Executed> desk = floor.desk("the desk");
        Exchange exchange = floor.exchange();
        scene.tap().when(fromBroker(SUBACK)).once().delay(Duration.ofMillis(scene.random().nextInt(100, 300)));
        exchange.watch(floor.market(), screen::accept);
        scene.trace().inOrder(scene.trace().await(fromBroker(SUBACK)), scene.trace().await(scene.returned("watch")));
        TracedPacket asked = scene.trace().one(fromClient(SUBSCRIBE));
        ReceivingChecks.expectAsked(scene, asked, floor.market() + "/prices/", 0);
        ReceivingChecks.grants(scene, ReceivingChecks.REFUSED);
        floor.unavailable("watch", () -> exchange.watch(scene.name("market"), price -> { }));
        CountDownLatch goOn = new CountDownLatch(1);
        scene.atEnd(goOn::countDown);
        exchange.listen(floor.market(), Guarantee.AT_LEAST_ONCE, (order, guarantee) -> {
            desk.accept(new Executed(order, guarantee));
            Floor.await(goOn);
        });

        Price price = publish(floor, new Price(floor.market(), scene.name("share"), 7, 1250), 2);
        screen.await(1);
        Order order = floor.comes(1);
        desk.await(1);
        Floor other = floor.next(scene.name("market"));
        Recipient<Price> otherScreen = scene.recipient("the screen of another market", Floor::text);
        exchange.watch(other.market(), otherScreen::accept);
        goOn.countDown();
        // There is a share of the same name on each market.
        Price elsewhere = publish(other, new Price(other.market(), price.symbol(), 5, 1250), 0);
        Price last = publish(floor, new Price(floor.market(), "orders", 3, 999), 0);
        shown(scene, screen, List.of(price, last));
        shown(scene, otherScreen, List.of(elsewhere));
        floor.executed(desk, List.of(order));
    }

    private static Price publish(Floor floor, Price price, int qos) {
        floor.somebody().publish(Floor.topic(price), qos, Floor.text(price));
        return price;
    }

    private static void shown(Scene scene, Recipient<Price> screen, List<Price> expected) {
        List<Price> shown = screen.await(expected.size());
        scene.trace().require(shown.equals(expected), "the screen is shown these prices and no others: " + texts(expected),
                "it was shown " + texts(shown));
    }

    private static List<String> texts(List<Price> prices) {
        return prices.stream().map(each -> "%s of %s".formatted(Floor.text(each), each.symbol())).toList();
    }

    @Graded(task = 6, points = 2, dependsOn = "shows",
            reason = "At QoS 0 nothing is sent again, but prices may still come twice or late: over another publisher, another "
                    + "broker, or from one who has published them with QoS 1. For a state, the newest wins.",
            hint = "For prices you need no memory of identifiers: one number for each share is enough. Compared with what, and "
                    + "how? What is it before the first price? And does a gap matter, or a screen that throws?")
    @DisplayName("a price that is older than what was shown of its share, or the same again, is passed over; a gap is no harm")
    void neverGoesBack(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        Recipient<Price> screen = scene.recipient("the screen", Floor::text);
        Exchange exchange = floor.exchange();
        exchange.watch(floor.market(), price -> {
            screen.accept(price);
            throw new IllegalStateException("this screen throws");
        });
        String one = scene.name("share");
        String two = scene.name("share");
        floor.somebody().publish(floor.market() + "/prices/" + one, 0, "nonsense");
        Stream.of(price(floor, one, 0, 99), price(floor, one, 9, 100), price(floor, one, 10, 101), price(floor, two, 3, 50),
                price(floor, one, 9, 100), price(floor, one, 10, 102), price(floor, two, 2, 49),
                price(floor, two, 1_000_000_000_000L, 49), price(floor, one, 11, 101), price(floor, two, 7, 50))
                .forEach(each -> publish(floor, each, 0));
        List<Price> before = List.of(price(floor, one, 0, 99), price(floor, one, 9, 100), price(floor, one, 10, 101),
                price(floor, two, 3, 50), price(floor, two, 1_000_000_000_000L, 49), price(floor, one, 11, 101));
        screen.await(before.size());
        // Prices go on being shown on the next connection.
        scene.tap().cut();
        TracedPacket again = scene.trace().await(2, fromClient(CONNECT)).getLast();
        scene.trace().await(fromBroker(CONNACK).onConnection(again.connection()));
        getThrough(scene, again.connection(), () -> publish(floor, price(floor, one, 11, 101), 0));
        Price last = publish(floor, price(floor, two, 1_000_000_000_001L, 48), 0);
        shown(scene, screen, Stream.concat(before.stream(), Stream.of(last)).toList());
    }

    /** Right behind the CONNACK a broker may drop what has QoS 0, as for a client that is away. */
    private static void getThrough(Scene scene, int connection, Runnable publishing) {
        PacketMatch arrival = fromBroker(PUBLISH).onConnection(connection);
        publishing.run();
        for (int i = 1; i < ATTEMPTS && !comes(scene, arrival); i++) {
            publishing.run();
        }
        scene.trace().await(arrival);
    }

    private static boolean comes(Scene scene, PacketMatch arrival) {
        try {
            scene.trace().await(1, arrival, Patience.stretch(A_MOMENT));
            return true;
        } catch (TraceFailure nothing) {
            return false;
        }
    }

    private static Price price(Floor floor, String symbol, long number, long cents) {
        return new Price(floor.market(), symbol, number, cents);
    }
}
