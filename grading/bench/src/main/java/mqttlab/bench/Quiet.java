package mqttlab.bench;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import mqttlab.bench.contender.RunningBroker;

/** What a broker still has to do for the load before must not be charged to the next. */
final class Quiet {

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration LITTLE = Duration.ofMillis(20);
    private static final int LOOKS = 50;

    private Quiet() {
    }

    /** Waits, some seconds at most, until the broker's process does next to nothing. */
    static void await(RunningBroker broker) {
        Duration before = broker.cpu().orElse(Duration.ZERO);
        for (int i = 0; i < LOOKS; i++) {
            LockSupport.parkNanos(LOOK.toNanos());
            Duration now = broker.cpu().orElse(Duration.ZERO);
            if (now.minus(before).compareTo(LITTLE) < 0) {
                return;
            }
            before = now;
        }
    }
}
