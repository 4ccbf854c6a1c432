package mqttlab.broker.session;

import mqttlab.broker.access.Access;
import mqttlab.broker.access.Identity;
import mqttlab.broker.codec.Packet.ConnAck;
import mqttlab.broker.health.Limits;
import mqttlab.broker.health.Losses;
import mqttlab.broker.health.Statistics;

/** They count the messages that they have no room for, and say so. */
public final class CountingSessions extends DurableSessions {

    private final Statistics statistics;

    public CountingSessions(Subscriptions subscriptions, Access access, History history, Limits limits, Statistics statistics) {
        super(subscriptions, access, history, limits.window(), limits.sessionBytes());
        this.statistics = statistics;
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

    @Override
    DurableSession durable(long number, History history, Identity owner, DurableOutgoing outgoing) {
        statistics.persistent.increment();
        return new DurableSession(number, history, owner, subscriptions, outgoing, access) {
            private final Losses losses = new Losses(clientId());
            private boolean counted = true;

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
                statistics.droppedQueued.increment();
                losses.add();
                super.overflow();
            }
        };
    }
}
