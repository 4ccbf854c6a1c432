package mqttlab.testkit.tap;

import java.util.Optional;

/** Describes events of a trace: finds them, and says in words what it looks for. Immutable. */
public interface Match<E extends TraceEvent> {

    /** The event itself, when it is one of these. */
    Optional<E> in(TraceEvent event);

    /** What is looked for, such as {@code PUBLISH from the client with topic news/cadiz}. */
    String description();

    default Match<E> after(TraceEvent earlier) {
        return new Narrowed<>(this, "after #" + earlier.number(), event -> event.isAfter(earlier));
    }

    default Match<E> before(TraceEvent later) {
        return new Narrowed<>(this, "before #" + later.number(), event -> event.isBefore(later));
    }

    default Match<E> onConnection(int connection) {
        return new Narrowed<>(this, "on connection " + connection, event -> event.connection() == connection);
    }
}
