package mqttlab.suites.lab03;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.tap.Events.anythingFromBroker;
import static mqttlab.testkit.tap.Events.fromClient;

import java.util.List;
import mqttlab.contracts.market.Guarantee;
import mqttlab.contracts.market.Order;
import mqttlab.contracts.market.Price;
import mqttlab.contracts.market.Trader;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.testkit.check.CheckSuite;
import mqttlab.testkit.check.Graded;
import mqttlab.testkit.check.Scene;
import mqttlab.testkit.tap.TracedPacket;
import org.junit.jupiter.api.DisplayName;

@CheckSuite
@DisplayName("Sending at most once")
class SendingChecks {

    @Graded(task = 1, points = 1, clause = {"MQTT-4.3.1-1", "MQTT-3.3.1-12"},
            hint = "QoS and the retain flag are arguments. Which of the three is worth its price here, where the next price "
                    + "makes this one worthless? Topic and payload are made by Texts.")
    @DisplayName("a price is published with QoS 0, not retained")
    void quotes(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        Trader trader = floor.trader();
        List<Price> prices = List.of(new Price(floor.market(), scene.name("share"), 1, 1250),
                new Price(floor.market(), scene.name("Bahía, S. A."), Long.MAX_VALUE, -1));
        for (int i = 0; i < prices.size(); i++) {
            trader.quote(prices.get(i));
            expect(scene, scene.trace().await(i + 1, fromClient(PUBLISH)).getLast(), Floor.topic(prices.get(i)),
                    Floor.text(prices.get(i)));
        }
    }

    private static void expect(Scene scene, TracedPacket publish, String topic, String text) {
        scene.trace().require(publish.packet().topic().equals(topic) && publish.packet().payload().text().orElse("").equals(text)
                        && publish.packet().qos() == 0 && !publish.packet().retain(),
                "a PUBLISH with QoS 0, not retained, of %s on %s".formatted(text, topic), "this was sent: " + publish.packet(),
                publish);
    }

    @Graded(task = 1, points = 1, clause = "MQTT-4.3.1-1",
            hint = "At QoS 0 no packet ever answers a PUBLISH. Whatever you wait for here, it is not the broker, and it makes a "
                    + "fast message slow.")
    @DisplayName("orders at most once are published with QoS 0, in order, and nothing is waited for")
    void placesAtMostOnce(Scene scene) throws BrokerUnavailableException {
        Floor floor = Floor.in(scene);
        Trader trader = floor.trader();
        // From now on the broker says nothing that reaches the client.
        scene.tap().when(anythingFromBroker()).drop();
        List<Order> orders = floor.orders(40);
        trader.place(Guarantee.AT_MOST_ONCE, Floor.array(orders));

        List<TracedPacket> publishes = scene.trace().await(orders.size(), fromClient(PUBLISH));
        for (int i = 0; i < orders.size(); i++) {
            expect(scene, publishes.get(i), Floor.topic(orders.get(i)), Floor.text(orders.get(i)));
        }
    }
}
