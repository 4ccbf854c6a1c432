package mqttlab.testkit.check;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import mqttlab.testkit.broker.Broker;
import mqttlab.testkit.broker.BrokerSettings;
import mqttlab.testkit.broker.Brokers;

/** The broker of a scene: the one that all share, or one of its own. It is started when it is needed. */
final class SceneBroker {

    private static final Duration KNOCK = Duration.ofSeconds(2);

    private final Brokers brokers;
    private final boolean fresh;
    private final int heap;
    private final Cleanup cleanup;
    private volatile Broker broker;

    /**
     * @param fresh whether it must be one that no other check has used, where it is what is judged
     * @param heap  of a broker that is judged, in MiB, and then it is fresh, too; 0 for the usual one
     */
    SceneBroker(Brokers brokers, boolean fresh, int heap, Cleanup cleanup) {
        this.brokers = brokers;
        this.fresh = fresh || heap > 0;
        this.heap = heap;
        this.cleanup = cleanup;
    }

    Broker own(BrokerSettings settings) {
        broker = cleanup.closing(brokers.own(heap > 0 && isJudged() ? settings.withHeap(heap) : settings));
        return broker;
    }

    Broker get() {
        if (broker == null) {
            broker = mustBeUnused() ? own(BrokerSettings.anonymous()) : brokers.shared();
        }
        return broker;
    }

    /** What another check did to a broker must not be held against the broker, where it is judged, nor against its clients. */
    private boolean mustBeUnused() {
        return isJudged() ? fresh : brokers.areFragile();
    }

    InetSocketAddress address() {
        return new InetSocketAddress(get().host(), get().port());
    }

    /** Empty where it cannot be seen, or where it is not what is judged. */
    Optional<Duration> processorTime() {
        return isJudged() ? get().processorTime() : Optional.empty();
    }

    /** What a broker that is judged has printed. */
    String output() {
        return broker != null && isJudged() ? String.join("\n", broker.log()) : "";
    }

    /** Whether it is what is judged, and nobody can connect to it any more. */
    boolean isGone() {
        return broker != null && isJudged() && !broker.isAnswering(KNOCK);
    }

    /** Whether it is what is judged, and other checks may have been at it before. */
    boolean isUsed() {
        return broker != null && isJudged() && !fresh;
    }

    private boolean isJudged() {
        return brokers.areJudged();
    }
}
