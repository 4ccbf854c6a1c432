package mqttlab.broker.routing;

import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.Session;
import mqttlab.broker.session.Subscriptions;

/** Brings messages to those who have subscribed. Safe for use from any thread; waits for no client. */
public final class Router {

    private final Subscriptions subscriptions = new Subscriptions();
    // lab:stage 04
    private final RetainedMessages retained = new RetainedMessages();
    /** Held while a message is retained and delivered: what a new subscriber is sent is never older than that. */
    private final ReentrantLock retaining = new ReentrantLock();
    // lab:end

    // lab:stage 04
    public void publish(Publish message) {
        if (message.retain()) {
            retaining.lock();
            try {
                retained.keep(message);
                deliver(message);
            } finally {
                retaining.unlock();
            }
        } else {
            deliver(message);
        }
    }

    // lab:end
    // lab:until 04 public void publish(Publish message) {
    // lab:stage 04
    private void deliver(Publish message) {
    // lab:end
        // [MQTT-3.3.1-9] to who has subscribed already it goes without the mark of a retained message.
        Publish live = new Publish(message.topic(), message.payload(), QoS.AT_MOST_ONCE, false, false, 0);
        subscriptions.forMatching(live.topic(), (session, granted) -> session.deliver(live));
    }

    public void subscribe(Session session, String filter) {
        session.subscribe(filter, subscriptions);
    }

    // lab:stage 03
    public void unsubscribe(Session session, String filter) {
        session.unsubscribe(filter, subscriptions);
    }

    // lab:end
    /** Its client has gone. */
    public void forget(Session session) {
        session.end(subscriptions);
    }

    // lab:stage 04
    /** The topics with a retained message that the filter matches. */
    public List<String> retained(String filter) {
        return retained.matching(filter).stream().map(Publish::topic).toList();
    }

    /** [MQTT-3.3.1-6] sends what is retained on the topic at this moment. It is delivered before anything newer is. */
    public void sendRetained(String topic, Consumer<Publish> client) {
        retaining.lock();
        try {
            retained.matching(topic).forEach(client);
        } finally {
            retaining.unlock();
        }
    }
    // lab:end
}
