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

/** Sessions that count the messages that they keep, and those that they have no room for, and say so. */
public final class CountingSessions extends DurableSessions {

    private final History history;
    private final Statistics statistics;
    private final QueueMemory memory;
    /** Held while a loss is counted: the history has the counts in their order. */
    private final ReentrantLock losing = new ReentrantLock();

    public CountingSessions(Subscriptions subscriptions, Access access, History history, Limits limits, Statistics statistics) {
        super(subscriptions, access, history, limits.window(), limits.sessionBytes());
        this.history = history;
        this.statistics = statistics;
        this.memory = new QueueMemory(limits.queuedBytes(), limits.packetBytes(), statistics.queuedBytes);
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
        CountedOutgoing outgoing = new CountedOutgoing(window, maxBytes, 0, History.NONE, memory);
        return new OwnedSession(owner, true, subscriptions, outgoing, access) {
            @Override
            void discard() {
                lock.lock();
                try {
                    super.discard();
                    outgoing.end();
                } finally {
                    lock.unlock();
                }
            }

            @Override
            void overflow() {
                statistics.droppedQueued.increment();
                super.overflow();
            }
        };
    }

    /** A lost message is counted in the history, too: each count there replaces the one before. */
    private void lose() {
        losing.lock();
        try {
            statistics.droppedQueued.increment();
            Payload count = Payload.of(Long.toString(statistics.droppedQueued.sum()));
            history.add(new Retained(new Message(Statistics.DROPPED_QUEUED, count, QoS.AT_MOST_ONCE, true)));
        } finally {
            losing.unlock();
        }
    }

    @Override
    DurableSession durable(long number, Identity owner) {
        return new Counted(number, owner, new CountedOutgoing(window, maxBytes, number, history, memory));
    }

    private final class Counted extends DurableSession {

        private final Losses losses = new Losses(clientId());
        private final CountedOutgoing outgoing;
        private boolean counted = true;

        Counted(long number, Identity owner, CountedOutgoing outgoing) {
            super(number, history, owner, subscriptions, outgoing, access);
            this.outgoing = outgoing;
            statistics.persistent.increment();
        }

        /** While a journal is read, that may come twice. */
        @Override
        void discard() {
            lock.lock();
            try {
                if (counted) {
                    counted = false;
                    statistics.persistent.decrement();
                }
                super.discard();
                outgoing.end();
            } finally {
                lock.unlock();
            }
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
            losses.add(outgoing.lacksOwnRoom());
            super.overflow();
        }
    }
}
