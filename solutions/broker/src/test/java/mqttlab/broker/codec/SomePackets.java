package mqttlab.broker.codec;

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
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Any packet that there is. */
final class SomePackets {

    private static final Arbitrary<QoS> QOS = Arbitraries.of(QoS.class);
    private static final Arbitrary<Boolean> FLAG = Arbitraries.of(true, false);
    private static final Arbitrary<Integer> ID = Arbitraries.integers().between(1, 65_535);
    /** Of one to four bytes each in UTF-8, and neither U+0000 nor half a pair of surrogates. */
    private static final Arbitrary<String> TEXT = Arbitraries
            .of("a", "/", "$", "ñ", "\u007f", "\uFEFF", "漢", "\uFFFF", "\uD83C\uDF0A")
            .list().ofMaxSize(80).map(characters -> String.join("", characters));
    private static final Arbitrary<Payload> PAYLOAD =
            Arbitraries.bytes().array(byte[].class).ofMaxSize(700).map(Payload::new);

    private SomePackets() {
    }

    static Arbitrary<Packet> any() {
        return Arbitraries.oneOf(connect(), connAck(), publish(), subscribe(), subAck(), unsubscribe(), bare());
    }

    private static Arbitrary<Packet> connect() {
        Arbitrary<Will> will = Combinators.combine(TEXT, PAYLOAD, QOS, FLAG).as(Will::new);
        Arbitrary<Login> login = Combinators.combine(TEXT, PAYLOAD.optional()).as(Login::new);
        return Combinators.combine(TEXT, FLAG, Arbitraries.integers().between(0, 65_535), will.optional(), login.optional())
                .as(Connect::new);
    }

    private static Arbitrary<Packet> connAck() {
        return Combinators.combine(FLAG, Arbitraries.of(ConnectReturn.class))
                .as((present, code) -> new ConnAck(present && code == ConnectReturn.ACCEPTED, code));
    }

    private static Arbitrary<Packet> publish() {
        return Combinators.combine(TEXT, PAYLOAD, QOS, FLAG, FLAG, ID).as((topic, payload, qos, retain, duplicate, id) -> {
            boolean identified = qos != QoS.AT_MOST_ONCE;
            return new Publish(topic, payload, qos, retain, duplicate && identified, identified ? id : 0);
        });
    }

    private static Arbitrary<Packet> subscribe() {
        Arbitrary<List<Subscription>> some = Combinators.combine(TEXT, QOS).as(Subscription::new)
                .list().ofMinSize(1).ofMaxSize(9);
        return Combinators.combine(ID, some).as(Subscribe::new);
    }

    private static Arbitrary<Packet> subAck() {
        Arbitrary<List<Optional<QoS>>> granted = QOS.optional().list().ofMinSize(1).ofMaxSize(9);
        return Combinators.combine(ID, granted).as(SubAck::new);
    }

    private static Arbitrary<Packet> unsubscribe() {
        return Combinators.combine(ID, TEXT.list().ofMinSize(1).ofMaxSize(9)).as(Unsubscribe::new);
    }

    private static Arbitrary<Packet> bare() {
        return ID.flatMap(id -> Arbitraries.of(new PubAck(id), new PubRec(id), new PubRel(id), new PubComp(id), new UnsubAck(id),
                new PingReq(), new PingResp(), new Disconnect()));
    }
}
