package mqttlab.broker.session;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.QoS;

/**
 * What the broker keeps for one client while it is connected: what it has subscribed to, and where its messages go.
 *
 * <p>Any thread may deliver; all else belongs to the client's own reader.
 */
public final class Session {

    private final Consumer<Publish> client;
    private final Set<String> filters = new HashSet<>();

    /** @param client takes a message from any thread, and lets none wait */
    public Session(Consumer<Publish> client) {
        this.client = client;
    }

    public void subscribe(String filter, Subscriptions subscriptions) {
        filters.add(filter);
        subscriptions.put(this, filter, QoS.AT_MOST_ONCE);
    }

    // lab:stage 03
    public void unsubscribe(String filter, Subscriptions subscriptions) {
        filters.remove(filter);
        subscriptions.remove(this, filter);
    }

    // lab:end
    public void deliver(Publish message) {
        client.accept(message);
    }

    public void end(Subscriptions subscriptions) {
        filters.forEach(filter -> subscriptions.remove(this, filter));
        filters.clear();
    }
}
