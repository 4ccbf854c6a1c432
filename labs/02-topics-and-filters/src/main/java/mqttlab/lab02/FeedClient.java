package mqttlab.lab02;

import mqttlab.contracts.feeds.Event;
import mqttlab.contracts.feeds.Feed;
import mqttlab.contracts.feeds.Interest;
import mqttlab.contracts.news.BrokerUnavailableException;

/** A client of the feeds. Its connection is given; what is published, subscribed to and handed to whom is decided here. */
public final class FeedClient implements Feed {

    private final Scheme scheme = new Scheme();
    private final Connection connection = new Connection(this::arrived);

    @Override
    public void connect(String brokerUri, String clientId) throws BrokerUnavailableException {
        connection.open(brokerUri, clientId);
    }

    @Override
    public void publish(Event event) throws BrokerUnavailableException {
        // TODO task 3: Publish the event on its topic
        throw new UnsupportedOperationException("Task 3 is still to be written: Publish the event on its topic");
    }

    @Override
    public int subscribe(Interest interest, Listener listener) throws BrokerUnavailableException {
        // TODO task 4: Remember who wants what, and subscribe to the filters that the broker has not been asked for yet
        throw new UnsupportedOperationException("Task 4 is still to be written: Remember who wants what, and "
                + "subscribe to the filters that the broker has not been asked for yet");
    }

    /** Called for each message, one at a time. No exception may leave it: nothing would be handed over any more. */
    private void arrived(String topic, byte[] payload) {
        // TODO task 4: Make an event of it; if it is new, hand it to each listener that wants it, once, and survive
        // them
    }

    @Override
    public void unsubscribe(int subscription) throws BrokerUnavailableException {
        // TODO task 6: Forget the subscription, and unsubscribe from the filters that no other has
        throw new UnsupportedOperationException("Task 6 is still to be written: Forget the subscription, and "
                + "unsubscribe from the filters that no other has");
    }

    @Override
    public void close() {
        connection.close();
    }
}
