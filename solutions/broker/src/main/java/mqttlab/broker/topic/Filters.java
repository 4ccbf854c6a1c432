package mqttlab.broker.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Topic filters, compared by the topic names that they match (section 4.7). */
public final class Filters {

    private Filters() {
    }

    /** The filter that matches just the names that both of these match; nothing if there are no such names. */
    public static Optional<String> common(String one, String other) {
        List<String> levels = Topics.levels(one);
        List<String> others = Topics.levels(other);
        List<String> common = new ArrayList<>();
        for (int i = 0; i < levels.size() || i < others.size(); i++) {
            if (isAllFrom(levels, i)) {
                common.addAll(others.subList(i, others.size()));
                break;
            }
            if (isAllFrom(others, i)) {
                common.addAll(levels.subList(i, levels.size()));
                break;
            }
            if (i == levels.size() || i == others.size() || !meet(levels.get(i), others.get(i))) {
                return Optional.empty();
            }
            common.add(isWildcard(levels.get(i)) ? others.get(i) : levels.get(i));
        }
        // [MQTT-4.7.2-1] a wildcard at the first level does not match a topic that begins with a $.
        boolean hidden = isWildcard(levels.getFirst()) && Topics.isHidden(other)
                || isWildcard(others.getFirst()) && Topics.isHidden(one);
        String filter = String.join("/", common);
        // "+" and "/#" would meet in a name without a character, and there is no such name [MQTT-4.7.3-1].
        return hidden || filter.isEmpty() ? Optional.empty() : Optional.of(filter);
    }

    /** From here on, {@code #} matches whatever follows, even if that is nothing: "a/#" matches "a", too (section 4.7.1.2). */
    private static boolean isAllFrom(List<String> levels, int i) {
        return i < levels.size() && levels.get(i).equals(Topics.ALL_LEVELS);
    }

    private static boolean meet(String level, String other) {
        return level.equals(other) || level.equals(Topics.ONE_LEVEL) || other.equals(Topics.ONE_LEVEL);
    }

    private static boolean isWildcard(String level) {
        return level.equals(Topics.ONE_LEVEL) || level.equals(Topics.ALL_LEVELS);
    }
}
