package mqttlab.testkit.tap;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import mqttlab.testkit.Count;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.PacketType;

/** The numbered history. Of a long run of like packets the begin and the end are enough. */
final class HistoryText {

    private static final int LONGEST_RUN = 8;
    /** On which topics messages come may matter, but not when there are more than fill a screen. */
    private static final int LONGEST_RUN_OF_TOPICS = 30;
    private static final int BEGIN_OF_A_RUN = 3;

    /** Packets of one kind look alike in a history. */
    private record Kind(int connection, Direction direction, PacketType type) {

        static Optional<Kind> of(TraceEvent event) {
            return event instanceof TracedPacket p ? Optional.of(new Kind(p.connection(), p.direction(), p.packet().type()))
                    : Optional.empty();
        }
    }

    /** And those on one topic even more so. */
    private record KindOnTopic(Kind kind, String topic) {

        static Optional<KindOnTopic> of(TraceEvent event) {
            return Kind.of(event).map(kind -> new KindOnTopic(kind, topic(((TracedPacket) event).packet())));
        }

        private static String topic(Packet packet) {
            return packet.type() == PacketType.PUBLISH ? packet.topic() : "";
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
        List<Integer> all = IntStream.rangeClosed(1, events.size()).boxed().toList();
        List<Integer> left = withoutRuns(all, marked, LONGEST_RUN, position -> KindOnTopic.of(events.get(position - 1)));
        return withoutRuns(left, marked, LONGEST_RUN_OF_TOPICS, position -> Kind.of(events.get(position - 1)));
    }

    private static List<Integer> withoutRuns(List<Integer> positions, Set<Integer> marked, int longest,
            Function<Integer, Optional<?>> kindOf) {
        List<Integer> left = new ArrayList<>();
        int end;
        for (int begin = 0; begin < positions.size(); begin = end) {
            end = endOfRun(positions, begin, kindOf);
            for (int i = begin; i < end; i++) {
                boolean isBorder = i < begin + BEGIN_OF_A_RUN || i == end - 1;
                if (end - begin <= longest || isBorder || marked.contains(positions.get(i))) {
                    left.add(positions.get(i));
                }
            }
        }
        return left;
    }

    private static <E> int endOfRun(List<E> all, int begin, Function<E, Optional<?>> kindOf) {
        Optional<?> kind = kindOf.apply(all.get(begin));
        int end = begin + 1;
        while (kind.isPresent() && end < all.size() && kindOf.apply(all.get(end)).equals(kind)) {
            end++;
        }
        return end;
    }

    private static String leftOut(List<TraceEvent> events) {
        Optional<Kind> kind = endOfRun(events, 0, Kind::of) == events.size() ? Kind.of(events.getFirst()) : Optional.empty();
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
