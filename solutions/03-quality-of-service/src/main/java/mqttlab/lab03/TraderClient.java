package mqttlab.lab03;

// lab:hide
import java.util.ArrayList;
import java.util.List;
// lab:end
import mqttlab.contracts.market.Guarantee;
import mqttlab.contracts.market.Order;
import mqttlab.contracts.market.Price;
import mqttlab.contracts.market.Trader;
import mqttlab.contracts.news.BrokerUnavailableException;

/** Publishes prices and orders. Its connection is given; how much each message is worth is decided here. */
public final class TraderClient implements Trader {

    private final Connection connection = new Connection(arrival -> { });
    private int patienceMillis;

    @Override
    public void connect(String brokerUri, String clientId, int patienceMillis) throws BrokerUnavailableException {
        this.patienceMillis = patienceMillis;
        connection.open(brokerUri, clientId, patienceMillis);
    }

    @Override
    public void quote(Price price) throws BrokerUnavailableException {
        // lab:task 1 Send the price with QoS 0, now or never
        sendNowOrNever(Texts.topic(price), Texts.payload(price));
        // lab:end
    }

    @Override
    public void place(Guarantee guarantee, Order... orders) throws BrokerUnavailableException {
        if (guarantee == Guarantee.AT_MOST_ONCE) {
            placeAtMostOnce(orders);
        } else {
            placeForSure(guarantee.qos(), orders);
        }
    }

    private void placeAtMostOnce(Order... orders) throws BrokerUnavailableException {
        // lab:task 1 Send the orders with QoS 0, now or never
        for (Order order : orders) {
            sendNowOrNever(Texts.topic(order), Texts.payload(order));
        }
        // lab:end
    }

    // lab:hide
    /** At QoS 0, there is nothing to wait for. */
    private void sendNowOrNever(String topic, byte[] payload) throws BrokerUnavailableException {
        if (!connection.sendNow(topic, payload, 0, new Delivery())) {
            throw new BrokerUnavailableException("there is no connection: nothing was sent on " + topic);
        }
    }
    // lab:end

    private void placeForSure(int qos, Order... orders) throws BrokerUnavailableException {
        // lab:task 2 Send all orders with that QoS, each as a Delivery, and only then wait until all are complete
        Deadline deadline = Deadline.in(patienceMillis);
        List<Delivery> deliveries = new ArrayList<>();
        for (Order order : orders) {
            Delivery delivery = new Delivery();
            deliveries.add(delivery);
            connection.send(Texts.topic(order), Texts.payload(order), qos, delivery, deadline);
        }
        for (Delivery delivery : deliveries) {
            delivery.await(deadline);
        }
        // lab:end
    }

    @Override
    public void close() {
        connection.close();
    }
}
