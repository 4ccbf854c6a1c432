package mqttlab.broker.server;

import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.History;

/** Lets a message with QoS 2 either have come and gone to all its receivers after a crash, or not have come. */
record Atomic(Handler handler, History history) implements Handler {

    @Override
    public boolean handle(Packet packet) {
        if (packet instanceof Publish publish && publish.qos() == QoS.EXACTLY_ONCE) {
            // Refused before anything has changed: what ends a change in its middle is the end of the broker.
            Publishing.requireName(publish.topic());
            history.atomically(() -> handler.handle(packet));
            return true;
        }
        return handler.handle(packet);
    }
}
