package mqttlab.lab.demo;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.tap.ConnectionClosed;
import mqttlab.testkit.tap.ConnectionOpened;
import mqttlab.testkit.tap.Events;
import mqttlab.testkit.tap.FaultApplied;
import mqttlab.testkit.tap.Note;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TraceEvent;
import mqttlab.testkit.tap.TraceFull;
import mqttlab.testkit.tap.TracedBytes;
import mqttlab.testkit.tap.TracedPacket;

/** Which events of a trace a hall is shown, and in which order. */
final class Passed {

    private Passed() {
    }

    /**
     * From this position of the trace on. Connections that end together are in the order in which they began: which of them
     * the operating system tells first is chance.
     */
    static List<TraceEvent> since(Trace trace, int position) {
        List<TraceEvent> all = trace.events();
        List<TraceEvent> shown = new ArrayList<>();
        List<TraceEvent> ends = new ArrayList<>();
        for (TraceEvent event : all.subList(position, all.size())) {
            if (isShown(trace, event)) {
                if (event instanceof ConnectionClosed) {
                    ends.add(event);
                } else {
                    shown.addAll(inOrder(ends));
                    ends.clear();
                    shown.add(event);
                }
            }
        }
        shown.addAll(inOrder(ends));
        return shown;
    }

    private static List<TraceEvent> inOrder(List<TraceEvent> ends) {
        return ends.stream().sorted(Comparator.comparingInt(TraceEvent::connection)).toList();
    }

    private static boolean isShown(Trace trace, TraceEvent event) {
        return switch (event) {
            case TracedPacket packet -> true;
            case TracedBytes bytes -> true;
            case Note note -> true;
            case ConnectionClosed end -> end.first() && !tookLeave(trace, end);
            case ConnectionOpened opened -> false;
            case FaultApplied fault -> false;
            case TraceFull full -> false;
        };
    }

    /** Behind a DISCONNECT, which side closes the connection first is chance, and says nothing more. */
    private static boolean tookLeave(Trace trace, ConnectionClosed end) {
        return trace.first(Events.fromClient(PacketType.DISCONNECT).onConnection(end.connection()).before(end)).isPresent();
    }
}
