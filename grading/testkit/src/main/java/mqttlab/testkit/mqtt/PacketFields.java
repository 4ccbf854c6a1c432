package mqttlab.testkit.mqtt;

import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.MqttProperty;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import java.util.LinkedHashMap;
import java.util.Map;

/** A packet as an ordered map, ready for JSON. */
final class PacketFields {

    private PacketFields() {
    }

    static Map<String, Object> of(Packet p) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", p.type().toString());
        switch (p.type()) {
            case CONNECT -> connect(fields, p);
            case CONNACK -> {
                fields.put("sessionPresent", p.sessionPresent());
                fields.put("returnCode", p.returnCode());
            }
            case PUBLISH -> publish(fields, p);
            case PUBACK, PUBREC, PUBREL, PUBCOMP -> {
                fields.put("packetId", p.packetId());
                fields.put("returnCode", p.returnCode());
            }
            case SUBSCRIBE -> {
                fields.put("packetId", p.packetId());
                fields.put("topicFilters", p.topicFilters().stream().map(PacketFields::filter).toList());
            }
            case UNSUBSCRIBE -> {
                fields.put("packetId", p.packetId());
                fields.put("topicFilters", p.unsubscribedFilters());
            }
            case SUBACK, UNSUBACK -> {
                fields.put("packetId", p.packetId());
                fields.put("returnCodes", p.returnCodes());
            }
            case DISCONNECT, AUTH -> fields.put("returnCode", p.returnCode());
            case PINGREQ, PINGRESP -> {
            }
        }
        Map<String, Object> properties = properties(propertiesOf(p));
        if (!properties.isEmpty()) {
            fields.put("properties", properties);
        }
        return fields;
    }

    private static void connect(Map<String, Object> fields, Packet p) {
        fields.put("protocolLevel", p.protocolLevel());
        fields.put("clientId", p.clientId());
        fields.put("cleanSession", p.cleanSession());
        fields.put("keepAlive", p.keepAlive());
        p.will().ifPresent(will -> {
            Map<String, Object> inner = new LinkedHashMap<>();
            inner.put("topic", will.topic());
            inner.put("qos", will.qos());
            inner.put("retain", will.retain());
            payload(inner, will.payload());
            fields.put("will", inner);
        });
        p.userName().ifPresent(name -> fields.put("userName", name));
        // a password is a secret even in a lab: whether there is one is all that a report needs
        fields.put("hasPassword", p.password().isPresent());
    }

    private static void publish(Map<String, Object> fields, Packet p) {
        fields.put("topic", p.topic());
        fields.put("qos", p.qos());
        fields.put("retain", p.retain());
        fields.put("duplicate", p.duplicate());
        if (p.packetId() > 0) {
            fields.put("packetId", p.packetId());
        }
        payload(fields, p.payload());
    }

    private static void payload(Map<String, Object> fields, Payload payload) {
        fields.put("payloadSize", payload.size());
        payload.text().ifPresentOrElse(
                text -> fields.put("payload", text),
                () -> fields.put("payloadHex", payload.hex()));
    }

    private static Map<String, Object> filter(TopicFilter filter) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("filter", filter.filter());
        fields.put("qos", filter.qos());
        return fields;
    }

    private static MqttProperties propertiesOf(Packet p) {
        return switch (p.message()) {
            case MqttConnectMessage connect -> connect.variableHeader().properties();
            case MqttConnAckMessage connAck -> connAck.variableHeader().properties();
            case MqttPublishMessage publish -> publish.variableHeader().properties();
            default -> switch (p.message().variableHeader()) {
                case MqttMessageIdAndPropertiesVariableHeader header -> header.properties();
                case MqttPubReplyMessageVariableHeader header -> header.properties();
                case MqttReasonCodeAndPropertiesVariableHeader header -> header.properties();
                case null, default -> MqttProperties.NO_PROPERTIES;
            };
        };
    }

    private static Map<String, Object> properties(MqttProperties properties) {
        Map<String, Object> byName = new LinkedHashMap<>();
        for (MqttProperty<?> property : properties.listAll()) {
            Object value = property.value() instanceof byte[] bytes ? Payload.of(bytes).hex() : property.value();
            byName.merge(PropertyNames.of(property.propertyId()),
                    value instanceof Number ? value : value.toString(), (a, b) -> a + ", " + b);
        }
        return byName;
    }
}
