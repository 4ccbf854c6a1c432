package mqttlab.bench.load;

import java.util.ArrayList;
import java.util.List;

/**
 * What a broker did wrong with messages. Any of it spoils a measurement: it is easy to be fast at dropping.
 *
 * @param strayed deliveries to somebody who had not asked for them, or of an earlier run
 */
public record Faults(long lost, long duplicated, long outOfOrder, long strayed) {

    public static final Faults NONE = new Faults(0, 0, 0, 0);

    public Faults plus(Faults more) {
        return new Faults(lost + more.lost, duplicated + more.duplicated, outOfOrder + more.outOfOrder, strayed + more.strayed);
    }

    public boolean any() {
        return !equals(NONE);
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        add(parts, lost, "lost");
        add(parts, duplicated, "twice");
        add(parts, outOfOrder, "out of order");
        add(parts, strayed, "astray");
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    private static void add(List<String> parts, long count, String what) {
        if (count > 0) {
            parts.add("%,d %s".formatted(count, what));
        }
    }
}
