package mqttlab.testkit.check;

import java.util.concurrent.locks.ReentrantLock;
import mqttlab.testkit.tap.Tap;
import mqttlab.testkit.tap.Trace;

/** The tap of a scene, which is there when it is needed, and at whose port the program can reach it. */
final class SceneTap {

    private final SceneBroker broker;
    private final Programs programs;
    private final Trace trace;
    private final Cleanup cleanup;
    private final ReentrantLock lock = new ReentrantLock();
    private Tap tap;

    SceneTap(SceneBroker broker, Programs programs, Trace trace, Cleanup cleanup) {
        this.broker = broker;
        this.programs = programs;
        this.trace = trace;
        this.cleanup = cleanup;
    }

    /** The same for all calls that a check makes at once, of which the first has to wait for the program. */
    Tap get() {
        lock.lock();
        try {
            if (tap == null) {
                broker.get();
                Tap made = cleanup.closing(Tap.to(broker::address, trace));
                made.onListening(listens -> programs.setPort(made.address().getPort(), listens));
                tap = made;
            }
            return tap;
        } finally {
            lock.unlock();
        }
    }
}
