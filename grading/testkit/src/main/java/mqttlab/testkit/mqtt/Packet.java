package mqttlab.testkit.mqtt;

import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttPubReplyMessageVariableHeader;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttReasonCodeAndPropertiesVariableHeader;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttUnsubAckMessage;
import io.netty.handler.codec.mqtt.MqttUnsubscribeMessage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A well-formed control packet, as it was on the wire, with its fields by their names in the standard. Asking a packet
 * for a field that its type does not have is a mistake of the asker and throws. Immutable.
 */
public final class Packet implements Decoded {

    private final byte[] raw;
    private final MqttMessage message;

    Packet(byte[] raw, MqttMessage message) {
        this.raw = raw.clone();
        this.message = message;
    }

    /** The packet that these bytes are, in MQTT 3.1.1. */
    public static Packet of(byte[] raw) {
        return wellFormed(new Conversation().decode(Direction.FROM_CLIENT, raw));
    }

    static Packet wellFormed(Decoded decoded) {
        return switch (decoded) {
            case Packet packet -> packet;
            case Malformed malformed -> throw new IllegalArgumentException(malformed.toString());
        };
    }

    public PacketType type() {
        return PacketType.of(message.fixedHeader().messageType().value());
    }

    @Override
    public byte[] raw() {
        return raw.clone();
    }

    @Override
    public int size() {
        return raw.length;
    }

    /** Netty's view of it, for what is not offered here. */
    public MqttMessage message() {
        return message;
    }

    // ---- PUBLISH

    public String topic() {
        return publish().variableHeader().topicName();
    }

    public Payload payload() {
        // ByteBufUtil leaves the buffer's reader index alone: the packet may be asked again, by any thread
        return Payload.of(ByteBufUtil.getBytes(publish().payload()));
    }

    public int qos() {
        return publish().fixedHeader().qosLevel().value();
    }

    public boolean retain() {
        return publish().fixedHeader().isRetain();
    }

    public boolean duplicate() {
        return publish().fixedHeader().isDup();
    }

    // ---- packets with an identifier

    /** The packet identifier, or 0 for a packet without one: no packet has identifier 0 [MQTT-2.3.1-1]. */
    public int packetId() {
        if (message instanceof MqttPublishMessage publish) {
            return Math.max(0, publish.variableHeader().packetId());
        }
        return message.variableHeader() instanceof MqttMessageIdVariableHeader header ? header.messageId() : 0;
    }

    // ---- CONNECT

    public String clientId() {
        return connect().payload().clientIdentifier();
    }

    /** {@code MQTT}; in the older MQTT 3.1, {@code MQIsdp}. */
    public String protocolName() {
        return connect().variableHeader().name();
    }

    /** 4 for MQTT 3.1.1, 5 for MQTT 5, 3 for the older MQTT 3.1. */
    public int protocolLevel() {
        return connect().variableHeader().version();
    }

    /** Called clean start in MQTT 5. */
    public boolean cleanSession() {
        return connect().variableHeader().isCleanSession();
    }

    /** In seconds; 0 turns it off. */
    public int keepAlive() {
        return connect().variableHeader().keepAliveTimeSeconds();
    }

    public Optional<Will> will() {
        var header = connect().variableHeader();
        var payload = connect().payload();
        return header.isWillFlag()
                ? Optional.of(new Will(payload.willTopic(), Payload.of(payload.willMessageInBytes()), header.willQos(),
                        header.isWillRetain()))
                : Optional.empty();
    }

    public Optional<String> userName() {
        return Optional.ofNullable(connect().payload().userName());
    }

    public Optional<Payload> password() {
        return Optional.ofNullable(connect().payload().passwordInBytes()).map(Payload::of);
    }

    // ---- CONNACK

    public boolean sessionPresent() {
        return connAck().variableHeader().isSessionPresent();
    }

    // ---- SUBSCRIBE, UNSUBSCRIBE

    /** The filters of a SUBSCRIBE with the QoS each asks for. */
    public List<TopicFilter> topicFilters() {
        return as(MqttSubscribeMessage.class).payload().topicSubscriptions().stream()
                .map(s -> new TopicFilter(s.topicFilter(), s.qualityOfService().value()))
                .toList();
    }

    /** The filters of an UNSUBSCRIBE. */
    public List<String> unsubscribedFilters() {
        return List.copyOf(as(MqttUnsubscribeMessage.class).payload().topics());
    }

    // ---- answers

    /**
     * The return code of a CONNACK, or the reason code of an MQTT 5 acknowledgement, DISCONNECT or AUTH; 0 is success.
     */
    public int returnCode() {
        if (message instanceof MqttConnAckMessage connAck) {
            return Byte.toUnsignedInt(connAck.variableHeader().connectReturnCode().byteValue());
        }
        return switch (message.variableHeader()) {
            case MqttPubReplyMessageVariableHeader header -> Byte.toUnsignedInt(header.reasonCode());
            case MqttReasonCodeAndPropertiesVariableHeader header -> Byte.toUnsignedInt(header.reasonCode());
            case null, default -> throw hasNo("return code");
        };
    }

    /** One a topic filter: what a SUBACK granted (0, 1, 2, or 0x80 for a refusal), or an MQTT 5 UNSUBACK answered. */
    public List<Integer> returnCodes() {
        return switch (message) {
            case MqttSubAckMessage subAck -> List.copyOf(subAck.payload().reasonCodes());
            case MqttUnsubAckMessage unsubAck -> unsubAck.payload().unsubscribeReasonCodes().stream()
                    .map(Short::intValue).toList();
            default -> throw hasNo("return codes");
        };
    }

    /** Every field by name, in the standard's order: strings, numbers, booleans, lists and maps of these. */
    public Map<String, Object> fields() {
        return PacketFields.of(this);
    }

    /** One line, short, and safe to print: {@code PUBLISH QoS 1 id 7 news/cadiz/culture "Carnaval"}. */
    @Override
    public String toString() {
        return PacketText.of(this);
    }

    /**
     * The same in another language.
     *
     * @param words translates words such as {@code clean session}. What the standard gives a name keeps it: PUBLISH, QoS, retain
     */
    public String text(UnaryOperator<String> words) {
        return new PacketText(words).text(this);
    }

    private MqttPublishMessage publish() {
        return as(MqttPublishMessage.class);
    }

    private MqttConnectMessage connect() {
        return as(MqttConnectMessage.class);
    }

    private MqttConnAckMessage connAck() {
        return as(MqttConnAckMessage.class);
    }

    private <M extends MqttMessage> M as(Class<M> kind) {
        if (!kind.isInstance(message)) {
            throw hasNo("field of " + kind.getSimpleName());
        }
        return kind.cast(message);
    }

    private IllegalStateException hasNo(String field) {
        return new IllegalStateException("%s has no %s".formatted(type(), field));
    }
}
