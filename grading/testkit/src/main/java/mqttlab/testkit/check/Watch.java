package mqttlab.testkit.check;

import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import mqttlab.testkit.tap.Match;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TraceEvent;

/** Waits beside a check for an event, and does something then. */
final class Watch implements AutoCloseable {

    private final FutureTask<Void> waiting;

    <E extends TraceEvent> Watch(Trace trace, Match<E> match, Consumer<E> action) {
        waiting = new FutureTask<>(() -> act(action, trace.await(1, match, Duration.ofDays(1)).getFirst()), null);
        Thread.startVirtualThread(waiting);
    }

    private synchronized <E> void act(Consumer<E> action, E event) {
        if (!waiting.isCancelled()) {
            action.accept(event);
        }
    }

    /** From here on, nothing is done any more; what is being done is waited for. */
    @Override
    public void close() {
        waiting.cancel(true);
        synchronized (this) {
            // It has ended, or will see that it is cancelled.
        }
    }
}
