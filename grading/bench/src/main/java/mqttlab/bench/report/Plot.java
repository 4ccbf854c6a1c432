package mqttlab.bench.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mqttlab.bench.contender.LineUp;
import mqttlab.bench.measure.Figure;
import mqttlab.bench.workload.Workload;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.style.Styler;

/** Messages per CPU second as multiples of Mosquitto's, where there are such: a group of bars a workload, a bar a broker. */
public record Plot(Results results) {

    private static final String PNG = ".png";
    private static final String SVG = ".svg";

    /** Whether a file of that name can be drawn. */
    public static boolean knows(Path file) {
        return file.toString().endsWith(SVG) || file.toString().endsWith(PNG);
    }

    /** Whether there is nothing to compare. */
    public boolean isEmpty() {
        return compared().isEmpty();
    }

    public void write(Path file) throws IOException {
        // Nothing is shown on a screen, and there may be none.
        System.setProperty("java.awt.headless", "true");
        if (file.toString().endsWith(PNG)) {
            BitmapEncoder.saveBitmap(chart(), file.toString(), BitmapEncoder.BitmapFormat.PNG);
        } else {
            VectorGraphicsEncoder.saveVectorGraphic(chart(), file.toString(), VectorGraphicsEncoder.VectorGraphicsFormat.SVG);
        }
    }

    private CategoryChart chart() {
        CategoryChart chart = new CategoryChartBuilder().width(1_200).height(600)
                .title("Messages per second of the broker's CPU").xAxisTitle("workload")
                .yAxisTitle("times " + LineUp.YARDSTICK + "'s").build();
        chart.getStyler().setYAxisLogarithmic(true).setLegendPosition(Styler.LegendPosition.OutsideE);
        chart.getStyler().setYAxisMin(0.01).setXAxisLabelRotation(30);
        List<Workload> compared = compared();
        for (String broker : results.brokers()) {
            List<Double> ratios = new ArrayList<>();
            compared.forEach(each -> {
                double ratio = results.ratio(each, broker, Figure.CPU_RATE);
                ratios.add(Double.isNaN(ratio) ? null : ratio);
            });
            chart.addSeries(broker, compared.stream().map(Workload::name).toList(), ratios);
        }
        return chart;
    }

    private List<Workload> compared() {
        return results.workloads().stream().filter(this::isCompared).toList();
    }

    private boolean isCompared(Workload workload) {
        return results.brokers().stream().anyMatch(broker -> !Double.isNaN(results.ratio(workload, broker, Figure.CPU_RATE)));
    }
}
