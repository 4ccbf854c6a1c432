package mqttlab.bench.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import mqttlab.bench.contender.Contender;
import mqttlab.bench.load.Faults;
import mqttlab.bench.measure.Figure;
import mqttlab.bench.measure.Measurement;
import mqttlab.bench.workload.Workload;

/**
 * Results as a program reads them. The fields are described in {@code grading/bench/README.adoc}.
 *
 * @param brokers name to settings
 */
public record JsonReport(Map<String, String> brokers, List<Row> workloads) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public record Row(String name, String title, Map<String, Entry> brokers) {
    }

    /** The keys of medians, ratios and rounds are {@link Figure}s. */
    public record Entry(boolean spoilt, String blemish, boolean driverBound, Map<Figure, Double> medians,
            Map<Figure, Double> ratios, List<Round> rounds) {
    }

    public record Round(Map<Figure, Double> figures, Faults faults, String problem, boolean driverBound) {

        static Round of(Measurement measured) {
            return new Round(measured.figures(), measured.faults(), measured.problem(), measured.driverBound());
        }
    }

    public static JsonReport of(Results results, List<Contender> contenders) {
        Map<String, String> settings = new LinkedHashMap<>();
        contenders.forEach(each -> settings.put(each.name(), each.settings()));
        return new JsonReport(settings, results.workloads().stream().map(each -> row(results, each)).toList());
    }

    private static Row row(Results results, Workload workload) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (String broker : results.brokers()) {
            Summary summary = results.summary(workload, broker);
            if (!summary.isEmpty()) {
                entries.put(broker, new Entry(summary.isSpoilt(), summary.blemish(), summary.isDriverBound(),
                        numbers(results.figures(workload), summary::median),
                        numbers(results.figures(workload), figure -> results.ratio(workload, broker, figure)),
                        summary.rounds().stream().map(Round::of).toList()));
            }
        }
        return new Row(workload.name(), workload.title(), entries);
    }

    /** Without those that are not numbers, which JSON does not have. */
    private static Map<Figure, Double> numbers(List<Figure> figures, ToDoubleFunction<Figure> value) {
        return figures.stream().filter(each -> !Double.isNaN(value.applyAsDouble(each)))
                .collect(Collectors.toMap(each -> each, value::applyAsDouble, (a, b) -> a, LinkedHashMap::new));
    }

    public void write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), this);
    }
}
