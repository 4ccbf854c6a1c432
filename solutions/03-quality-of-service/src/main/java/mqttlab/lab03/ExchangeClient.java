package mqttlab.lab03;

// lab:hide
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
// lab:end
import mqttlab.contracts.market.Exchange;
import mqttlab.contracts.market.Guarantee;
// lab:hide
import mqttlab.contracts.market.Order;
// lab:end
import mqttlab.contracts.market.Price;
import mqttlab.contracts.news.BrokerUnavailableException;

/** Receives orders and prices. Its connection is given; what is handed to whom, and acknowledged when, is decided here. */
public final class ExchangeClient implements Exchange {

    private final Connection connection = new Connection(this::arrived);
    // lab:hide
    /** By market. */
    private final Map<String, Desk> desks = new ConcurrentHashMap<>();
    private final Map<String, Screen> screens = new ConcurrentHashMap<>();
    /** Of orders that have come, the last in the end. This and what follows is used by one thread only. */
    private final Set<String> ids = new LinkedHashSet<>();
    /** The number of the newest price, by market and symbol. */
    private final Map<String, Long> newest = new HashMap<>();
    // lab:end

    @Override
    public void connect(String brokerUri, String clientId, int patienceMillis) throws BrokerUnavailableException {
        connection.open(brokerUri, clientId, patienceMillis);
    }

    @Override
    public Guarantee listen(String market, Guarantee guarantee, Desk desk) throws BrokerUnavailableException {
        // lab:task 4 Remember the desk, subscribe to MARKET/orders/+ with the QoS of the guarantee, and say what was granted
        desks.put(market, desk);
        return subscribe(market + "/orders/+", guarantee);
        // lab:end
    }

    // lab:hide
    private Guarantee subscribe(String topicFilter, Guarantee guarantee) throws BrokerUnavailableException {
        int granted = connection.subscribe(topicFilter, guarantee.qos());
        if (granted > Guarantee.EXACTLY_ONCE.qos()) {
            throw new BrokerUnavailableException("the broker refuses " + topicFilter);
        }
        return Guarantee.of(granted);
    }
    // lab:end

    @Override
    public void watch(String market, Screen screen) throws BrokerUnavailableException {
        // lab:task 6 Remember the screen, and subscribe to MARKET/prices/+ with QoS 0
        screens.put(market, screen);
        subscribe(market + "/prices/+", Guarantee.AT_MOST_ONCE);
        // lab:end
    }

    /** Called for each message, one at a time. No exception may leave it: nothing would be handed over any more. */
    private void arrived(Connection.Arrival arrival) {
        // lab:task 4 quietly If it is an order, have the desk execute it; then, and in any other case, acknowledge it
        byte[] payload = arrival.message().getPayload();
        try {
            Optional<Order> order = Texts.order(arrival.topic(), payload);
            order.filter(each -> isNew(each.id())).ifPresent(each -> execute(each, arrival.message().getQos()));
            Texts.price(arrival.topic(), payload).filter(this::isNewer).ifPresent(this::show);
        } catch (RuntimeException | Error e) {
            System.err.println("Nobody could deal with a message on " + arrival.topic() + ": " + e);
        } finally {
            arrival.acknowledge().run();
        }
        // lab:end
    }

    // lab:hide
    private void execute(Order order, int qos) {
        desks.get(order.market()).execute(order, Guarantee.of(qos));
    }

    private void show(Price price) {
        screens.get(price.market()).show(price);
    }
    // lab:end

    /** Whether an order with this identifier is not a copy of one that has been handed over. */
    private boolean isNew(String id) {
        // lab:task 5 Remember it, and as many as the contract says; forget those before
        // lab:starter return true;
        boolean isNew = !ids.remove(id);
        ids.add(id);
        if (ids.size() > REMEMBERED + 1) {
            ids.remove(ids.iterator().next());
        }
        return isNew;
        // lab:end
    }

    /** Whether a price is newer than what has been shown of the same share. */
    private boolean isNewer(Price price) {
        // lab:task 6 Compare its number with the newest so far
        // lab:starter return true;
        Long before = newest.get(Texts.topic(price));
        boolean isNewer = before == null || price.number() > before;
        if (isNewer) {
            newest.put(Texts.topic(price), price.number());
        }
        return isNewer;
        // lab:end
    }

    @Override
    public void close() {
        connection.close();
    }
}
