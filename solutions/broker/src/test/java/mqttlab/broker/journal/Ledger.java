package mqttlab.broker.journal;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import mqttlab.broker.codec.QoS;

/** What was published, acknowledged and received in a soak. */
final class Ledger {

    /** So that no queue at the broker overflows: more than this is not under way. */
    private static final int MOST_AHEAD = 3_000;
    private static final long PATIENCE_SECONDS = 60;

    /** @param number counts a publisher's messages */
    record Sent(String publisher, QoS qos, long number) {
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition received = lock.newCondition();
    private final Set<Sent> acknowledgedMissing = new HashSet<>();
    private final Set<Sent> seen = new HashSet<>();
    private final Map<String, Long> latest = new HashMap<>();
    private long acknowledged;
    private long repeated;
    private RuntimeException failure;

    void acknowledged(Sent sent) {
        lock.lock();
        try {
            acknowledged++;
            if (!seen.contains(sent)) {
                acknowledgedMissing.add(sent);
            }
        } finally {
            lock.unlock();
        }
    }

    void received(Sent sent) {
        lock.lock();
        try {
            if (seen.add(sent)) {
                String order = sent.publisher() + sent.qos();
                Long before = latest.put(order, sent.number());
                if (before != null && before > sent.number()) {
                    fail("%s came after number %d".formatted(sent, before));
                }
            } else if (sent.qos() == QoS.EXACTLY_ONCE) {
                fail(sent + " came twice");
            } else {
                repeated++;
            }
            acknowledgedMissing.remove(sent);
            received.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void fail(String what) {
        lock.lock();
        try {
            failure = failure == null ? new IllegalStateException(what) : failure;
            received.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void throwFailure() {
        lock.lock();
        try {
            if (failure != null) {
                throw failure;
            }
        } finally {
            lock.unlock();
        }
    }

    boolean hasRoom() {
        lock.lock();
        try {
            return acknowledgedMissing.size() < MOST_AHEAD;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the subscriber if it is far behind. */
    void awaitRoom() throws InterruptedException {
        await(MOST_AHEAD - 1);
    }

    void awaitAllReceived() throws InterruptedException {
        await(0);
        throwFailure();
    }

    private void await(int most) throws InterruptedException {
        lock.lock();
        try {
            long left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
            while (acknowledgedMissing.size() > most && failure == null) {
                if (left <= 0) {
                    fail("%d acknowledged messages did not come, %s among them".formatted(acknowledgedMissing.size(),
                            acknowledgedMissing.iterator().next()));
                }
                left = received.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "%d acknowledged, %d different received, %d repeated with QoS 1".formatted(acknowledged, seen.size(), repeated);
    }
}
