package mqttlab.broker.topic;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mqttlab.broker.codec.Characters;

/** The rules for topic names and topic filters (section 4.7 of the standard). */
public final class Topics {

    /** More levels than any sensible topic has; a tree of filters is never deeper. Mosquitto takes one more. */
    public static final int MAX_LEVELS = 200;

    static final String ONE_LEVEL = "+";
    static final String ALL_LEVELS = "#";

    private static final Optional<String> EMPTY = Optional.of("[MQTT-4.7.3-1] it must have at least one character");
    private static final Optional<String> TOO_DEEP = Optional.of("this broker takes at most " + MAX_LEVELS + " levels");

    private Topics() {
    }

    /** What is wrong with a topic to which somebody publishes; nothing if it is a topic name. */
    public static Optional<String> faultOfName(String topic) {
        if (topic.isEmpty()) {
            return EMPTY;
        }
        if (topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0) {
            return Optional.of("[MQTT-3.3.2-2] a topic name must not have wildcards");
        }
        return isShallow(topic) ? Characters.faultOf(topic) : TOO_DEEP;
    }

    private static boolean isShallow(String topic) {
        return depth(topic) <= MAX_LEVELS;
    }

    /** How many levels it has. */
    public static int depth(String topic) {
        int levels = 1;
        for (int slash = topic.indexOf('/'); slash >= 0; slash = topic.indexOf('/', slash + 1)) {
            levels++;
        }
        return levels;
    }

    /** What is wrong with a topic to which somebody subscribes; nothing if it is a topic filter. */
    public static Optional<String> faultOfFilter(String filter) {
        if (filter.isEmpty()) {
            return EMPTY;
        }
        if (!isShallow(filter)) {
            return TOO_DEEP;
        }
        List<String> levels = levels(filter);
        for (int i = 0; i < levels.size(); i++) {
            String level = levels.get(i);
            boolean last = i == levels.size() - 1;
            if (level.contains(ALL_LEVELS) && !(level.equals(ALL_LEVELS) && last)) {
                return Optional.of("[MQTT-4.7.1-2] # must be the last level, alone");
            }
            if (level.contains(ONE_LEVEL) && !level.equals(ONE_LEVEL)) {
                return Optional.of("[MQTT-4.7.1-3] + must be alone in its level");
            }
        }
        return Characters.faultOf(filter);
    }

    /** The parts between the slashes, some of which may be empty: "/a" has two levels. */
    static List<String> levels(String topic) {
        return Arrays.asList(topic.split("/", -1));
    }

    /** [MQTT-4.7.2-1] a wildcard at the first level does not match a topic that begins with a $. */
    static boolean isHidden(String topic) {
        return topic.charAt(0) == '$';
    }
}
