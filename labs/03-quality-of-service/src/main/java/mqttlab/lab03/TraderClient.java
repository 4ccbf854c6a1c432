package mqttlab.lab03;

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
        // TODO task 1: Send the price with QoS 0, now or never
        throw new UnsupportedOperationException("Task 1 is still to be written: Send the price with QoS 0, now or "
                + "never");
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
        // TODO task 1: Send the orders with QoS 0, now or never
        throw new UnsupportedOperationException("Task 1 is still to be written: Send the orders with QoS 0, now or "
                + "never");
    }

    private void placeForSure(int qos, Order... orders) throws BrokerUnavailableException {
        // TODO task 2: Send all orders with that QoS, each as a Delivery, and only then wait until all are complete
        throw new UnsupportedOperationException("Task 2 is still to be written: Send all orders with that QoS, each "
                + "as a Delivery, and only then wait until all are complete");
    }

    @Override
    public void close() {
        connection.close();
    }
}
