package mqttlab.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import mqttlab.bench.measure.Figure;
import mqttlab.bench.contender.LineUp;
import mqttlab.bench.workload.Workload;

/** The results as an aligned table: a block a workload, a line a figure, a column a broker, each with its ratio. */
public record TextTable(Results results) {

    private static final String BOUND = "*";

    @Override
    public String toString() {
        List<List<String>> lines = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(""));
        results.brokers().forEach(broker -> {
            head.add(broker);
            head.add("");
        });
        lines.add(head);
        for (Workload workload : results.workloads()) {
            lines.add(List.of(workload.title() + " (" + workload.name() + ")"));
            results.figures(workload).stream().filter(Figure::isInTable).forEach(figure -> lines.add(line(workload, figure)));
            for (String broker : results.brokers()) {
                Summary summary = results.summary(workload, broker);
                if (summary.isSpoilt()) {
                    lines.add(List.of("  spoilt: %s, %s".formatted(broker, summary.blemish())));
                }
            }
        }
        return aligned(lines) + legend();
    }

    private List<String> line(Workload workload, Figure figure) {
        List<String> cells = new ArrayList<>(List.of("  " + figure.title()));
        for (String broker : results.brokers()) {
            Summary summary = results.summary(workload, broker);
            double median = summary.median(figure);
            boolean bound = figure.isByTheClock() && summary.isDriverBound();
            cells.add(summary.isSpoilt() ? "spoilt" : Double.isNaN(median) ? "-" : number(median) + (bound ? BOUND : ""));
            double ratio = results.ratio(workload, broker, figure);
            cells.add(broker.equals(LineUp.YARDSTICK) || Double.isNaN(ratio) ? "" : "×" + number(ratio));
        }
        return cells;
    }

    /** Three digits at least, and no more of them behind the point than say something. */
    static String number(double value) {
        String format = value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    /** A line with one cell only is as wide as it likes. */
    private static String aligned(List<List<String>> lines) {
        int columns = lines.getFirst().size();
        int[] widths = new int[columns];
        lines.stream().filter(line -> line.size() > 1).forEach(line -> {
            for (int i = 0; i < columns; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        return lines.stream().map(line -> {
            StringBuilder text = new StringBuilder(line.size() == 1 ? line.getFirst() : padRight(line.getFirst(), widths[0]));
            for (int i = 1; i < line.size(); i++) {
                text.append(i % 2 == 1 ? "   " : " ").append(" ".repeat(widths[i] - line.get(i).length())).append(line.get(i));
            }
            return text.toString().stripTrailing() + "\n";
        }).collect(Collectors.joining());
    }

    private static String padRight(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private String legend() {
        StringBuilder legend = new StringBuilder();
        if (results.brokers().contains(LineUp.YARDSTICK)) {
            legend.append("\n× is the figure divided by that of ").append(LineUp.YARDSTICK).append(" in this run.");
        } else {
            legend.append("\nThere are no ratios: ").append(LineUp.YARDSTICK).append(" took no part.");
        }
        legend.append(" Messages/CPU-s and messages/s: more is better; all else: less.\n");
        if (results.isDriverBound()) {
            legend.append(BOUND).append(" The driver set the pace: it had no time left, or was late, and the broker had time. ")
                    .append("Figures by the clock say little then; those by CPU hold.\n");
        }
        return legend.toString();
    }
}
