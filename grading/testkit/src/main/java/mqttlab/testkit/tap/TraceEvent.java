package mqttlab.testkit.tap;

import java.time.Duration;

/**
 * One line of a trace's history. Numbers start at 1 and have no gaps; {@link #at} counts from the beginning of the
 * trace.
 */
public sealed interface TraceEvent
        permits ConnectionOpened, TracedPacket, TracedBytes, ConnectionClosed, FaultApplied, Note, TraceFull {

    int number();

    Duration at();

    /** The connection's number, from 1; 0 for an event that belongs to none. */
    int connection();

    /** The client identifier that the connection's CONNECT named; empty before that, and without a connection. */
    String client();

    /** What happened, in one line that is safe to print. */
    String text();

    default boolean isBefore(TraceEvent other) {
        return number() < other.number();
    }

    default boolean isAfter(TraceEvent other) {
        return number() > other.number();
    }
}
