package mqttlab.broker.routing;

import mqttlab.broker.session.Message;
import mqttlab.broker.session.Subscriptions;

/** Brings messages to those who have subscribed. Safe for use from any thread; waits for no client. */
public final class Router {

    private final Subscriptions subscriptions;

    public Router(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    public void publish(Message message) {
        Message live = message.live();
        subscriptions.forMatching(live.topic(), (session, granted) -> session.deliver(live, granted));
    }
}
