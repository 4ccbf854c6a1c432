package mqttlab.broker.topic;

import java.util.Arrays;
import java.util.List;

/** The rules for topic names and topic filters (section 4.7 of the standard). */
public final class Topics {

    /** More levels than any sensible topic has; a tree of filters is never deeper. Mosquitto draws the line there, too. */
    public static final int MOST_LEVELS = 200;

    static final String ONE_LEVEL = "+";
    static final String ALL_LEVELS = "#";

    private Topics() {
    }

    /** Whether messages can be published to it: not empty [MQTT-4.7.3-1], and without wildcards [MQTT-3.3.2-2]. */
    public static boolean isName(String topic) {
        return !topic.isEmpty() && !hasWildcard(topic) && isShallow(topic);
    }

    private static boolean hasWildcard(String topic) {
        return topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0;
    }

    private static boolean isShallow(String topic) {
        int levels = 1;
        for (int slash = topic.indexOf('/'); slash >= 0; slash = topic.indexOf('/', slash + 1)) {
            levels++;
        }
        return levels <= MOST_LEVELS;
    }

    /** Whether it can be subscribed to. A wildcard has a level to itself [MQTT-4.7.1-3], and # the last [MQTT-4.7.1-2]. */
    public static boolean isFilter(String filter) {
        if (filter.isEmpty() || !isShallow(filter)) {
            return false;
        }
        List<String> levels = levels(filter);
        for (int i = 0; i < levels.size(); i++) {
            String level = levels.get(i);
            boolean last = i == levels.size() - 1;
            if (level.length() > 1 && hasWildcard(level) || level.equals(ALL_LEVELS) && !last) {
                return false;
            }
        }
        return true;
    }

    /** The parts between the slashes, of which some may be empty: "/a" has two levels. */
    static List<String> levels(String topic) {
        return Arrays.asList(topic.split("/", -1));
    }

    /** [MQTT-4.7.2-1] a wildcard at the first level does not match a topic that begins with a $. */
    static boolean isHidden(String topic) {
        return topic.charAt(0) == '$';
    }
}
