package mqttlab.broker.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import mqttlab.broker.codec.Packet;
import mqttlab.broker.codec.Packet.SubAck;
import mqttlab.broker.codec.Packet.Subscribe;
import mqttlab.broker.codec.Packet.Subscription;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.Link;
import mqttlab.broker.session.Session;
import mqttlab.broker.session.Sessions;
import mqttlab.broker.topic.Topics;

/** Notes what a client wants to have, for as long as its session lasts. */
// lab:until 09 record Subscribing(Sessions<?> sessions, Session session, Link link) implements Handler {
// lab:stage 09
record Subscribing(Sessions<?> sessions, Session session, Link link, Predicate<String> allowed) implements Handler {

    private static final Logger LOG = System.getLogger("mqttlab.broker");
    /** What MQTT 5 has, and a client of this version may hope for: a subscription whose messages several clients share. */
    private static final String SHARED = "$share/";
// lab:end

    @Override
    public boolean handle(Packet packet) {
        if (packet instanceof Subscribe subscribe) {
            subscribe(subscribe);
            return true;
        }
        return false;
    }

    private void subscribe(Subscribe subscribe) {
        List<Optional<QoS>> granted = new ArrayList<>();
        for (Subscription wanted : subscribe.subscriptions()) {
            requireFilter(wanted.filter());
            // lab:stage 09
            if (wanted.filter().startsWith(SHARED) || !allowed.test(wanted.filter())) {
                LOG.log(Level.DEBUG, "{0} may not subscribe to {1}", link, wanted.filter());
                granted.add(Optional.empty());
                continue;
            }
            // lab:end
            // lab:until 05 // Whatever QoS is asked for: the standard lets a broker grant less [MQTT-3.8.4-6].
            // lab:until 05 QoS qos = QoS.AT_MOST_ONCE;
            // lab:stage 05
            QoS qos = wanted.qos();
            // lab:end
            session.subscribe(wanted.filter(), qos);
            granted.add(Optional.of(qos));
        }
        link.send(new SubAck(subscribe.packetId(), granted));
    }

    static void requireFilter(String filter) {
        Topics.faultOfFilter(filter).ifPresent(fault -> {
            throw new ProtocolViolation("\"%s\" cannot be a topic filter: %s", filter, fault);
        });
    }

    @Override
    public void end(boolean goodbye) {
        sessions.leave(session, link);
    }
}
