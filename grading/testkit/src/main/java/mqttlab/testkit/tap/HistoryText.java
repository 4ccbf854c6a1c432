package mqttlab.testkit.tap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import mqttlab.testkit.Count;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.PacketType;

/** The numbered history. Of a long run of like packets the begin and the end are enough. */
final class HistoryText {

    private static final int LONGEST_RUN = 8;
    private static final int BEGIN_OF_A_RUN = 3;

    /** Packets of one kind look alike in a history. */
    private record Kind(int connection, Direction direction, PacketType type, String topic) {

        static Optional<Kind> of(TraceEvent event) {
            return event instanceof TracedPacket traced ? Optional.of(of(traced)) : Optional.empty();
        }

        private static Kind of(TracedPacket traced) {
            PacketType type = traced.packet().type();
            return new Kind(traced.connection(), traced.direction(), type,
                    type == PacketType.PUBLISH ? traced.packet().topic() : "");
        }
    }

    private HistoryText() {
    }

    static String of(List<TraceEvent> events, Set<Integer> marked, int maxLines, int maxWidth) {
        if (events.isEmpty()) {
            return "(nothing happened)\n";
        }
        int number = width(events.stream().map(e -> "" + e.number()).toList());
        int time = width(events.stream().map(HistoryText::millis).toList());
        int who = width(events.stream().map(TraceText::connection).toList());
        StringBuilder text = new StringBuilder();
        int last = 0;
        for (int shown : shown(withoutLongRuns(events, marked), marked, maxLines)) {
            if (shown > last + 1) {
                text.append(leftOut(events.subList(last, shown - 1)));
            }
            TraceEvent event = events.get(shown - 1);
            String line = ("%s %" + number + "d %" + time + "s ms  %-" + Math.max(1, who) + "s %s %s").formatted(
                    marked.contains(event.number()) ? ">" : " ", event.number(), millis(event),
                    TraceText.connection(event), arrow(event), event.text());
            text.append(TraceText.cut(line.stripTrailing(), maxWidth)).append('\n');
            last = shown;
        }
        return text.toString();
    }

    /** The events that are left of all when long runs are shortened, by their position from 1. */
    private static List<Integer> withoutLongRuns(List<TraceEvent> events, Set<Integer> marked) {
        List<Integer> left = new ArrayList<>();
        int end;
        for (int begin = 0; begin < events.size(); begin = end) {
            end = endOfRun(events, begin);
            boolean isShort = end - begin <= LONGEST_RUN;
            for (int i = begin; i < end; i++) {
                if (isShort || i < begin + BEGIN_OF_A_RUN || i == end - 1 || marked.contains(i + 1)) {
                    left.add(i + 1);
                }
            }
        }
        return left;
    }

    private static int endOfRun(List<TraceEvent> events, int begin) {
        Optional<Kind> kind = Kind.of(events.get(begin));
        int end = begin + 1;
        while (kind.isPresent() && end < events.size() && Kind.of(events.get(end)).equals(kind)) {
            end++;
        }
        return end;
    }

    private static String leftOut(List<TraceEvent> events) {
        Optional<Kind> kind = endOfRun(events, 0) == events.size() ? Kind.of(events.getFirst()) : Optional.empty();
        return kind.map(each -> "  ... %d more %s ...\n".formatted(events.size(), each.type()))
                .orElseGet(() -> "  ... %s left out ...\n".formatted(Count.of(events.size(), "event")));
    }

    /** Which of them are printed: the marked ones, the first and, twice as many, the last. */
    private static Set<Integer> shown(List<Integer> positions, Set<Integer> marked, int most) {
        if (positions.size() <= most) {
            return new TreeSet<>(positions);
        }
        int begin = most / 3;
        Set<Integer> shown = new TreeSet<>(positions.subList(0, begin));
        shown.addAll(positions.subList(positions.size() - (most - begin), positions.size()));
        positions.stream().filter(marked::contains).limit(most).forEach(shown::add);
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
