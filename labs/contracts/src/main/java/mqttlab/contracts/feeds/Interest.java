package mqttlab.contracts.feeds;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a listener wants: events whose topic name one of the filters matches, or several, and for which all conditions hold.
 *
 * @param topicFilters at least one; they may overlap
 * @param conditions   on the content; none if all events of these topics are wanted
 */
public record Interest(List<String> topicFilters, List<Condition> conditions) {

    public Interest {
        topicFilters = List.copyOf(topicFilters);
        conditions = List.copyOf(conditions);
        if (topicFilters.isEmpty()) {
            throw new IllegalArgumentException("an interest has at least one topic filter");
        }
    }

    /** All events on these topics. */
    public static Interest in(String... topicFilters) {
        return new Interest(List.of(topicFilters), List.of());
    }

    /** The same topics, and one condition more. */
    public Interest where(String field, Condition.Comparison comparison, String value) {
        Condition more = new Condition(field, comparison, value);
        return new Interest(topicFilters, Stream.concat(conditions.stream(), Stream.of(more)).toList());
    }
}
