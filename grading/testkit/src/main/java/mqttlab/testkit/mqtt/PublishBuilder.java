package mqttlab.testkit.mqtt;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;

/** A PUBLISH with all its options. */
public final class PublishBuilder {

    private final String topic;
    private int qos;
    private int packetId = -1;
    private boolean retain;
    private boolean duplicate;
    private Payload payload = Payload.of("");

    PublishBuilder(String topic) {
        this.topic = topic;
    }

    /** QoS 1 or 2, which need a packet identifier. */
    public PublishBuilder qos(int qos, int packetId) {
        this.qos = qos;
        this.packetId = packetId;
        return this;
    }

    public PublishBuilder retain() {
        retain = true;
        return this;
    }

    public PublishBuilder duplicate() {
        duplicate = true;
        return this;
    }

    public PublishBuilder payload(String text) {
        return payload(Payload.of(text));
    }

    public PublishBuilder payload(Payload content) {
        payload = content;
        return this;
    }

    public Packet packet() {
        return Encoder.encode(new MqttPublishMessage(
                new MqttFixedHeader(MqttMessageType.PUBLISH, duplicate, MqttQoS.valueOf(qos), retain, 0),
                new MqttPublishVariableHeader(topic, packetId), Unpooled.wrappedBuffer(payload.bytes())));
    }
}
