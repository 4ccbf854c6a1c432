package mqttlab.contracts.news;

/** A reader's agent: it subscribes, and hands over the news as they come. One object is one MQTT connection. */
public interface Subscriber extends AutoCloseable {

    /** Connects as {@link Publisher#connect} does. */
    void connect(String brokerUri, String clientId) throws BrokerUnavailableException;

    /**
     * Subscribes with QoS 1, and returns once the broker has confirmed it.
     *
     * <p>The reader gets each piece of news that matches, even if it comes before the confirmation: one at a time, in the order
     * in which the broker sent them. A reader may be slow, and may throw: neither loses any later news. Nor does the end of the
     * connection, other than by {@link #close}, lose what has come before it. Messages that are not news, such as one on the
     * topic {@code news/cadiz}, are passed over.
     *
     * <p>A reader may take as long as it likes, and holds up nobody: meanwhile what the broker sends is taken in and
     * acknowledged, and calls of this object are answered.
     *
     * <p>Called again, with the same reader, it adds a subscription.
     *
     * @param topicFilter what to subscribe to, such as {@code news/cadiz/+}
     * @throws BrokerUnavailableException if the broker refuses, if the connection is lost before it has confirmed, or if it
     *         has not confirmed after {@value BrokerUnavailableException#PATIENCE_SECONDS} seconds
     */
    void subscribe(String topicFilter, Reader reader) throws BrokerUnavailableException;

    /**
     * Names who is to be told when the connection is lost other than by {@link #close}. Called before {@link #connect}. It is
     * for the listener to decide what happens then: a lost connection stays lost.
     */
    void onConnectionLost(Runnable listener);

    /** Takes leave as {@link Publisher#close} does, and does not wait for a reader that is busy. */
    @Override
    void close();

    /** Somebody to whom news are handed over. */
    @FunctionalInterface
    interface Reader {
        void read(News news);
    }
}
