package mqttlab.broker.journal;

import java.util.Deque;
import java.util.List;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.session.Link;
import mqttlab.broker.session.Message;

/** Keeps what was sent to a client, except with QoS 0. */
record Inbox(Deque<Packet> packets) implements Link {

    @Override
    public void send(Packet packet) {
        packets.add(packet);
    }

    @Override
    public void sendIfThereIsRoom(Message message) {
    }

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public void cut(String reason) {
    }

    List<String> topics() {
        return packets.stream().filter(Publish.class::isInstance).map(packet -> ((Publish) packet).topic()).toList();
    }
}
