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
        waiting = new FutureTask<>(() -> action.accept(trace.await(1, match, Duration.ofDays(1)).getFirst()), null);
        Thread.startVirtualThread(waiting);
    }

    @Override
    public void close() {
        waiting.cancel(true);
    }
}
