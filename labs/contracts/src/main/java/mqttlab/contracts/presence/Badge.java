package mqttlab.contracts.presence;

/**
 * Who comes, and for which time.
 *
 * @param site  one topic level: where many people and devices are, such as {@code esi}, a faculty
 * @param name  one topic level: a person or a device, such as {@code ana} or {@code lamp-2}
 * @param visit at least 1: the number of this visit, greater than those of all earlier visits of the same name
 */
public record Badge(String site, String name, long visit) {

    public Badge {
        requireTopicLevel("site", site);
        requireTopicLevel("name", name);
        if (visit < 1) {
            throw new IllegalArgumentException("visits are counted from 1, and this is visit " + visit);
        }
    }

    static void requireTopicLevel(String what, String value) {
        if (value == null || !value.matches("[^/+#\0]+")) {
            throw new IllegalArgumentException("a " + what + " is one topic level, without / + #, and not \"" + value + '"');
        }
    }
}
