package mqttlab.broker.codec;

import static mqttlab.broker.codec.MalformedPacket.require;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Packet.Disconnect;
import mqttlab.broker.codec.Packet.Login;
import mqttlab.broker.codec.Packet.PingReq;
import mqttlab.broker.codec.Packet.PingResp;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Packet.PubComp;
import mqttlab.broker.codec.Packet.PubRec;
import mqttlab.broker.codec.Packet.PubRel;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Packet.SubAck;
import mqttlab.broker.codec.Packet.Subscribe;
import mqttlab.broker.codec.Packet.Subscription;
import mqttlab.broker.codec.Packet.UnsubAck;
import mqttlab.broker.codec.Packet.Unsubscribe;
import mqttlab.broker.codec.Packet.Will;

/** Bytes to packets (chapter 3 of the standard). Whatever is not exactly a packet is refused. */
final class Decoder {

    private static final int REFUSED = 0x80;
    private static final int MAX_FILTERS = 10_000;
    private static final ConnectReturn[] RETURNS = ConnectReturn.values();

    private Decoder() {
    }

    /**
     * @param first the packet's first byte: its type and its flags
     * @param body  the fields after the remaining length
     */
    static Packet decode(int first, Fields body) {
        FirstByte header = FirstByte.of(first);
        Packet packet = switch (header.type()) {
            case CONNECT -> connect(body);
            case CONNACK -> connAck(body);
            case PUBLISH -> publish(header.flags(), body);
            case PUBACK -> new PubAck(body.u16());
            case PUBREC -> new PubRec(body.u16());
            case PUBREL -> new PubRel(body.u16());
            case PUBCOMP -> new PubComp(body.u16());
            case SUBSCRIBE -> subscribe(body);
            case SUBACK -> subAck(body);
            case UNSUBSCRIBE -> unsubscribe(body);
            case UNSUBACK -> new UnsubAck(body.u16());
            case PINGREQ -> new PingReq();
            case PINGRESP -> new PingResp();
            case DISCONNECT -> new Disconnect();
        };
        if (!body.isAtEnd()) {
            throw new MalformedPacket("a %s is longer than its fields", header.type());
        }
        return packet;
    }

    private static Publish publish(int flags, Fields body) {
        QoS qos = QoS.of(flags >> 1 & 3);
        String topic = body.string();
        int packetId = qos == QoS.AT_MOST_ONCE ? 0 : body.u16();
        return new Publish(topic, new Payload(body.rest()), qos, (flags & 1) != 0, (flags & 8) != 0, packetId);
    }

    private static Connect connect(Fields body) {
        String protocol = body.string();
        if (protocol.equals("MQIsdp")) {
            // A client of MQTT 3.1 understands the same answer, and can say why it was not let in.
            throw new UnsupportedVersion(protocol);
        }
        if (!protocol.equals("MQTT")) {
            throw new MalformedPacket("[MQTT-3.1.2-1] the protocol name must be MQTT, and was %s", protocol);
        }
        int level = body.u8();
        if (level != 4) {
            throw new UnsupportedVersion(level);
        }
        int flags = body.u8();
        require((flags & 1) == 0, "[MQTT-3.1.2-3] the reserved connect flag must be 0");
        int keepAliveSeconds = body.u16();
        String clientId = body.string();
        Optional<Will> will = will(flags, body);
        return new Connect(clientId, (flags & 2) != 0, keepAliveSeconds, will, login(flags, body));
    }

    private static Optional<Will> will(int flags, Fields body) {
        boolean present = (flags & 4) != 0;
        int qos = flags >> 3 & 3;
        boolean retain = (flags & 0x20) != 0;
        require(present || qos == 0, "[MQTT-3.1.2-13] without a will its QoS must be 0");
        require(present || !retain, "[MQTT-3.1.2-15] without a will its RETAIN must be 0");
        require(qos != 3, "[MQTT-3.1.2-14] the QoS of a will must not be 3");
        return present
                ? Optional.of(new Will(body.string(), new Payload(body.binary()), QoS.of(qos), retain))
                : Optional.empty();
    }

    private static Optional<Login> login(int flags, Fields body) {
        boolean user = (flags & 0x80) != 0;
        boolean password = (flags & 0x40) != 0;
        require(user || !password, "[MQTT-3.1.2-22] without a user name there must be no password");
        if (!user) {
            return Optional.empty();
        }
        String userName = body.string();
        return Optional.of(new Login(userName, password ? Optional.of(new Payload(body.binary())) : Optional.empty()));
    }

    private static ConnAck connAck(Fields body) {
        int flags = body.u8();
        require(flags <= 1, "the first seven bits of a CONNACK's flags must be 0");
        int code = body.u8();
        require(code < RETURNS.length, "a CONNACK's return code must be one of 0 to 5");
        return new ConnAck(flags == 1, RETURNS[code]);
    }

    private static Subscribe subscribe(Fields body) {
        int packetId = body.u16();
        List<Subscription> subscriptions = new ArrayList<>();
        while (!body.isAtEnd()) {
            String filter = body.string();
            int options = body.u8();
            require(options <= 2, "[MQTT-3.8.3-4] a requested QoS must be 0, 1 or 2, and the rest of its byte 0");
            subscriptions.add(new Subscription(filter, QoS.of(options)));
            requireFew(subscriptions);
        }
        return new Subscribe(packetId, subscriptions);
    }

    private static SubAck subAck(Fields body) {
        int packetId = body.u16();
        List<Optional<QoS>> granted = new ArrayList<>();
        while (!body.isAtEnd()) {
            int code = body.u8();
            require(code <= 2 || code == REFUSED, "[MQTT-3.9.3-2] a return code of a SUBACK must be 0, 1, 2 or 128");
            granted.add(code == REFUSED ? Optional.empty() : Optional.of(QoS.of(code)));
            requireFew(granted);
        }
        return new SubAck(packetId, granted);
    }

    private static Unsubscribe unsubscribe(Fields body) {
        int packetId = body.u16();
        List<String> filters = new ArrayList<>();
        while (!body.isAtEnd()) {
            filters.add(body.string());
            requireFew(filters);
        }
        return new Unsubscribe(packetId, filters);
    }

    /** Each is a few bytes of the packet, and ten times as many in memory. */
    private static void requireFew(List<?> filters) {
        require(filters.size() <= MAX_FILTERS, "a packet has more than " + MAX_FILTERS + " filters");
    }
}
