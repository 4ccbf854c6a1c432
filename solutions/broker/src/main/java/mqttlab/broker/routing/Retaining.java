package mqttlab.broker.routing;

import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.Message;
import mqttlab.broker.session.Session;

/** Keeps what is to be retained before it is routed, and sends it to later subscribers. Safe for use from any thread. */
public final class Retaining {

    private final Router router;
    private final RetainedMessages retained;
    /** Held while a message is retained and delivered: what a new subscriber is sent is never older than that. */
    private final ReentrantLock lock = new ReentrantLock();

    public Retaining(Router router, RetainedMessages retained) {
        this.router = router;
        this.retained = retained;
    }

    public void publish(Message message) {
        if (!message.retain()) {
            router.publish(message);
            return;
        }
        lock.lock();
        try {
            retained.keep(message);
            router.publish(message);
        } finally {
            lock.unlock();
        }
    }

    /** What is retained for a new subscriber [MQTT-3.3.1-6]: there may be more of it than the client can take at once. */
    public Deque<Message> matching(String filter) {
        return retained.matching(filter);
    }

    /**
     * Sends one of these. It may have been replaced since it was found, and the newer one been delivered: then it must not come
     * last.
     */
    public void send(Message found, Session session, QoS granted) {
        lock.lock();
        try {
            retained.on(found.topic()).ifPresent(current -> session.deliver(current, granted));
        } finally {
            lock.unlock();
        }
    }
}
