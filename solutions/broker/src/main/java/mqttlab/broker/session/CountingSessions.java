package mqttlab.broker.session;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import mqttlab.broker.access.Access;
import mqttlab.broker.access.Identity;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.broker.health.Limits;
import mqttlab.broker.health.Losses;
import mqttlab.broker.health.Statistics;
import mqttlab.broker.session.Change.Retained;

/** They count the messages that they have no room for, and say so. */
public final class CountingSessions extends DurableSessions {

    private final History history;
    private final Statistics statistics;
    private final ReentrantLock lock = new ReentrantLock();

    public CountingSessions(Subscriptions subscriptions, Access access, History history, Limits limits, Statistics statistics) {
        super(subscriptions, access, history, limits.window(), limits.sessionBytes());
        this.history = history;
        this.statistics = statistics;
    }

    /**
     * Ends those whose clients have been away for so long.
     *
     * @return those that have ended
     */
    public static List<OwnedSession> expire(Sessions<OwnedSession> sessions, Duration absence) {
        return sessions.removeAbsent(session -> session instanceof DurableSession durable && durable.isAbsentFor(absence));
    }

    @Override
    OwnedSession clean(Identity owner) {
        return new OwnedSession(owner, true, subscriptions, new Outgoing(window, maxBytes), access) {
            @Override
            void overflow() {
                statistics.droppedQueued.increment();
                super.overflow();
            }
        };
    }

    /** In the history, too: each count makes up for those before. */
    private void lose() {
        lock.lock();
        try {
            statistics.droppedQueued.increment();
            Payload count = Payload.of(Long.toString(statistics.droppedQueued.sum()));
            history.add(new Retained(new Message(Statistics.DROPPED_QUEUED, count, QoS.AT_MOST_ONCE, true)));
        } finally {
            lock.unlock();
        }
    }

    @Override
    DurableSession durable(long number, History history, Identity owner, DurableOutgoing outgoing) {
        return new Counted(number, history, owner, outgoing);
    }

    private final class Counted extends DurableSession {

        private final Losses losses = new Losses(clientId());
        private boolean counted = true;

        Counted(long number, History history, Identity owner, DurableOutgoing outgoing) {
            super(number, history, owner, subscriptions, outgoing, access);
            statistics.persistent.increment();
        }

        /** While a journal is read, that may come twice. */
        @Override
        void discard() {
            if (counted) {
                counted = false;
                statistics.persistent.decrement();
            }
            super.discard();
        }

        @Override
        void attach(Link newcomer, ConnAck accepted) {
            lock.lock();
            try {
                losses.sayRest();
                super.attach(newcomer, accepted);
            } finally {
                lock.unlock();
            }
        }

        @Override
        void overflow() {
            lose();
            losses.add();
            super.overflow();
        }
    }
}
