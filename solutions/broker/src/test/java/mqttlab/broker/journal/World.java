package mqttlab.broker.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import mqttlab.broker.access.Access;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.health.Limits;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.routing.Router;
import mqttlab.broker.session.Change;
import mqttlab.broker.session.Change.Discarded;
import mqttlab.broker.session.Change.OfSession;
import mqttlab.broker.session.Change.Opened;
import mqttlab.broker.session.Change.Retained;
import mqttlab.broker.session.History;
import mqttlab.broker.session.Recovery;
import mqttlab.broker.session.Session;
import mqttlab.broker.session.Sessions;
import mqttlab.broker.session.Subscriptions;

/** A broker without sockets, whose state can be looked at. */
final class World implements History {

    private final Subscriptions subscriptions = new Subscriptions();
    private final Statistics statistics = new Statistics();
    final Sessions sessions;
    final Router router = new Router(subscriptions, this);
    final FolderJournal journal;
    private final ThreadLocal<Boolean> belonging = ThreadLocal.withInitial(() -> false);
    private volatile List<String> state;
    /** Whether each change is to have a block of its own, unless it must not. */
    volatile boolean slow;

    World(FolderJournal journal) {
        this(journal, Access.open());
    }

    World(FolderJournal journal, Access access) {
        this.sessions = new Sessions(subscriptions, access, this, Limits.DEFAULT, statistics);
        this.journal = journal;
        journal.start(replay(), this::retell);
    }

    private Consumer<Change> replay() {
        Recovery recovery = new Recovery(sessions, subscriptions);
        return change -> {
            switch (change) {
                case Opened opened -> recovery.replay(opened);
                case Discarded discarded -> recovery.replay(discarded);
                case OfSession event -> recovery.replay(event);
                case Retained retained -> router.replay(retained);
            }
        };
    }

    void subscribe(Session session, String filter) {
        session.subscribe(filter, QoS.AT_LEAST_ONCE, subscriptions);
    }

    void retell() {
        sessions.retell();
        router.retell();
    }

    /** Everything that is to survive. Nothing else may go on meanwhile. */
    List<String> state() {
        state = new ArrayList<>();
        retell();
        List<String> told = state;
        state = null;
        return told;
    }

    @Override
    public void add(Change change) {
        List<String> watching = state;
        if (watching == null) {
            journal.add(change);
            writeIfSlow();
        } else {
            watching.add(change.toString());
        }
    }

    private void writeIfSlow() {
        if (slow && !belonging.get()) {
            try {
                journal.awaitDurable(journal.position());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void together(Runnable changes) {
        journal.together(() -> {
            belonging.set(true);
            changes.run();
            belonging.set(false);
        });
        writeIfSlow();
    }
}
