package mqttlab.broker.journal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import mqttlab.broker.access.Access;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Packet.Login;
import mqttlab.broker.health.Limits;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.routing.DurableRetainedMessages;
import mqttlab.broker.routing.Retaining;
import mqttlab.broker.routing.Router;
import mqttlab.broker.session.Change;
import mqttlab.broker.session.Change.Absent;
import mqttlab.broker.session.Change.Discarded;
import mqttlab.broker.session.Change.OfSession;
import mqttlab.broker.session.Change.Opened;
import mqttlab.broker.session.Change.Retained;
import mqttlab.broker.session.CountingSessions;
import mqttlab.broker.session.DurableSessions;
import mqttlab.broker.session.History;
import mqttlab.broker.session.OwnedSession;
import mqttlab.broker.session.Recovery;
import mqttlab.broker.session.Sessions;
import mqttlab.broker.session.Subscriptions;

/** A broker without sockets, whose state can be looked at. */
final class World implements History {

    private final Subscriptions subscriptions = new Subscriptions();
    private final Statistics statistics = new Statistics();
    private final DurableSessions durableSessions;
    final Sessions<OwnedSession> sessions;
    private final DurableRetainedMessages retained = new DurableRetainedMessages(this);
    final Retaining router = new Retaining(new Router(subscriptions), retained);
    final FolderJournal journal;
    private final ThreadLocal<Boolean> inOneBlock = ThreadLocal.withInitial(() -> false);
    private volatile List<String> state;
    /** Whether each change is to have a block of its own, unless it must not. */
    volatile boolean slow;

    static Connect connect(String clientId, Optional<String> user, boolean clean) {
        return new Connect(clientId, clean, 0, Optional.empty(), user.map(name -> new Login(name, Optional.empty())));
    }

    World(FolderJournal journal) {
        this(journal, Access.open());
    }

    World(FolderJournal journal, Access access) {
        this.durableSessions = new CountingSessions(subscriptions, access, this, Limits.DEFAULT, statistics);
        this.sessions = new Sessions<>(durableSessions);
        this.journal = journal;
        journal.start(replay(), this::recordState);
    }

    private Consumer<Change> replay() {
        Recovery recovery = new Recovery(durableSessions, sessions);
        return change -> {
            switch (change) {
                case Opened opened -> recovery.replay(opened);
                case Discarded discarded -> recovery.replay(discarded);
                case OfSession event -> recovery.replay(event);
                case Retained message -> retained.replay(message);
            }
        };
    }

    void recordState() {
        Recovery.recordState(sessions, this);
        retained.recordState();
    }

    /** Everything that is to survive. Nothing else may go on meanwhile. */
    List<String> state() {
        state = new ArrayList<>();
        recordState();
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
            watchedChange(change).ifPresent(watching::add);
        }
    }

    /** After a restart nobody is there. */
    private static Optional<String> watchedChange(Change change) {
        return change instanceof Absent ? Optional.empty() : Optional.of(change.toString());
    }

    private void writeIfSlow() {
        if (slow && !inOneBlock.get()) {
            try {
                journal.awaitDurable(journal.position());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void atomically(Runnable changes) {
        journal.atomically(() -> {
            inOneBlock.set(true);
            changes.run();
            inOneBlock.set(false);
        });
        writeIfSlow();
    }
}
