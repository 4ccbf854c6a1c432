package mqttlab.bench.measure;

import java.util.EnumMap;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** How long messages took. */
public final class Latency {

    private static final long LONGEST = 60_000_000_000L;

    private final Histogram nanos = new Histogram(LONGEST, 3);

    public void took(long duration) {
        nanos.recordValue(Math.clamp(duration, 0, LONGEST));
    }

    public Map<Figure, Double> figures() {
        Map<Figure, Double> figures = new EnumMap<>(Figure.class);
        figures.put(Figure.P50, micros(50));
        figures.put(Figure.P90, micros(90));
        figures.put(Figure.P99, micros(99));
        figures.put(Figure.P999, micros(99.9));
        figures.put(Figure.WORST, micros(100));
        return figures;
    }

    private double micros(double percentile) {
        return nanos.getValueAtPercentile(percentile) / 1_000.0;
    }
}
