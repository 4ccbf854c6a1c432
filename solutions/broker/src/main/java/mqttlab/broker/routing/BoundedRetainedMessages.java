package mqttlab.broker.routing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.concurrent.atomic.AtomicLong;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.health.Counts;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.session.History;
import mqttlab.broker.session.Message;
import mqttlab.broker.topic.Topics;

/** Retained messages, no more than there is memory for. What was retained before a restart stays, however much it is. */
public final class BoundedRetainedMessages extends DurableRetainedMessages {

    /** About what each level of a topic takes, besides the message. */
    private static final int OVERHEAD = 200;

    private final Counts counts;
    private final Statistics statistics;
    private final AtomicLong bytes = new AtomicLong();

    public BoundedRetainedMessages(History history, Counts counts, Statistics statistics) {
        super(history);
        this.counts = counts;
        this.statistics = statistics;
    }

    public boolean hasRoomFor(Message message) {
        if (kept(message) == null) {
            return true;
        }
        long before = on(message.topic()).map(BoundedRetainedMessages::size).orElse(0L);
        long more = before == 0 ? 1 : 0;
        return statistics.retained.sum() + more <= counts.retained()
                && bytes.get() - before + size(message) <= counts.retainedBytes();
    }

    /**
     * [MQTT-3.3.1-7] a message with QoS 0 may be discarded at any time; then the topic has none. Of the others only a will can be
     * too much here: whoever publishes one for which there is no room has been disconnected before.
     */
    @Override
    void keep(Message message) {
        if (hasRoomFor(message)) {
            super.keep(message);
        } else {
            statistics.droppedRetained.increment();
            super.keep(new Message(message.topic(), Payload.EMPTY, message.qos(), true));
        }
    }

    /** Of what the broker counts, only the messages that were acknowledged and then lost. */
    @Override
    boolean isDurable(String topic) {
        return super.isDurable(topic) || topic.equals(Statistics.DROPPED_QUEUED);
    }

    /** What the broker had counted on this topic before it was started again. */
    public long counted(String topic) {
        return on(topic).map(message -> Long.parseLong(new String(message.payload().bytes(), US_ASCII))).orElse(0L);
    }

    @Override
    Message replace(Message old, Message message) {
        Message now = super.replace(old, message);
        bytes.addAndGet(size(now) - size(old));
        statistics.retained.add((now == null ? 0 : 1) - (old == null ? 0 : 1));
        return now;
    }

    private static long size(Message message) {
        return message == null ? 0 : message.size() + OVERHEAD * Topics.depth(message.topic());
    }
}
