package mqttlab.bench.report;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import mqttlab.bench.measure.Figure;
import mqttlab.bench.measure.Measurement;
import mqttlab.bench.contender.LineUp;
import mqttlab.bench.workload.Workload;

/** All measurements of a run, in the order of the workloads, and for each broker in the order of the rounds. */
public final class Results {

    private final List<String> brokers;
    private final Map<Workload, Map<String, List<Measurement>>> measurements = new LinkedHashMap<>();

    public Results(List<String> brokers) {
        this.brokers = List.copyOf(brokers);
    }

    public void add(Workload workload, String broker, Measurement measurement) {
        measurements.computeIfAbsent(workload, none -> new LinkedHashMap<>())
                .computeIfAbsent(broker, none -> new ArrayList<>()).add(measurement);
    }

    public List<String> brokers() {
        return brokers;
    }

    public List<Workload> workloads() {
        return List.copyOf(measurements.keySet());
    }

    /** What a broker achieved; empty measurements when the workload was not done to it. */
    public Summary summary(Workload workload, String broker) {
        return new Summary(measurements.getOrDefault(workload, Map.of()).getOrDefault(broker, List.of()));
    }

    /** A figure as a multiple of the yardstick's; not a number when one of the two is spoilt or was not measured. */
    public double ratio(Workload workload, String broker, Figure figure) {
        Summary own = summary(workload, broker);
        Summary yardstick = summary(workload, LineUp.YARDSTICK);
        boolean comparable = !own.isSpoilt() && !yardstick.isSpoilt() && yardstick.median(figure) > 0;
        return comparable ? own.median(figure) / yardstick.median(figure) : Double.NaN;
    }

    public boolean isSpoilt() {
        return any(Summary::isSpoilt);
    }

    public boolean isDriverBound() {
        return any(Summary::isDriverBound);
    }

    private boolean any(Predicate<Summary> property) {
        return workloads().stream().anyMatch(workload ->
                brokers.stream().anyMatch(broker -> property.test(summary(workload, broker))));
    }

    /** The figures that any broker has of a workload. */
    public List<Figure> figures(Workload workload) {
        Map<Figure, Boolean> found = new EnumMap<>(Figure.class);
        brokers.forEach(broker -> summary(workload, broker).rounds().forEach(each ->
                each.figures().keySet().forEach(figure -> found.put(figure, true))));
        return List.copyOf(found.keySet());
    }
}
