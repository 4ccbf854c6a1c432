package mqttlab.broker.session;

import mqttlab.broker.codec.Encoder;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;

/** What was published, apart from how it travels to each of its receivers. */
public final class Message {

    // lab:stage 05
    private static final int OVERHEAD = 64;

    // lab:end
    private final String topic;
    private final Payload payload;
    private final QoS qos;
    private final boolean retain;
    private volatile byte[] encoded;
    // lab:stage 10
    private long number;
    // lab:end

    public Message(String topic, Payload payload, QoS qos, boolean retain) {
        this.topic = topic;
        this.payload = payload;
        this.qos = qos;
        this.retain = retain;
    }

    public static Message of(Publish publish) {
        return new Message(publish.topic(), publish.payload(), publish.qos(), publish.retain());
    }

    public String topic() {
        return topic;
    }

    public Payload payload() {
        return payload;
    }

    public QoS qos() {
        return qos;
    }

    public boolean retain() {
        return retain;
    }

    /** [MQTT-3.3.1-9] a message that goes to an established subscription is no longer marked as retained. */
    public Message live() {
        return retain ? new Message(topic, payload, qos, false) : this;
    }

    /** How it goes to a subscriber. */
    public Publish publish(QoS qos, int packetId, boolean duplicate) {
        return new Publish(topic, payload, qos, retain, duplicate, packetId);
    }

    /** As a PUBLISH with QoS 0: the same bytes for all its receivers, so they are made once. */
    public byte[] encoded() {
        byte[] bytes = encoded;
        if (bytes == null) {
            // Two threads may do so at the same time, and get the same.
            bytes = Encoder.encode(publish(QoS.AT_MOST_ONCE, 0, false));
            encoded = bytes;
        }
        return bytes;
    }

    // lab:stage 10
    /** Under which number the journal knows it; 0 if it does not. For the journal alone, under its own lock. */
    public long number() {
        return number;
    }

    public void number(long now) {
        number = now;
    }
    // lab:end

    // lab:stage 05
    /** About how much memory it takes while it waits, in bytes. */
    public int size() {
        return payload.size() + topic.length() + OVERHEAD;
    }
    // lab:end

    @Override
    public String toString() {
        return payload + " on " + topic + " with QoS " + qos.ordinal();
    }
}
