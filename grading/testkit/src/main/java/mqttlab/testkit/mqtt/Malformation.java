package mqttlab.testkit.mqtt;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;

/** Why bytes are not a packet: Netty's reason, or one of the standard's rules that Netty's decoder does not look at. */
final class Malformation {

    private Malformation() {
    }

    static String reason(Throwable cause) {
        Throwable root = cause;
        while (root.getMessage() == null && root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    /** What is wrong with a packet that Netty decoded, or null when nothing is. */
    static String unnoticed(MqttMessage message, boolean version5) {
        if (message instanceof MqttSubscribeMessage subscribe && subscribe.payload().topicSubscriptions().isEmpty()) {
            return "a SUBSCRIBE without a topic filter [MQTT-3.8.3-3]";
        }
        if (message instanceof MqttUnsubscribeMessage unsubscribe && unsubscribe.payload().topics().isEmpty()) {
            return "an UNSUBSCRIBE without a topic filter [MQTT-3.10.3-2]";
        }
        if (message instanceof MqttConnectMessage connect && connect.variableHeader().willQos() == 3) {
            return "a CONNECT with will QoS 3 [MQTT-3.1.2-14]";
        }
        return version5 ? null : wrongLength(message);
    }

    private static String wrongLength(MqttMessage message) {
        PacketType type = PacketType.of(message.fixedHeader().messageType().value());
        int length = message.fixedHeader().remainingLength();
        return switch (type) {
            case CONNACK, PUBACK, PUBREC, PUBREL, PUBCOMP, UNSUBACK -> mustBe(2, length, type);
            case PINGREQ, PINGRESP, DISCONNECT -> mustBe(0, length, type);
            case AUTH -> "AUTH is a packet of MQTT 5 only";
            case CONNECT, PUBLISH, SUBSCRIBE, SUBACK, UNSUBSCRIBE -> null;
        };
    }

    private static String mustBe(int expected, int found, PacketType type) {
        return expected == found ? null
                : "the remaining length of %s must be %d, is %d".formatted(type, expected, found);
    }
}
