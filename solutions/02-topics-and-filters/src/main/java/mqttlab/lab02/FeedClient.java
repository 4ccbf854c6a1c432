package mqttlab.lab02;

// lab:hide
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
// lab:end
import mqttlab.contracts.feeds.Event;
import mqttlab.contracts.feeds.Feed;
import mqttlab.contracts.feeds.Interest;
import mqttlab.contracts.news.BrokerUnavailableException;

/** A client of the feeds. Its connection is given; what is published, subscribed to and handed to whom is decided here. */
public final class FeedClient implements Feed {

    private final Scheme scheme = new Scheme();
    private final Connection connection = new Connection(this::arrived);
    // lab:hide
    /** By number; listeners may subscribe and unsubscribe while an event is on its way through them. */
    private final Map<Integer, Subscription> subscriptions = new ConcurrentSkipListMap<>();
    /** Of events that have come, the last in the end. Used by one thread only. */
    private final Set<String> ids = new LinkedHashSet<>();
    private int lastNumber;

    private record Subscription(Interest interest, Listener listener) {
    }
    // lab:end

    @Override
    public void connect(String brokerUri, String clientId) throws BrokerUnavailableException {
        connection.open(brokerUri, clientId);
    }

    @Override
    public void publish(Event event) throws BrokerUnavailableException {
        // lab:task 3 Publish the event on its topic
        connection.publish(scheme.topic(event), EventText.payload(event));
        // lab:end
    }

    @Override
    public int subscribe(Interest interest, Listener listener) throws BrokerUnavailableException {
        // lab:task 4 Remember who wants what, and subscribe to the filters that the broker has not been asked for yet
        return add(new Subscription(interest, listener));
        // lab:end
    }

    // lab:hide
    /** One at a time: two that begin with the same filter would both, or neither of them, tell the broker. */
    private synchronized int add(Subscription subscription) throws BrokerUnavailableException {
        Set<String> unheard = withoutOthers(subscription);
        int number = ++lastNumber;
        // First of all, as the broker may send events before it has confirmed.
        subscriptions.put(number, subscription);
        boolean confirmed = false;
        try {
            connection.subscribe(unheard);
            confirmed = true;
            return number;
        } finally {
            if (!confirmed) {
                subscriptions.remove(number);
            }
        }
    }

    /** Its filters that no subscription has. */
    private Set<String> withoutOthers(Subscription subscription) {
        Set<String> filters = new LinkedHashSet<>(subscription.interest().topicFilters());
        subscriptions.values().forEach(other -> filters.removeAll(other.interest().topicFilters()));
        return filters;
    }
    // lab:end

    /** Called for each message, one at a time. No exception may leave it: nothing would be handed over any more. */
    private void arrived(String topic, byte[] payload) {
        // lab:task 4 quietly Make an event of it; if it is new, hand it to each listener that wants it, once, and survive them
        Optional<Event> event = EventText.event(topic, payload);
        if (event.isPresent() && isNew(event.get().id())) {
            for (int number : subscriptions.keySet()) {
                // Looked up when its turn comes: a listener may have ended it meanwhile.
                Subscription each = subscriptions.get(number);
                if (each != null && wants(each.interest(), topic, event.get())) {
                    handOver(event.get(), each.listener());
                }
            }
        }
        // lab:end
    }

    // lab:hide
    private boolean isNew(String id) {
        boolean isNew = ids.add(id);
        if (ids.size() > REMEMBERED) {
            ids.remove(ids.iterator().next());
        }
        return isNew;
    }

    private boolean wants(Interest interest, String topic, Event event) {
        boolean matches = interest.topicFilters().stream().anyMatch(filter -> scheme.matches(filter, topic));
        return matches && Conditions.hold(interest.conditions(), event);
    }

    private static void handOver(Event event, Listener listener) {
        try {
            listener.happened(event);
        } catch (RuntimeException | Error e) {
            System.err.println("A listener could not deal with " + event.id() + ": " + e);
        }
    }
    // lab:end

    @Override
    public void unsubscribe(int subscription) throws BrokerUnavailableException {
        // lab:task 6 Forget the subscription, and unsubscribe from the filters that no other has
        remove(subscription);
        // lab:end
    }

    // lab:hide
    private synchronized void remove(int number) throws BrokerUnavailableException {
        Subscription removed = subscriptions.remove(number);
        if (removed != null) {
            connection.unsubscribe(withoutOthers(removed));
        }
    }
    // lab:end

    @Override
    public void close() {
        connection.close();
    }
}
