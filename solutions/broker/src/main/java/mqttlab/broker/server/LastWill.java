package mqttlab.broker.server;

import java.util.function.Consumer;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.Will;
import mqttlab.broker.session.Message;

/** Publishes a client's will, whatever ended its connection [MQTT-3.1.2-8], unless it has said goodbye [MQTT-3.14.4-3]. */
record LastWill(Consumer<Message> router, Will will) implements Handler {

    @Override
    public boolean handle(Packet packet) {
        return false;
    }

    @Override
    public void end(boolean goodbye) {
        if (!goodbye) {
            router.accept(new Message(will.topic(), will.message(), will.qos(), will.retain()));
        }
    }
}
