package mqttlab.testkit.mqtt;

import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;

/** Well-formed MQTT 3.1.1 packets by name, encoded by Netty. */
public final class Packets {

    private Packets() {
    }

    /** A CONNECT with a clean session and no keep alive; more of it: {@code connect("ana").keepAlive(60).packet()}. */
    public static ConnectBuilder connect(String clientId) {
        return new ConnectBuilder(clientId);
    }

    public static Packet connack(int returnCode, boolean sessionPresent) {
        return Encoder.encode(MqttMessageBuilders.connAck().sessionPresent(sessionPresent)
                .returnCode(MqttConnectReturnCode.valueOf((byte) returnCode)).build());
    }

    /** A PUBLISH of QoS 0; more of it: {@code publish("news").qos(1, 10).retain().payload("…").packet()}. */
    public static PublishBuilder publish(String topic) {
        return new PublishBuilder(topic);
    }

    public static Packet puback(int packetId) {
        return acknowledgement(MqttMessageType.PUBACK, MqttQoS.AT_MOST_ONCE, packetId);
    }

    public static Packet pubrec(int packetId) {
        return acknowledgement(MqttMessageType.PUBREC, MqttQoS.AT_MOST_ONCE, packetId);
    }

    /** The standard wants 0010 in its flags [MQTT-3.6.1-1], which Netty calls QoS 1. */
    public static Packet pubrel(int packetId) {
        return acknowledgement(MqttMessageType.PUBREL, MqttQoS.AT_LEAST_ONCE, packetId);
    }

    public static Packet pubcomp(int packetId) {
        return acknowledgement(MqttMessageType.PUBCOMP, MqttQoS.AT_MOST_ONCE, packetId);
    }

    public static Packet subscribe(int packetId, TopicFilter... filters) {
        var subscribe = MqttMessageBuilders.subscribe().messageId(packetId);
        for (TopicFilter filter : filters) {
            subscribe.addSubscription(MqttQoS.valueOf(filter.qos()), filter.filter());
        }
        return Encoder.encode(subscribe.build());
    }

    public static Packet subscribe(int packetId, String filter, int qos) {
        return subscribe(packetId, new TopicFilter(filter, qos));
    }

    public static Packet suback(int packetId, int... returnCodes) {
        return Encoder.encode(new MqttSubAckMessage(header(MqttMessageType.SUBACK, MqttQoS.AT_MOST_ONCE),
                MqttMessageIdVariableHeader.from(packetId), new MqttSubAckPayload(returnCodes)));
    }

    public static Packet unsubscribe(int packetId, String... filters) {
        var unsubscribe = MqttMessageBuilders.unsubscribe().messageId(packetId);
        for (String filter : filters) {
            unsubscribe.addTopicFilter(filter);
        }
        return Encoder.encode(unsubscribe.build());
    }

    public static Packet unsuback(int packetId) {
        return Encoder.encode(new MqttUnsubAckMessage(header(MqttMessageType.UNSUBACK, MqttQoS.AT_MOST_ONCE),
                MqttMessageIdVariableHeader.from(packetId)));
    }

    public static Packet pingreq() {
        return Encoder.encode(MqttMessage.PINGREQ);
    }

    public static Packet pingresp() {
        return Encoder.encode(MqttMessage.PINGRESP);
    }

    public static Packet disconnect() {
        return Encoder.encode(MqttMessage.DISCONNECT);
    }

    private static Packet acknowledgement(MqttMessageType type, MqttQoS flags, int packetId) {
        return Encoder.encode(new MqttMessage(header(type, flags), MqttMessageIdVariableHeader.from(packetId)));
    }

    private static MqttFixedHeader header(MqttMessageType type, MqttQoS flags) {
        return new MqttFixedHeader(type, false, flags, false, 0);
    }
}
