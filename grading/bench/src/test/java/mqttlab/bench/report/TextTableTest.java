package mqttlab.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mqttlab.bench.load.Faults;
import mqttlab.bench.measure.Figure;
import mqttlab.bench.measure.Measurement;
import mqttlab.bench.workload.Workload;
import mqttlab.bench.workload.Workloads;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The results")
class TextTableTest {

    private static final Workload QOS0 = Workloads.all().getFirst();

    private final Results results = new Results(List.of("mosquitto", "reference", "moquette"));

    private static Measurement measured(double rate, double perCpuSecond, Faults faults, boolean driverBound) {
        return new Measurement(Map.of(Figure.RATE, rate, Figure.CPU_RATE, perCpuSecond, Figure.DRIVER_CPU_EACH, 1.0), faults, "",
                driverBound);
    }

    private void threeRounds() {
        for (int round : new int[] {3, 1, 2}) {
            results.add(QOS0, "mosquitto", measured(1_000 * round, 100 * round, Faults.NONE, false));
            results.add(QOS0, "reference", measured(50_000 * round, 2_480 * round, Faults.NONE, round > 1));
            results.add(QOS0, "moquette", measured(500 * round, 10 * round, new Faults(round == 2 ? 7 : 0, 0, 1, 0), false));
        }
    }

    @Test
    @DisplayName("are medians, and ratios to Mosquitto's; a broker that spoilt one round has neither")
    void table() {
        threeRounds();

        assertThat(new TextTable(results)).hasToString("""
                                   mosquitto    reference         moquette
                QoS 0, one to one, saturated (qos0)
                  messages/s           2,000     100,000* ×50.0     spoilt
                  messages/CPU-s         200        4,960 ×24.8     spoilt
                  spoilt: moquette, 7 lost, 3 out of order

                × is the figure divided by that of mosquitto in this run. Messages/CPU-s and messages/s: more is better; all else: less.
                * The driver set the pace: it had no time left, or was late, and the broker had time. Figures by the clock say little then; \
                those by CPU hold.
                """);
        assertThat(results.isSpoilt()).isTrue();
    }

    @Test
    @DisplayName("have no ratios when Mosquitto's figure is spoilt, or when it took no part")
    void noRatios() {
        results.add(QOS0, "mosquitto", Measurement.failed("it burns"));
        results.add(QOS0, "reference", measured(50_000, 2_480, Faults.NONE, false));
        Results alone = new Results(List.of("reference"));
        alone.add(QOS0, "reference", measured(50_000, 2_480, Faults.NONE, false));

        assertThat(results.ratio(QOS0, "reference", Figure.RATE)).isNaN();
        assertThat(new TextTable(results).toString()).contains("spoilt: mosquitto, it burns");
        assertThat(new TextTable(alone).toString()).contains("There are no ratios: mosquitto took no part.");
    }

    @Test
    @DisplayName("have the mean of the two in the middle as the median of an even number of rounds")
    void evenMedian() {
        assertThat(Summary.median(List.of(1.0, 100.0, 3.0, 2.0))).isEqualTo(2.5);
        assertThat(Summary.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
    }

    @Test
    @DisplayName("are written as JSON with every round")
    void json(@TempDir Path folder) throws IOException {
        threeRounds();

        JsonReport.of(results, List.of()).write(folder.resolve("r.json"));

        assertThat(folder.resolve("r.json")).content()
                .containsIgnoringWhitespaces("\"ratios\" : { \"RATE\" : 50.0, \"CPU_RATE\" : 24.8, \"DRIVER_CPU_EACH\" : 1.0 }")
                .containsIgnoringWhitespaces(
                        "\"faults\" : { \"lost\" : 7, \"duplicated\" : 0, \"outOfOrder\" : 1, \"strayed\" : 0 }")
                .doesNotContain("NaN");
    }

    @Test
    @DisplayName("are drawn when there is something to compare")
    void plot(@TempDir Path folder) throws IOException {
        assertThat(new Plot(results).isEmpty()).isTrue();
        threeRounds();

        new Plot(results).write(folder.resolve("plot.svg"));
        new Plot(results).write(folder.resolve("plot.png"));

        assertThat(Files.readString(folder.resolve("plot.svg")).stripTrailing().endsWith("</svg>")).as("is an SVG").isTrue();
        assertThat(Files.readAllBytes(folder.resolve("plot.png"))).startsWith(0x89, 'P', 'N', 'G');
    }
}
