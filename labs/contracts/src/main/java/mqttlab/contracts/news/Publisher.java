package mqttlab.contracts.news;

/** A newsroom: it publishes, and knows nothing of its readers. One object is one MQTT connection, used by one thread. */
public interface Publisher extends AutoCloseable {

    /**
     * Connects with MQTT 3.1.1 and a clean session, and returns once the broker has accepted.
     *
     * @param brokerUri where the broker listens, such as {@code tcp://localhost:1883}
     * @param clientId  the client identifier to connect with, unchanged
     * @throws BrokerUnavailableException if nobody listens there, if the broker refuses, or if it has not answered after
     *         {@value BrokerUnavailableException#PATIENCE_SECONDS} seconds
     */
    void connect(String brokerUri, String clientId) throws BrokerUnavailableException;

    /**
     * Publishes on the topic of the news with QoS 1, not retained, and returns once the broker has acknowledged it.
     *
     * @throws BrokerUnavailableException if the connection is lost before that, or if the broker has not acknowledged after
     *         {@value BrokerUnavailableException#PATIENCE_SECONDS} seconds
     */
    void publish(News news) throws BrokerUnavailableException;

    /**
     * Takes leave of the broker with a DISCONNECT, and then closes the connection. Closing twice does no harm, nor does closing
     * what was never connected. After it, nothing is left: no connection, not even one that the broker never accepted, and no
     * thread that keeps a program from ending.
     */
    @Override
    void close();
}
