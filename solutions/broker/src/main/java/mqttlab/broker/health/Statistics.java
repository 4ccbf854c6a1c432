package mqttlab.broker.health;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What the broker counts since it started, or since its journal began, for its {@code $SYS} topics. */
public final class Statistics {

    public static final String DROPPED_QUEUED = "$SYS/broker/publish/messages/dropped/queued";

    public final LongAdder connected = new LongAdder();
    public final LongAdder refused = new LongAdder();
    public final LongAdder received = new LongAdder();
    public final LongAdder sent = new LongAdder();
    public final LongAdder persistent = new LongAdder();
    public final LongAdder refusedSubscriptions = new LongAdder();
    public final LongAdder retained = new LongAdder();
    public final LongAdder droppedRetained = new LongAdder();
    public final LongAdder queuedBytes = new LongAdder();
    public final LongAdder droppedQoS0 = new LongAdder();
    public final LongAdder droppedQueued = new LongAdder();

    /** By topic, in Mosquitto's words where it has some. */
    public Map<String, Long> byTopic() {
        Map<String, Long> values = new LinkedHashMap<>();
        values.put("$SYS/broker/clients/connected", connected.sum());
        values.put("$SYS/broker/clients/refused", refused.sum());
        values.put("$SYS/broker/sessions/persistent", persistent.sum());
        values.put("$SYS/broker/subscriptions/refused", refusedSubscriptions.sum());
        values.put("$SYS/broker/retained messages/count", retained.sum());
        values.put("$SYS/broker/retained messages/dropped", droppedRetained.sum());
        values.put("$SYS/broker/queued messages/bytes", queuedBytes.sum());
        values.put("$SYS/broker/messages/received", received.sum());
        values.put("$SYS/broker/messages/sent", sent.sum());
        values.put("$SYS/broker/publish/messages/dropped", droppedQoS0.sum() + droppedQueued.sum());
        values.put("$SYS/broker/publish/messages/dropped/qos0", droppedQoS0.sum());
        values.put(DROPPED_QUEUED, droppedQueued.sum());
        return values;
    }
}
