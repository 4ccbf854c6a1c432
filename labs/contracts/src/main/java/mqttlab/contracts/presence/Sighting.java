package mqttlab.contracts.presence;

import java.util.Map;

/**
 * All that a board knows of one person or device.
 *
 * @param site   where
 * @param name   who or what
 * @param status of its presence
 * @param visit  the number of the visit to which the status belongs; 0 if nothing has been said of its presence, or if what was
 *               said has been cleared
 * @param known  the last known values, by quantity: where it is, what it measures
 */
public record Sighting(String site, String name, Status status, long visit, Map<String, String> known) {

    public Sighting {
        Badge.requireTopicLevel("site", site);
        Badge.requireTopicLevel("name", name);
        if (status == null || visit < 0) {
            throw new IllegalArgumentException("a sighting has a status, and a visit that is not negative");
        }
        known = Map.copyOf(known);
    }
}
