package mqttlab.bench.measure;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import mqttlab.bench.load.Faults;

/**
 * What one run of a workload on one broker gave.
 *
 * @param figures     in the order in which they are read
 * @param problem     why there is nothing to measure; empty when there is something
 * @param driverBound whether the load, and not the broker, set the pace
 */
public record Measurement(Map<Figure, Double> figures, Faults faults, String problem, boolean driverBound) {

    public Measurement {
        Map<Figure, Double> inOrder = new EnumMap<>(Figure.class);
        inOrder.putAll(figures);
        figures = Collections.unmodifiableMap(inOrder);
    }

    /** Of something in which no message can go wrong. */
    public static Measurement of(Map<Figure, Double> figures) {
        return new Measurement(figures, Faults.NONE, "", false);
    }

    public static Measurement failed(String problem) {
        return new Measurement(Map.of(), Faults.NONE, problem, false);
    }

    public boolean isSpoilt() {
        return faults.any() || !problem.isEmpty();
    }
}
