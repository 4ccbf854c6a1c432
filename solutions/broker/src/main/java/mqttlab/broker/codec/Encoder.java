package mqttlab.broker.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mqttlab.broker.codec.PacketType.CONNACK;
import static mqttlab.broker.codec.PacketType.CONNECT;
import static mqttlab.broker.codec.PacketType.DISCONNECT;
import static mqttlab.broker.codec.PacketType.PINGREQ;
import static mqttlab.broker.codec.PacketType.PINGRESP;
import static mqttlab.broker.codec.PacketType.PUBACK;
import static mqttlab.broker.codec.PacketType.PUBCOMP;
import static mqttlab.broker.codec.PacketType.PUBLISH;
import static mqttlab.broker.codec.PacketType.PUBREC;
import static mqttlab.broker.codec.PacketType.PUBREL;
import static mqttlab.broker.codec.PacketType.SUBACK;
import static mqttlab.broker.codec.PacketType.SUBSCRIBE;
import static mqttlab.broker.codec.PacketType.UNSUBACK;
import static mqttlab.broker.codec.PacketType.UNSUBSCRIBE;

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
import mqttlab.broker.codec.Packet.UnsubAck;
import mqttlab.broker.codec.Packet.Unsubscribe;
import mqttlab.broker.codec.Packet.Will;

/** Packets to bytes (chapter 3 of the standard). */
public final class Encoder {

    private static final int REFUSED = 0x80;

    private Encoder() {
    }

    public static byte[] encode(Packet packet) {
        Bytes bytes = new Bytes(64);
        encode(packet, bytes);
        return bytes.toArray();
    }

    /** Appends the packet. The one that comes most often is the first to be recognised. */
    public static void encode(Packet packet, Bytes to) {
        switch (packet) {
            case Publish publish -> publish(publish, to);
            case Connect connect -> packet(CONNECT, connect(connect), to);
            case ConnAck ack -> to.u8(CONNACK.firstByte()).u8(2).u8(ack.sessionPresent() ? 1 : 0).u8(ack.code().ordinal());
            case PubAck ack -> identifier(PUBACK, ack.packetId(), to);
            case PubRec rec -> identifier(PUBREC, rec.packetId(), to);
            case PubRel rel -> identifier(PUBREL, rel.packetId(), to);
            case PubComp comp -> identifier(PUBCOMP, comp.packetId(), to);
            case Subscribe subscribe -> packet(SUBSCRIBE, subscribe(subscribe), to);
            case SubAck ack -> packet(SUBACK, subAck(ack), to);
            case Unsubscribe unsubscribe -> packet(UNSUBSCRIBE, unsubscribe(unsubscribe), to);
            case UnsubAck ack -> identifier(UNSUBACK, ack.packetId(), to);
            case PingReq ping -> to.u8(PINGREQ.firstByte()).u8(0);
            case PingResp pong -> to.u8(PINGRESP.firstByte()).u8(0);
            case Disconnect bye -> to.u8(DISCONNECT.firstByte()).u8(0);
        }
    }

    /** Most packets are of this type, and it is not copied: its length is known before its fields are written. */
    private static void publish(Publish publish, Bytes to) {
        byte[] topic = publish.topic().getBytes(UTF_8);
        boolean identified = publish.qos() != QoS.AT_MOST_ONCE;
        int flags = (publish.duplicate() ? 8 : 0) | publish.qos().ordinal() << 1 | (publish.retain() ? 1 : 0);
        to.u8(PUBLISH.firstByte() | flags);
        to.remainingLength(2 + topic.length + (identified ? 2 : 0) + publish.payload().size()).binary(topic);
        if (identified) {
            to.u16(publish.packetId());
        }
        to.raw(publish.payload().bytes());
    }

    /** A packet with nothing but a packet identifier in it. */
    private static void identifier(PacketType type, int packetId, Bytes to) {
        to.u8(type.firstByte()).u8(2).u16(packetId);
    }

    private static void packet(PacketType type, Bytes body, Bytes to) {
        to.u8(type.firstByte()).remainingLength(body.size()).raw(body.toArray());
    }

    private static Bytes connect(Connect connect) {
        Bytes body = new Bytes(64).string("MQTT").u8(4).u8(connectFlags(connect)).u16(connect.keepAliveSeconds());
        body.string(connect.clientId());
        connect.will().ifPresent(will -> body.string(will.topic()).binary(will.message().bytes()));
        connect.login().ifPresent(login -> body.string(login.userName()));
        connect.login().flatMap(Login::password).ifPresent(password -> body.binary(password.bytes()));
        return body;
    }

    private static int connectFlags(Connect connect) {
        Optional<Will> will = connect.will();
        return (connect.login().isPresent() ? 0x80 : 0)
                | (connect.login().flatMap(Login::password).isPresent() ? 0x40 : 0)
                | (will.isPresent() && will.get().retain() ? 0x20 : 0)
                | (will.isPresent() ? will.get().qos().ordinal() << 3 | 4 : 0)
                | (connect.cleanSession() ? 2 : 0);
    }

    private static Bytes subscribe(Subscribe subscribe) {
        Bytes body = new Bytes(64).u16(subscribe.packetId());
        subscribe.subscriptions().forEach(each -> body.string(each.filter()).u8(each.qos().ordinal()));
        return body;
    }

    private static Bytes subAck(SubAck ack) {
        Bytes body = new Bytes(64).u16(ack.packetId());
        ack.granted().forEach(qos -> body.u8(qos.map(QoS::ordinal).orElse(REFUSED)));
        return body;
    }

    private static Bytes unsubscribe(Unsubscribe unsubscribe) {
        Bytes body = new Bytes(64).u16(unsubscribe.packetId());
        unsubscribe.filters().forEach(body::string);
        return body;
    }
}
