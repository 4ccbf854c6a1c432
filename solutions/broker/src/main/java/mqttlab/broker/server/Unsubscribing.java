package mqttlab.broker.server;

import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.UnsubAck;
import mqttlab.broker.codec.Packet.Unsubscribe;
import mqttlab.broker.session.Link;
import mqttlab.broker.session.Session;

/** Takes back what a client has subscribed to. */
record Unsubscribing(Session session, Link link) implements Handler {

    @Override
    public boolean handle(Packet packet) {
        if (packet instanceof Unsubscribe unsubscribe) {
            unsubscribe(unsubscribe);
            return true;
        }
        return false;
    }

    private void unsubscribe(Unsubscribe unsubscribe) {
        for (String filter : unsubscribe.filters()) {
            Subscribing.requireFilter(filter);
            session.unsubscribe(filter);
        }
        link.send(new UnsubAck(unsubscribe.packetId()));
    }
}
