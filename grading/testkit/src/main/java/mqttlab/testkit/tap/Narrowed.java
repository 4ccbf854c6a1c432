package mqttlab.testkit.tap;

import java.util.Optional;
import java.util.function.Predicate;

/** A match with one more condition. */
record Narrowed<E extends TraceEvent>(Match<E> match, String condition, Predicate<TraceEvent> predicate)
        implements Match<E> {

    @Override
    public Optional<E> in(TraceEvent event) {
        return predicate.test(event) ? match.in(event) : Optional.empty();
    }

    @Override
    public String description() {
        return match.description() + " " + condition;
    }
}
