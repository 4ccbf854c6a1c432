package mqttlab.broker.session;

import java.time.Duration;
import mqttlab.broker.access.Access;
import mqttlab.broker.access.Identity;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.session.Change.Absent;
import mqttlab.broker.session.Change.Completed;
import mqttlab.broker.session.Change.Discarded;
import mqttlab.broker.session.Change.Forgotten;
import mqttlab.broker.session.Change.OfSession;
import mqttlab.broker.session.Change.Opened;
import mqttlab.broker.session.Change.Queued;
import mqttlab.broker.session.Change.Received;
import mqttlab.broker.session.Change.Released;
import mqttlab.broker.session.Change.Sent;
import mqttlab.broker.session.Change.Subscribed;
import mqttlab.broker.session.Change.Unsubscribed;

/** A session that survives a crash: each change goes into a history, under the lock that orders them. */
class DurableSession extends OwnedSession {

    private final long number;
    private final History history;
    private final DurableOutgoing outgoing;
    private boolean discarded;
    /** Begins at once, since nobody is there after a restart. Then the history says since when. */
    private final Absence absence = new Absence();

    /**
     * @param number   no other session has it
     * @param outgoing has the same number and history
     */
    DurableSession(long number, History history, Identity owner, Subscriptions tree, DurableOutgoing outgoing, Access access) {
        super(owner, false, tree, outgoing, access);
        this.number = number;
        this.history = history;
        this.outgoing = outgoing;
        history.add(new Opened(number, owner));
    }

    long number() {
        return number;
    }

    @Override
    void attach(Link newcomer, ConnAck accepted) {
        lock.lock();
        try {
            super.attach(newcomer, accepted);
            absence.end();
            recordAbsence();
        } finally {
            lock.unlock();
        }
    }

    @Override
    void detach() {
        lock.lock();
        try {
            super.detach();
            absence.begin();
            recordAbsence();
        } finally {
            lock.unlock();
        }
    }

    private void recordAbsence() {
        history.add(new Absent(number, absence.recorded()));
    }

    boolean isAbsentFor(Duration duration) {
        return absence.isAsLongAs(duration);
    }

    @Override
    void discard() {
        lock.lock();
        try {
            super.discard();
            discarded = true;
            history.add(new Discarded(number));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void subscribe(String filter, QoS qos) {
        lock.lock();
        try {
            super.subscribe(filter, qos);
            history.add(new Subscribed(number, filter, qos));
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean unsubscribe(String filter) {
        lock.lock();
        try {
            boolean known = super.unsubscribe(filter);
            if (known) {
                history.add(new Unsubscribed(number, filter));
            }
            return known;
        } finally {
            lock.unlock();
        }
    }

    @Override
    boolean receive(int packetId) {
        boolean isNew = super.receive(packetId);
        if (isNew) {
            history.add(new Received(number, packetId));
        }
        return isNew;
    }

    @Override
    boolean complete(int packetId) {
        boolean known = super.complete(packetId);
        if (known) {
            history.add(new Completed(number, packetId));
        }
        return known;
    }

    /** Makes a change again that was made before the broker was restarted. For one thread, before the first client comes. */
    void replay(OfSession change) {
        switch (change) {
            case Absent absent -> absence.goOn(absent);
            case Subscribed subscribed -> subscribe(subscribed.filter(), subscribed.qos());
            case Unsubscribed unsubscribed -> unsubscribe(unsubscribed.filter());
            case Queued queued -> outgoing.add(queued.message(), queued.qos());
            case Sent sent -> outgoing.depart(sent.packetId());
            case Released released -> outgoing.release(released.packetId());
            case Forgotten forgotten -> outgoing.forget(forgotten.packetId());
            case Received received -> receive(received.packetId());
            case Completed completed -> complete(completed.packetId());
        }
    }

    /** Adds to the history what leads to the present state, as short as it can be. */
    void recordState() {
        lock.lock();
        try {
            // Its end may have come since somebody listed all sessions.
            if (!discarded) {
                history.add(new Opened(number, owner()));
                recordAbsence();
                subscriptions().forEach((filter, qos) -> history.add(new Subscribed(number, filter, qos)));
                outgoing.recordState();
                incoming().unreleased().forEach(packetId -> history.add(new Received(number, packetId)));
            }
        } finally {
            lock.unlock();
        }
    }
}
