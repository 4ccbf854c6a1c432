package mqttlab.contracts.presence;

import mqttlab.contracts.news.BrokerUnavailableException;

/**
 * Says of one person or device that it is here, and what is known of it. One object is one MQTT connection, and one visit: a
 * lost connection stays lost, and to come back takes another object and a greater number.
 *
 * <p>It publishes on these topics, always with QoS 1:
 *
 * <ul>
 * <li>{@code SITE/NAME/presence}, retained: {@code STATUS;VISIT}, for instance {@code HERE;7}.
 * <li>{@code SITE/NAME/known/QUANTITY}, retained: a value, as a text in UTF-8.
 * <li>{@code SITE/NAME/call}, not retained: a text.
 * </ul>
 *
 * <p>Its methods may be called by any thread, and by many at once. Each returns once the broker has acknowledged all that it has
 * sent. {@link #report}, {@link #forget} and {@link #call} wait neither for each other, nor until something that this object has
 * said of its presence is acknowledged.
 */
public interface Beacon extends AutoCloseable {

    /**
     * Connects with MQTT 3.1.1 and a clean session, and says {@code HERE}. The connection has a will, so that the broker says
     * {@code LOST} in place of this object when the connection is lost: on the same topic, as a presence like any other.
     *
     * <p>From then on until {@link #close}, this object listens to what is said of its presence. A message that comes late, such
     * as the will of an earlier visit, takes the place of {@code HERE} at the broker, and later subscribers would find it. So:
     *
     * <ul>
     * <li>Whenever it hears anything but its own {@code HERE}, it says {@code HERE} again: a presence of an earlier visit, or
     * another one of this visit, a malformed one, or that the presence is cleared.
     * <li>A presence of a later visit means that this visit is over: from then on, this object says nothing more of its
     * presence, whatever it hears, not even in {@link #close}.
     * </ul>
     *
     * @param brokerUri        where the broker listens, such as {@code tcp://localhost:1883}
     * @param clientId         the client identifier to connect with, unchanged
     * @param keepAliveSeconds the keep alive of the connection: how long it may be silent
     * @throws BrokerUnavailableException if the broker cannot be reached, refuses, or has not answered after
     *         {@value BrokerUnavailableException#PATIENCE_SECONDS} seconds; then nothing is left of the connection. It is closed
     *         without a DISCONNECT, so that the will takes the place of a {@code HERE} that the broker may have got
     */
    void arrive(String brokerUri, String clientId, Badge badge, int keepAliveSeconds) throws BrokerUnavailableException;

    /**
     * Publishes the last known value of a quantity. It takes the place of the value before, and holds until it is
     * {@linkplain #forget forgotten}, also when this visit is over.
     *
     * @param quantity one topic level, such as {@code place} or {@code temperature}
     * @param value    not empty
     * @throws IllegalArgumentException   if one of them is not, or is null; then nothing has been sent
     * @throws BrokerUnavailableException if the broker has not acknowledged after
     *         {@value BrokerUnavailableException#PATIENCE_SECONDS} seconds, or there is no connection: not yet, or no more
     */
    void report(String quantity, String value) throws BrokerUnavailableException, IllegalArgumentException;

    /**
     * Clears the value of a quantity, whether or not there is one: later subscribers find nothing.
     *
     * @throws IllegalArgumentException   as {@link #report}
     * @throws BrokerUnavailableException as {@link #report}
     */
    void forget(String quantity) throws BrokerUnavailableException, IllegalArgumentException;

    /**
     * Calls everybody who is listening at this moment. That is not a state: later subscribers never hear of it.
     *
     * @param text may be empty
     * @throws BrokerUnavailableException as {@link #report}
     */
    void call(String text) throws BrokerUnavailableException;

    /**
     * Says {@code LEFT}, sends a DISCONNECT, and then closes the connection.
     *
     * <p>If the broker has not acknowledged after {@value BrokerUnavailableException#PATIENCE_SECONDS} seconds, perhaps nobody
     * will ever know: then the connection is closed without a DISCONNECT, so that the will is published. If this object is just
     * saying {@code HERE} again, that may come to its end before.
     *
     * <p>Closing twice does no harm, not even by two threads at once, nor does closing what has never arrived. No thread is left
     * that keeps a program from ending.
     */
    @Override
    void close();
}
