package mqttlab.contracts.market;

import mqttlab.contracts.news.BrokerUnavailableException;

/**
 * Publishes prices and orders. One object is one MQTT client with one session: it may lose its connection as often as it
 * likes, and connects again by itself. Its methods may be called by any thread, and by several at a time, which do not wait for
 * each other.
 */
public interface Trader extends AutoCloseable {

    /**
     * Connects with MQTT 3.1.1 and a session that outlives the connection, and returns once the broker has accepted. When the
     * connection is lost later, this client connects again: to the same address, with the same client identifier, to the same
     * session. It tries at once, and then again and again, with pauses of at most 100 ms, until it succeeds.
     *
     * @param patienceMillis how long a call of this object waits for what the broker has to do, at most
     * @throws BrokerUnavailableException if the broker has not accepted by then
     */
    void connect(String brokerUri, String clientId, int patienceMillis) throws BrokerUnavailableException;

    /**
     * Publishes a price, at most once and not retained, and waits for nothing. A price that could not be sent is not sent later
     * either: nobody wants old ones.
     *
     * @throws BrokerUnavailableException if there is no connection at this moment
     */
    void quote(Price price) throws BrokerUnavailableException;

    /**
     * Publishes orders, not retained, in the order in which they are given, each as often as the guarantee allows:
     *
     * <ul>
     * <li>{@code AT_MOST_ONCE}: like a price. Waits for nothing, and sends nothing again.
     * <li>{@code AT_LEAST_ONCE}, {@code EXACTLY_ONCE}: returns once the broker has taken over all of them, and no sooner: when
     * the exchange of packets that section 4.3 of the standard demands is complete for each. However many connections that
     * takes: what was under way when one was lost is taken up again on the next one as section 4.4 demands, and not published
     * anew. What has not been sent by then is sent on the next one.
     * </ul>
     *
     * <p>One order does not wait for the end of the one before it. A caller gives at most 1,000 at a time, and at most 15 if they
     * are {@code EXACTLY_ONCE}: brokers have limits there, and Mosquitto 2.0.11 loses orders beyond 20.
     *
     * @throws BrokerUnavailableException if orders are not complete when the patience is over, or, with {@code AT_MOST_ONCE}, if
     *         there is no connection at this moment. It does not mean that they will not be executed: some are in doubt.
     */
    void place(Guarantee guarantee, Order... orders) throws BrokerUnavailableException;

    /**
     * Takes leave of the broker with a DISCONNECT, which leaves the session as it is, and then closes the connection. Closing
     * twice does no harm. After it, nothing is left that connects again, or that keeps a program from ending.
     */
    @Override
    void close();
}
