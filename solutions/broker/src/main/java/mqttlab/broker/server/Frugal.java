package mqttlab.broker.server;

import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.routing.BoundedRetainedMessages;
import mqttlab.broker.session.Message;

/** Disconnects a client that asks for too much, before anything has changed: the standard has no way to say no. */
record Frugal(BoundedRetainedMessages retained) implements Handler {

    @Override
    public boolean handle(Packet packet) {
        if (packet instanceof Publish publish && publish.retain() && publish.qos() != QoS.AT_MOST_ONCE
                && !retained.hasRoomFor(Message.of(publish))) {
            throw new ProtocolViolation("there is no room for another retained message, of %d bytes on \"%s\"",
                    publish.payload().size(), publish.topic());
        }
        return false;
    }
}
