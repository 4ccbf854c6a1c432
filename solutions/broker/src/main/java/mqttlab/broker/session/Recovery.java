package mqttlab.broker.session;

import java.util.HashMap;
import java.util.Map;
import mqttlab.broker.session.Change.Discarded;
import mqttlab.broker.session.Change.OfSession;
import mqttlab.broker.session.Change.Opened;

/** Makes the sessions again out of their history. For one thread, before the first client comes. */
public final class Recovery {

    private final Map<Long, Session> byNumber = new HashMap<>();
    private final Sessions sessions;
    private final Subscriptions subscriptions;

    public Recovery(Sessions sessions, Subscriptions subscriptions) {
        this.sessions = sessions;
        this.subscriptions = subscriptions;
    }

    public void replay(Opened opened) {
        byNumber.put(opened.session(), sessions.reopen(opened.session(), opened.clientId()));
    }

    public void replay(Discarded discarded) {
        Session session = byNumber.remove(discarded.session());
        if (session != null) {
            sessions.drop(session);
        }
    }

    /** A session that is not known was discarded, or has yet to tell its history anew, which will make up for this. */
    public void replay(OfSession change) {
        Session session = byNumber.get(change.session());
        if (session != null) {
            session.replay(change, subscriptions);
        }
    }
}
