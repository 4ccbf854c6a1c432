package mqttlab.broker.server;

import java.util.function.Consumer;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.PubComp;
import mqttlab.broker.codec.Packet.PubRec;
import mqttlab.broker.codec.Packet.PubRel;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.Link;
import mqttlab.broker.session.Message;
import mqttlab.broker.session.ReliableSession;

/** Takes messages with QoS 2, each once, until the client releases its identifier (section 4.3.3). */
record Releasing(Consumer<Message> router, ReliableSession session, Link link) implements Handler {

    @Override
    public boolean handle(Packet packet) {
        return switch (packet) {
            case Publish publish when publish.qos() == QoS.EXACTLY_ONCE -> {
                Publishing.requireName(publish.topic());
                if (session.isNew(publish.packetId())) {
                    router.accept(Message.of(publish));
                }
                link.send(new PubRec(publish.packetId()));
                yield true;
            }
            case PubRel rel -> {
                session.released(rel.packetId());
                link.send(new PubComp(rel.packetId()));
                yield true;
            }
            case Packet other -> false;
        };
    }
}
