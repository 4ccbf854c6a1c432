package mqttlab.contracts.market;

import mqttlab.contracts.news.BrokerUnavailableException;

/**
 * Receives orders and prices. One object is one MQTT client with one session, which connects again by itself when it has lost
 * its connection. Its methods may be called by any thread, also by a desk that is busy with an order.
 */
public interface Exchange extends AutoCloseable {

    /**
     * An order that comes again is a copy, if at most so many different others have come since it, or its last copy, came.
     */
    int REMEMBERED = 100;

    /** It is a new order, if at least so many different ones have: identifiers may be used again. In between, either is right. */
    int FORGOTTEN = 200;

    /** Connects as {@link Trader#connect} does. */
    void connect(String brokerUri, String clientId, int patienceMillis) throws BrokerUnavailableException;

    /**
     * Subscribes to all orders of a market, with the QoS of that guarantee, and returns once the broker has confirmed.
     *
     * <p>From then on, the desk is handed each order:
     *
     * <ul>
     * <li>Once, however often its message comes, on whichever connection: see {@link #REMEMBERED}. An order is known by its
     * identifier and by nothing else, not even its market.
     * <li>One after the other, in the order in which they first came.
     * <li>On the wire, a message of QoS 1 or 2 is acknowledged for good (PUBACK, PUBCOMP) when the desk is done with the order,
     * and not before: until then the broker is to keep it for us. One that needs no work, a malformed message or a copy of an
     * order that a desk is done with, is acknowledged as well.
     * <li>A desk may be busy for long: it holds up later messages, and nobody else. It may call this object.
     * <li>If it throws, it is done with the order, too.
     * </ul>
     *
     * <p>Called again for another market, it adds a subscription, with the same desk or another one.
     *
     * @return what the broker has granted, which may be less
     * @throws BrokerUnavailableException if the broker refuses, or has not confirmed when the patience is over
     */
    Guarantee listen(String market, Guarantee guarantee, Desk desk) throws BrokerUnavailableException;

    /**
     * Subscribes to the prices of a market with QoS 0, and returns once the broker has confirmed. The screen is shown the prices
     * as they come, but never one that is older than what it was shown of the same share (symbol and market), nor the same again.
     * Malformed messages are passed over, and if a screen throws, it is shown what comes later all the same.
     *
     * @throws BrokerUnavailableException as {@link #listen}
     */
    void watch(String market, Screen screen) throws BrokerUnavailableException;

    /**
     * Takes leave as {@link Trader#close} does, and does not wait for a desk that is busy. No desk is handed another order then:
     * the broker keeps those for the next connection of this client identifier.
     */
    @Override
    void close();

    /** Executes orders. */
    @FunctionalInterface
    interface Desk {

        /** @param guarantee with which the message of the order has come: what publisher and subscriber make of it together */
        void execute(Order order, Guarantee guarantee);
    }

    /** Shows prices. */
    @FunctionalInterface
    interface Screen {
        void show(Price price);
    }
}
