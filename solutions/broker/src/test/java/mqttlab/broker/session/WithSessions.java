package mqttlab.broker.session;

import java.time.Duration;
import java.util.Optional;
import mqttlab.broker.access.Access;
import mqttlab.broker.codec.ConnectReturn;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.health.Limits;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.journal.Journal;

/** Sessions without a broker around them, and two links over which clients come to them. */
abstract class WithSessions {

    static final long SESSION_BYTES = 1_000;
    static final Limits LIMITS = new Limits(1 << 20, 2, SESSION_BYTES, 1 << 20, Duration.ofSeconds(10));

    final Statistics statistics = new Statistics();
    final Subscriptions subscriptions = new Subscriptions();
    final Sessions<OwnedSession> sessions =
            new Sessions<>(new CountingSessions(subscriptions, Access.open(), Journal.none(), LIMITS, statistics));
    final FakeLink link = new FakeLink();
    final FakeLink second = new FakeLink();

    static Connect connect(String clientId, boolean clean) {
        return new Connect(clientId, clean, 0, Optional.empty(), Optional.empty());
    }

    OwnedSession open(boolean clean, FakeLink over) {
        return sessions.open(connect("ana", clean), over).orElseThrow();
    }

    /** A connected one that has been told so. */
    OwnedSession connected(boolean clean) {
        OwnedSession session = open(clean, link);
        link.news();
        return session;
    }

    static ConnAck accepted(boolean sessionPresent) {
        return new ConnAck(sessionPresent, ConnectReturn.ACCEPTED);
    }

    static Message message(String text, QoS qos) {
        return new Message("t", Payload.of(text), qos, false);
    }

    static Publish publish(String text, QoS qos, int id, boolean duplicate) {
        return new Publish("t", Payload.of(text), qos, false, duplicate, id);
    }

    void publishToSubscribers(Message message) {
        subscriptions.forMatching(message.topic(), (session, granted) -> session.deliver(message, granted));
    }
}
