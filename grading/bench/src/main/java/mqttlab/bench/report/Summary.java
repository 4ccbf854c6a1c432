package mqttlab.bench.report;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import mqttlab.bench.measure.Figure;
import mqttlab.bench.measure.Measurement;
import mqttlab.bench.load.Faults;

/** The rounds of one workload on one broker. One spoilt round spoils them all. */
public record Summary(List<Measurement> rounds) {

    public boolean isEmpty() {
        return rounds.isEmpty();
    }

    public boolean isSpoilt() {
        return rounds.stream().anyMatch(Measurement::isSpoilt);
    }

    public boolean isDriverBound() {
        return rounds.stream().filter(Measurement::driverBound).count() * 2 > rounds.size();
    }

    /** Why it is spoilt: what went wrong in all rounds together. */
    public String blemish() {
        Faults faults = rounds.stream().map(Measurement::faults).reduce(Faults.NONE, Faults::plus);
        Stream<String> counts = faults.any() ? Stream.of(faults.toString()) : Stream.empty();
        return String.join("; ", Stream.concat(counts, rounds.stream().map(Measurement::problem)
                .filter(problem -> !problem.isEmpty()).distinct()).toList());
    }

    /** Not a number when there is none. */
    public double median(Figure figure) {
        List<Double> values = rounds.stream().map(each -> each.figures().get(figure)).filter(Objects::nonNull).toList();
        return values.isEmpty() ? Double.NaN : median(values);
    }

    /** The middle one, or the mean of the two in the middle. */
    static double median(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
