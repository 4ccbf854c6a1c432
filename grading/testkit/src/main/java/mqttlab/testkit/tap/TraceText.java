package mqttlab.testkit.tap;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mqttlab.testkit.Count;
import mqttlab.testkit.mqtt.SafeText;

/** A trace as text for a terminal: every line is safe to print. */
public final class TraceText {

    private static final int MOST_LINES = 60;
    private static final int MOST_WIDTH = 110;

    private TraceText() {
    }

    /** The history up to a failure, with a mark on the events that it is about. */
    public static String history(TraceFailure failure) {
        return history(failure.history(), failure.concerned());
    }

    public static String history(Trace trace) {
        return history(trace.events(), List.of());
    }

    /** One line an event: number, milliseconds, connection and client identifier, arrow, packet. */
    public static String history(List<TraceEvent> events, Collection<? extends TraceEvent> concerned) {
        return HistoryText.of(events, marks(concerned), MOST_LINES, MOST_WIDTH);
    }

    /** A sequence diagram: clients on the left, the broker on the right, the tap between them when it did something. */
    public static String diagram(Trace trace) {
        return diagram(trace.events());
    }

    public static String diagram(List<TraceEvent> events) {
        return new DiagramText(events.subList(0, Math.min(events.size(), MOST_LINES))).draw()
                + (events.size() <= MOST_LINES ? ""
                : "     ... and %s more\n".formatted(Count.of(events.size() - MOST_LINES, "event")));
    }

    /** Behind a history: a sequence diagram of what came right before and behind the first cut; empty if nothing was cut. */
    public static String cut(Trace trace) {
        return CutText.of(trace.events());
    }

    private static Set<Integer> marks(Collection<? extends TraceEvent> concerned) {
        Set<Integer> numbers = new HashSet<>();
        concerned.forEach(event -> numbers.add(event.number()));
        return numbers;
    }

    static String connection(TraceEvent event) {
        if (event.connection() == 0) {
            return "";
        }
        String number = String.valueOf(event.connection());
        return event.client().isEmpty() ? number : number + " " + cut(SafeText.escape(event.client()), 16);
    }

    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 3) + "...";
    }
}
