package mqttlab.broker.session;

import java.util.List;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.Change.Forgotten;
import mqttlab.broker.session.Change.Queued;
import mqttlab.broker.session.Change.Released;
import mqttlab.broker.session.Change.Sent;

/** Messages on their way to one client that survive a crash: each step goes into a history. */
class DurableOutgoing extends Outgoing {

    private final long session;
    private final History history;

    /** @param session the session's number in its history */
    DurableOutgoing(int window, long maxBytes, long session, History history) {
        super(window, maxBytes);
        this.session = session;
        this.history = history;
    }

    @Override
    void add(Message message, QoS qos) {
        super.add(message, qos);
        history.add(new Queued(session, message, qos));
    }

    @Override
    Packet depart(int id) {
        history.add(new Sent(session, id));
        return super.depart(id);
    }

    @Override
    List<Packet> release(int id) {
        history.add(new Released(session, id));
        return super.release(id);
    }

    @Override
    void forget(int id) {
        history.add(new Forgotten(session, id));
        super.forget(id);
    }

    /** Adds to the history what could have led here from the beginning. */
    void recordState() {
        underWay.forEach((id, delivery) -> {
            QoS qos = delivery instanceof AwaitingPubAck ? QoS.AT_LEAST_ONCE : QoS.EXACTLY_ONCE;
            history.add(new Queued(session, delivery.message(), qos));
            history.add(new Sent(session, id));
            if (delivery instanceof AwaitingPubComp) {
                history.add(new Released(session, id));
            }
        });
        waiting.forEach(next -> history.add(new Queued(session, next.message(), next.qos())));
    }
}
