package mqttlab.broker.server;

import mqttlab.broker.journal.Journal;
import mqttlab.broker.routing.DurableRetainedMessages;
import mqttlab.broker.session.Change;
import mqttlab.broker.session.Change.Discarded;
import mqttlab.broker.session.Change.OfSession;
import mqttlab.broker.session.Change.Opened;
import mqttlab.broker.session.Change.Retained;
import mqttlab.broker.session.DurableSessions;
import mqttlab.broker.session.OwnedSession;
import mqttlab.broker.session.Recovery;
import mqttlab.broker.session.Sessions;

/** Does again what the journal has from before, and adds the state of everything when the journal asks for that. */
final class Restart {

    private final Sessions<OwnedSession> sessions;
    private final DurableRetainedMessages retained;
    private final Recovery recovery;

    Restart(DurableSessions durable, Sessions<OwnedSession> sessions, DurableRetainedMessages retained) {
        this.sessions = sessions;
        this.retained = retained;
        this.recovery = new Recovery(durable, sessions);
    }

    void from(Journal journal) {
        journal.start(this::replay, () -> recordState(journal));
    }

    private void replay(Change change) {
        switch (change) {
            case Opened opened -> recovery.replay(opened);
            case Discarded discarded -> recovery.replay(discarded);
            case OfSession event -> recovery.replay(event);
            case Retained message -> retained.replay(message);
        }
    }

    private void recordState(Journal journal) {
        Recovery.recordState(sessions, journal);
        retained.recordState();
    }
}
