package mqttlab.broker.session;

import java.util.Optional;
import mqttlab.broker.access.Access;
import mqttlab.broker.access.Identity;
import mqttlab.broker.codec.Packet.Connect;

/** Gives a client its session again, and begins new ones. */
public class OwnedSessions implements Sessions.Choice<OwnedSession> {

    final Subscriptions subscriptions;
    final Access access;
    final int window;
    final long maxBytes;

    /**
     * @param window   how many messages with QoS 1 and 2 may be under way to a client at once
     * @param maxBytes how much may be kept for it
     */
    public OwnedSessions(Subscriptions subscriptions, Access access, int window, long maxBytes) {
        this.subscriptions = subscriptions;
        this.access = access;
        this.window = window;
        this.maxBytes = maxBytes;
    }

    /** [MQTT-3.1.2-4] the known one, if both that and the new connection are persistent. */
    @Override
    public final OwnedSession choose(Optional<OwnedSession> known, Connect connect) {
        if (connect.cleanSession()) {
            return clean(owner(connect));
        }
        return known.filter(session -> !session.isClean()).orElseGet(() -> persistent(owner(connect)));
    }

    /** Another user whose client has the same identifier does not get what waits here, nor end it. */
    @Override
    public final Identity owner(Connect connect) {
        return Identity.of(connect);
    }

    OwnedSession clean(Identity owner) {
        return new OwnedSession(owner, true, subscriptions, new Outgoing(window, maxBytes), access);
    }

    OwnedSession persistent(Identity owner) {
        return new OwnedSession(owner, false, subscriptions, new Outgoing(window, maxBytes), access);
    }
}
