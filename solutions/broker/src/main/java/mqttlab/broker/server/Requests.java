package mqttlab.broker.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.Acknowledgement;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Packet.Disconnect;
import mqttlab.broker.codec.Packet.PingReq;
import mqttlab.broker.codec.Packet.PingResp;
import mqttlab.broker.codec.Packet.PubAck;
import mqttlab.broker.codec.Packet.PubComp;
import mqttlab.broker.codec.Packet.PubRec;
import mqttlab.broker.codec.Packet.PubRel;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Packet.SubAck;
import mqttlab.broker.codec.Packet.Subscribe;
import mqttlab.broker.codec.Packet.Subscription;
import mqttlab.broker.codec.Packet.UnsubAck;
import mqttlab.broker.codec.Packet.Unsubscribe;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.Link;
import mqttlab.broker.session.Message;
import mqttlab.broker.session.Session;
import mqttlab.broker.topic.Topics;

/** What a client who was let in asks for, and what is done about it. For the thread that reads from the client. */
record Requests(Broker broker, Session session, Link link) {

    private static final Logger LOG = System.getLogger("mqttlab.broker");

    /** Does what a packet wants, and answers it. DISCONNECT is the connection's own affair. */
    void act(Packet packet) {
        switch (packet) {
            case Publish publish -> receive(publish);
            case Acknowledgement ack -> session.acknowledged(link, ack);
            case PubRel rel -> release(rel);
            case Subscribe subscribe -> subscribe(subscribe);
            case Unsubscribe unsubscribe -> unsubscribe(unsubscribe);
            case PingReq ping -> link.send(new PingResp());
            case Connect again -> throw new ProtocolViolation("[MQTT-3.1.0-2] it sent a second CONNECT");
            case Disconnect bye -> throw new IllegalArgumentException("a connection ends by itself");
            case ConnAck a -> throw serversOnly(a);
            case SubAck a -> throw serversOnly(a);
            case UnsubAck a -> throw serversOnly(a);
            case PingResp p -> throw serversOnly(p);
        }
    }

    private static ProtocolViolation serversOnly(Packet packet) {
        return new ProtocolViolation("it sent %s, which only servers send",
                packet.getClass().getSimpleName().toUpperCase(Locale.ROOT));
    }

    private void receive(Publish publish) {
        requireName(publish.topic());
        broker.statistics().received.increment();
        Message message = Message.of(publish);
        switch (publish.qos()) {
            case AT_MOST_ONCE -> route(message);
            case AT_LEAST_ONCE -> {
                broker.journal().together(() -> route(message));
                link.send(new PubAck(publish.packetId()));
            }
            case EXACTLY_ONCE -> {
                // After a crash it either has come and gone to all its receivers, or has not come.
                broker.journal().together(() -> routeIfNew(message, publish.packetId()));
                link.send(new PubRec(publish.packetId()));
            }
        }
    }

    private void routeIfNew(Message message, int packetId) {
        if (session.isNew(link, packetId)) {
            route(message);
        }
    }

    /** [MQTT-3.3.5-2] a message that its publisher may not publish is acknowledged like any other, and goes nowhere. */
    void route(Message message) {
        if (session.rights().mayPublish(message.topic())) {
            broker.router().publish(message);
        } else {
            LOG.log(Level.DEBUG, "{0} may not publish to {1}", session, message.topic());
        }
    }

    private void release(PubRel rel) {
        session.released(link, rel.packetId());
        link.send(new PubComp(rel.packetId()));
    }

    static void requireName(String topic) {
        if (!Topics.isName(topic)) {
            throw new ProtocolViolation("[MQTT-3.3.2-2] a message cannot be published to \"%s\"", topic);
        }
    }

    private void subscribe(Subscribe subscribe) {
        List<Optional<QoS>> granted = new ArrayList<>();
        for (Subscription wanted : subscribe.subscriptions()) {
            requireFilter(wanted.filter());
            broker.router().subscribe(session, wanted.filter(), wanted.qos());
            granted.add(Optional.of(wanted.qos()));
            LOG.log(Level.DEBUG, "{0} subscribes to {1} with QoS {2}", session, wanted.filter(), wanted.qos().ordinal());
        }
        link.send(new SubAck(subscribe.packetId(), granted));
        subscribe.subscriptions().forEach(each -> broker.router().sendRetained(session, each.filter(), each.qos()));
    }

    private void unsubscribe(Unsubscribe unsubscribe) {
        for (String filter : unsubscribe.filters()) {
            requireFilter(filter);
            broker.router().unsubscribe(session, filter);
        }
        link.send(new UnsubAck(unsubscribe.packetId()));
    }

    private static void requireFilter(String filter) {
        if (!Topics.isFilter(filter)) {
            throw new ProtocolViolation("[MQTT-4.7.1-3] \"%s\" is no topic filter", filter);
        }
    }
}
