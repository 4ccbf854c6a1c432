package mqttlab.broker.server;

import java.util.function.Consumer;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.Acknowledgement;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.Link;
import mqttlab.broker.session.Message;
import mqttlab.broker.session.ReliableSession;

/** Takes messages with QoS 1, and what the client says of those that it was sent. */
record Acknowledging(Consumer<Message> router, ReliableSession session, Link link) implements Handler {

    @Override
    public boolean handle(Packet packet) {
        return switch (packet) {
            case Publish publish when publish.qos() == QoS.AT_LEAST_ONCE -> {
                Publishing.requireName(publish.topic());
                router.accept(Message.of(publish));
                link.send(new PubAck(publish.packetId()));
                yield true;
            }
            case Acknowledgement ack -> {
                session.acknowledged(ack);
                yield true;
            }
            case Packet other -> false;
        };
    }
}
