package mqttlab.lab04;

import java.util.Optional;

/**
 * A topic on which beacons publish.
 *
 * @param subject  {@code presence}, {@code known} or {@code call}
 * @param quantity which value is known; empty if it is about something else
 */
record Topic(String site, String name, String subject, String quantity) {

    static final String PRESENCE = "presence";
    static final String KNOWN = "known";
    static final String CALL = "call";

    static Topic presence(String site, String name) {
        return new Topic(site, name, PRESENCE, "");
    }

    /** @throws IllegalArgumentException if the quantity is not one topic level */
    static Topic known(String site, String name, String quantity) {
        if (quantity == null || !quantity.matches("[^/+#\0]+")) {
            throw new IllegalArgumentException("a quantity is one topic level, without / + #, and not \"" + quantity + '"');
        }
        return new Topic(site, name, KNOWN, quantity);
    }

    static Topic call(String site, String name) {
        return new Topic(site, name, CALL, "");
    }

    /** The topic with this name; empty if it is none of those. */
    static Optional<Topic> of(String topicName) {
        String[] levels = topicName.split("/", -1);
        boolean ofThree = levels.length == 3 && (levels[2].equals(PRESENCE) || levels[2].equals(CALL));
        boolean ofFour = levels.length == 4 && levels[2].equals(KNOWN);
        if (!ofThree && !ofFour || levels[1].isEmpty() || levels[levels.length - 1].isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Topic(levels[0], levels[1], levels[2], ofFour ? levels[3] : ""));
    }

    /** As it is sent. */
    String topicName() {
        String three = site + "/" + name + "/" + subject;
        return quantity.isEmpty() ? three : three + "/" + quantity;
    }
}
