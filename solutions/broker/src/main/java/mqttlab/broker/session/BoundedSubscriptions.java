package mqttlab.broker.session;

import java.util.concurrent.atomic.LongAdder;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.topic.Topics;

/** Bounds what all subscriptions take together: a client may have many of them, and anybody may be many clients. */
public final class BoundedSubscriptions extends Subscriptions {

    /** About what a session and a tree need for one, and for each of its levels. */
    private static final int OVERHEAD = 200;

    private final long maxBytes;
    private final LongAdder bytes = new LongAdder();

    public BoundedSubscriptions(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Whether there is room for another, or this one is known and can be replaced. */
    public boolean hasRoomFor(Session session, String filter) {
        return session.granted(filter).isPresent() || bytes.sum() + size(filter) <= maxBytes;
    }

    @Override
    void put(Session session, String filter, QoS qos) {
        if (session.granted(filter).isEmpty()) {
            bytes.add(size(filter));
        }
        super.put(session, filter, qos);
    }

    @Override
    void remove(Session session, String filter) {
        bytes.add(-size(filter));
        super.remove(session, filter);
    }

    private static long size(String filter) {
        return OVERHEAD + OVERHEAD * Topics.depth(filter) + 2L * filter.length();
    }
}
