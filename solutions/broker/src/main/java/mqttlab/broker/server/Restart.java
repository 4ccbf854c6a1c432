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

    private final DurableSessions durable;
    private final Sessions<OwnedSession> sessions;
    private final DurableRetainedMessages retained;

    Restart(DurableSessions durable, Sessions<OwnedSession> sessions, DurableRetainedMessages retained) {
        this.durable = durable;
        this.sessions = sessions;
        this.retained = retained;
    }

    void from(Journal journal) {
        // Not kept: it knows all sessions by their numbers, also those that end later.
        Recovery recovery = new Recovery(durable, sessions);
        journal.start(change -> replay(change, recovery), () -> recordState(journal));
    }

    private void replay(Change change, Recovery recovery) {
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
