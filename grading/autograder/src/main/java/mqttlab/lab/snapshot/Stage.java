package mqttlab.lab.snapshot;

import java.util.List;
import mqttlab.lab.marker.Position;

/**
 * A row of the table of stages.
 *
 * @param name    such as {@code 03-filters}, or {@code starter}
 * @param entries the files that it brings
 */
record Stage(String name, List<Entry> entries) {

    static final String STARTER = "starter";
    static final String ALL = "all";

    enum Origin { EARLY, REFERENCE }

    /**
     * @param path     relative to the broker's package, or {@value Stage#ALL}
     * @param position where the table says so
     */
    record Entry(Origin origin, String path, Position position) {

        boolean isAll() {
            return path.equals(ALL);
        }
    }

    boolean isStarter() {
        return name.equals(STARTER);
    }

    /** The starter is what there is before stage 00 is done. */
    int number() {
        return isStarter() ? 0 : Integer.parseInt(name.substring(0, 2));
    }

    /** Whether somebody may call it so: {@code 3}, {@code 03} and {@code 03-filters} are the same. */
    boolean isCalled(String wanted) {
        String id = name.substring(0, 2);
        return wanted.equals(name) || wanted.equals(id) || ("0" + wanted).equals(id);
    }
}
