package mqttlab.broker.routing;

import java.util.Deque;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.Message;
import mqttlab.broker.session.Session;
import mqttlab.broker.session.Subscriptions;

/** Brings messages to those who have subscribed. Safe for use from any thread; waits for no client. */
public final class Router {

    private final Subscriptions subscriptions;
    private final RetainedMessages retained = new RetainedMessages();

    public Router(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    public void publish(Message message) {
        if (message.retain()) {
            retained.keep(message);
        }
        Message live = message.live();
        subscriptions.forMatching(live.topic(), (session, granted) -> session.deliver(live, granted));
    }

    public void subscribe(Session session, String filter, QoS qos) {
        session.subscribe(filter, qos, subscriptions);
    }

    public void unsubscribe(Session session, String filter) {
        session.unsubscribe(filter, subscriptions);
    }

    /**
     * [MQTT-3.3.1-6] what is retained goes to a new subscriber. There may be more of it than the client can take at once:
     * then the rest follows as it makes room.
     */
    public void sendRetained(Session session, String filter, QoS qos) {
        Deque<Message> found = retained.matching(filter);
        while (!found.isEmpty() && session.hasRoom()) {
            send(found.poll(), session, qos);
        }
        if (!found.isEmpty()) {
            Thread.startVirtualThread(() -> sendAsRoomIsMade(found, session, qos));
        }
    }

    private void sendAsRoomIsMade(Deque<Message> found, Session session, QoS qos) {
        try {
            while (!found.isEmpty() && session.awaitRoom()) {
                send(found.poll(), session, qos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The message may have been replaced since it was found, and the newer one been delivered: then it must not come last. */
    private void send(Message found, Session session, QoS qos) {
        retained.on(found.topic()).ifPresent(current -> session.deliver(current, qos));
    }
}
