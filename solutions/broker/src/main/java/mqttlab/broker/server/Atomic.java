package mqttlab.broker.server;

import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.History;

/** After a crash, a message with QoS 2 has either come and gone to all its receivers, or not come at all. */
record Atomic(Handler handler, History history) implements Handler {

    @Override
    public boolean handle(Packet packet) {
        if (packet instanceof Publish publish && publish.qos() == QoS.EXACTLY_ONCE) {
            // Before anything has changed: an exception in the middle of a change is the end of the broker.
            Publishing.requireName(publish.topic());
            history.atomically(() -> handler.handle(packet));
            return true;
        }
        return handler.handle(packet);
    }
}
