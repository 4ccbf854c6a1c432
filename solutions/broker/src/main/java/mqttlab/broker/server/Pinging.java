package mqttlab.broker.server;

import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.PingReq;
import mqttlab.broker.codec.Packet.PingResp;
import mqttlab.broker.session.Link;

/** Says that the broker is there [MQTT-3.12.4-1]. */
record Pinging(Link link) implements Handler {

    @Override
    public boolean handle(Packet packet) {
        if (packet instanceof PingReq) {
            link.send(new PingResp());
            return true;
        }
        return false;
    }
}
