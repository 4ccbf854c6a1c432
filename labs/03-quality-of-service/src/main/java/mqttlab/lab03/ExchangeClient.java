package mqttlab.lab03;

import mqttlab.contracts.market.Exchange;
import mqttlab.contracts.market.Guarantee;
import mqttlab.contracts.market.Price;
import mqttlab.contracts.news.BrokerUnavailableException;

/** Receives orders and prices. Its connection is given; what is handed to whom, and acknowledged when, is decided here. */
public final class ExchangeClient implements Exchange {

    private final Connection connection = new Connection(this::arrived);

    @Override
    public void connect(String brokerUri, String clientId, int patienceMillis) throws BrokerUnavailableException {
        connection.open(brokerUri, clientId, patienceMillis);
    }

    @Override
    public Guarantee listen(String market, Guarantee guarantee, Desk desk) throws BrokerUnavailableException {
        // TODO task 4: Remember the desk, subscribe to MARKET/orders/+ with the QoS of the guarantee, and say what was
        // granted
        throw new UnsupportedOperationException("Task 4 is still to be written: Remember the desk, subscribe to "
                + "MARKET/orders/+ with the QoS of the guarantee, and say what was granted");
    }

    @Override
    public void watch(String market, Screen screen) throws BrokerUnavailableException {
        // TODO task 6: Remember the screen, and subscribe to MARKET/prices/+ with QoS 0
        throw new UnsupportedOperationException("Task 6 is still to be written: Remember the screen, and subscribe to "
                + "MARKET/prices/+ with QoS 0");
    }

    /** Called for each message, one at a time. No exception may leave it: nothing would be handed over any more. */
    private void arrived(Connection.Arrival arrival) {
        // TODO task 4: If it is an order, have the desk execute it; then, and in any other case, acknowledge it
    }

    /** Whether an order with this identifier is not a copy of one that has been handed over. */
    private boolean isNew(String id) {
        // TODO task 5: Remember it, and as many as the contract says; forget those before
        return true;
    }

    /** Whether a price is newer than what has been shown of the same share. */
    private boolean isNewer(Price price) {
        // TODO task 6: Compare its number with the newest so far
        return true;
    }

    @Override
    public void close() {
        connection.close();
    }
}
