package mqttlab.broker.server;

import java.util.function.Consumer;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.Message;
import mqttlab.broker.topic.Topics;

/** Takes messages with QoS 0. */
record Publishing(Consumer<Message> router) implements Handler {

    @Override
    public boolean handle(Packet packet) {
        if (packet instanceof Publish publish && publish.qos() == QoS.AT_MOST_ONCE) {
            requireName(publish.topic());
            router.accept(Message.of(publish));
            return true;
        }
        return false;
    }

    static void requireName(String topic) {
        Topics.faultOfName(topic).ifPresent(fault -> {
            throw new ProtocolViolation("a message cannot be published to \"%s\": %s", topic, fault);
        });
    }
}
