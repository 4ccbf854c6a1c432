package mqttlab.testkit.tap;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** The numbered history. */
final class HistoryText {

    private HistoryText() {
    }

    static String of(List<TraceEvent> events, Set<Integer> marked, int mostLines, int mostWidth) {
        if (events.isEmpty()) {
            return "(nothing happened)\n";
        }
        int number = width(events.stream().map(e -> "" + e.number()).toList());
        int time = width(events.stream().map(HistoryText::millis).toList());
        int who = width(events.stream().map(TraceText::connection).toList());
        StringBuilder text = new StringBuilder();
        int last = 0;
        for (int shown : shown(events.size(), marked, mostLines)) {
            if (shown > last + 1) {
                text.append("  ... %d events left out ...\n".formatted(shown - last - 1));
            }
            TraceEvent event = events.get(shown - 1);
            String line = ("%s %" + number + "d %" + time + "s ms  %-" + Math.max(1, who) + "s %s %s").formatted(
                    marked.contains(event.number()) ? ">" : " ", event.number(), millis(event),
                    TraceText.connection(event), arrow(event), event.text());
            text.append(TraceText.cut(line.stripTrailing(), mostWidth)).append('\n');
            last = shown;
        }
        return text.toString();
    }

    /** Which events are printed, by their position from 1: the marked ones, the first and, twice as many, the last. */
    private static Set<Integer> shown(int count, Set<Integer> marked, int most) {
        Set<Integer> shown = new TreeSet<>();
        if (count <= most) {
            for (int i = 1; i <= count; i++) {
                shown.add(i);
            }
            return shown;
        }
        marked.stream().filter(n -> n <= count).limit(most).forEach(shown::add);
        int begin = most / 3;
        for (int i = 1; i <= begin; i++) {
            shown.add(i);
        }
        for (int i = count; i > count - (most - begin); i--) {
            shown.add(i);
        }
        return shown;
    }

    static String arrow(TraceEvent event) {
        return switch (event) {
            case TracedPacket p -> p.direction().arrow();
            case TracedBytes b -> b.direction().arrow();
            case FaultApplied f -> " ! ";
            case Note n -> " # ";
            case ConnectionOpened o -> " . ";
            case ConnectionClosed c -> " . ";
            case TraceFull f -> " ! ";
        };
    }

    static String millis(TraceEvent event) {
        return String.format(Locale.ROOT, "%.1f", event.at().toNanos() / 1e6);
    }

    private static int width(List<String> cells) {
        return cells.stream().mapToInt(String::length).max().orElse(0);
    }
}
