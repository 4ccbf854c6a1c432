package mqttlab.broker.session;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mqttlab.broker.session.Change.Discarded;
import mqttlab.broker.session.Change.OfSession;
import mqttlab.broker.session.Change.Opened;

/** Makes the sessions again out of their history, and records them in it anew. */
public final class Recovery {

    private final Map<Long, DurableSession> byNumber = new HashMap<>();
    private final DurableSessions durableSessions;
    private final Sessions<OwnedSession> sessions;

    public Recovery(DurableSessions durableSessions, Sessions<OwnedSession> sessions) {
        this.durableSessions = durableSessions;
        this.sessions = sessions;
    }

    /** For one thread, before the first client comes, as the others. If an owner had two sessions, the later one counts. */
    public void replay(Opened opened) {
        DurableSession session = durableSessions.restore(opened.session(), opened.owner());
        Optional<OwnedSession> known = sessions.find(opened.owner());
        if (known.filter(other -> other instanceof DurableSession later && later.number() > opened.session()).isPresent()) {
            session.discard();
        } else {
            sessions.put(session);
            known.ifPresent(OwnedSession::discard);
        }
        byNumber.put(opened.session(), session);
    }

    public void replay(Discarded discarded) {
        DurableSession session = byNumber.remove(discarded.session());
        if (session != null) {
            sessions.remove(session);
        }
    }

    /** A session that is not known was discarded, or its state is recorded further on, which makes up for this. */
    public void replay(OfSession change) {
        DurableSession session = byNumber.get(change.session());
        if (session != null) {
            session.replay(change);
        }
    }

    /** Adds the state of each session to the history, so that all earlier changes can go. */
    public static void recordState(Sessions<OwnedSession> sessions, History history) {
        for (OwnedSession session : sessions.all()) {
            if (session instanceof DurableSession durable) {
                history.atomically(durable::recordState);
            }
        }
    }
}
