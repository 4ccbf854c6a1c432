package mqttlab.contracts.feeds;

import mqttlab.contracts.news.BrokerUnavailableException;

/**
 * A client that publishes events, and hands its listeners those that they are interested in. One object is one MQTT connection.
 *
 * <p>Its methods may be called by any thread at any time, also by a listener, or while one is busy with an event: they do not
 * wait for listeners.
 */
public interface Feed extends AutoCloseable {

    /** An event comes again at most so many events later; whoever remembers so many identifiers knows it then. */
    int REMEMBERED = 1_000;

    /**
     * Connects with MQTT 3.1.1 and a clean session, and returns once the broker has accepted.
     *
     * @throws BrokerUnavailableException if the broker cannot be reached, refuses, or has not answered after
     *         {@value BrokerUnavailableException#PATIENCE_SECONDS} seconds
     */
    void connect(String brokerUri, String clientId) throws BrokerUnavailableException;

    /**
     * Publishes on the topic of the event with QoS 1, not retained, and returns once the broker has acknowledged it.
     *
     * @throws IllegalArgumentException as {@link TopicScheme#topic} does; then nothing has been sent, and the connection is as
     *         before
     * @throws BrokerUnavailableException if the broker has not acknowledged after
     *         {@value BrokerUnavailableException#PATIENCE_SECONDS} seconds, or the connection is lost
     */
    void publish(Event event) throws BrokerUnavailableException, IllegalArgumentException;

    /**
     * Subscribes with QoS 1 to the filters of the interest, and returns once the broker has confirmed them. A filter is sent to
     * the broker exactly as it is; one that a subscription of this object already has is not sent again.
     *
     * <p>The listener is handed each event that meets the interest, also before the broker has confirmed:
     *
     * <ul>
     * <li>Once, even if several filters match, and even if the event comes again, up to {@value #REMEMBERED} events later. A
     * broker may send one copy for each filter that matches, and sends again what has not been acknowledged. If an event had
     * come before there was this subscription, it is left open whether the listener is handed it when it comes again.
     * <li>One after the other, in the order in which they came from the broker.
     * <li>Whatever other listeners do. A listener may throw: the others get the event all the same, and all get later ones.
     * </ul>
     *
     * <p>Malformed messages are passed over. A topic name that begins with {@code $} is a topic name like any other: events
     * there are for those whose filters match it.
     *
     * @return the number of the subscription, which no other subscription of this object ever has
     * @throws IllegalArgumentException if one of the filters is not a topic filter; then nothing has been sent, and there is no
     *         subscription
     * @throws BrokerUnavailableException if the broker refuses, if it has not confirmed after
     *         {@value BrokerUnavailableException#PATIENCE_SECONDS} seconds, or the connection is lost; then there is no
     *         subscription
     */
    int subscribe(Interest interest, Listener listener) throws BrokerUnavailableException, IllegalArgumentException;

    /**
     * Ends a subscription: its listener is handed nothing more, not even what the broker had sent before. The broker is told of
     * those filters that no other subscription of this object has, if there are any, and this returns once it has confirmed. A
     * number that no subscription has, or has any more, does nothing.
     *
     * @param subscription the number that {@link #subscribe} has returned
     * @throws BrokerUnavailableException if the broker has not confirmed after
     *         {@value BrokerUnavailableException#PATIENCE_SECONDS} seconds, or the connection is lost
     */
    void unsubscribe(int subscription) throws BrokerUnavailableException;

    /**
     * Takes leave of the broker with a DISCONNECT, and then closes the connection. Closing twice does no harm. No thread is left
     * that keeps a program from ending.
     */
    @Override
    void close();

    /** Somebody to whom events are handed. */
    @FunctionalInterface
    interface Listener {
        void happened(Event event);
    }
}
