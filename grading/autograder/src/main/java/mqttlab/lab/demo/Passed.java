package mqttlab.lab.demo;

import java.util.List;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.tap.ConnectionClosed;
import mqttlab.testkit.tap.ConnectionOpened;
import mqttlab.testkit.tap.Events;
import mqttlab.testkit.tap.FaultApplied;
import mqttlab.testkit.tap.FaultApplied.Fault;
import mqttlab.testkit.tap.Note;
import mqttlab.testkit.tap.Party;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TraceEvent;
import mqttlab.testkit.tap.TraceFull;
import mqttlab.testkit.tap.TracedBytes;
import mqttlab.testkit.tap.TracedPacket;

/** Which events of a trace a hall is shown. */
final class Passed {

    private Passed() {
    }

    static List<TraceEvent> of(List<TraceEvent> events, Trace trace) {
        return events.stream().filter(event -> isShown(trace, event)).toList();
    }

    private static boolean isShown(Trace trace, TraceEvent event) {
        return switch (event) {
            case TracedPacket packet -> true;
            case TracedBytes bytes -> true;
            case Note note -> true;
            // Of a connection that the tap has cut, the hall is shown what was lost with it.
            case ConnectionClosed end -> end.first() && end.by() != Party.TAP && !tookLeave(trace, end);
            case ConnectionOpened opened -> false;
            case FaultApplied fault -> fault.fault() == Fault.CUT_BEFORE;
            case TraceFull full -> false;
        };
    }

    /** Behind a DISCONNECT, which side closes the connection first is chance, and says nothing more. */
    private static boolean tookLeave(Trace trace, ConnectionClosed end) {
        return trace.first(Events.fromClient(PacketType.DISCONNECT).onConnection(end.connection()).before(end)).isPresent();
    }
}
