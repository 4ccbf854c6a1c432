package mqttlab.testkit.tap;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.SafeText;
import mqttlab.testkit.tap.FaultApplied.Fault;

/** The participants of a trace, and how far each packet came; for drawing it. */
final class Lifelines {

    private final Set<Packet> stopped = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Integer, String> names = new HashMap<>();
    private final List<String> clients;
    private final boolean tap;

    Lifelines(List<TraceEvent> events) {
        // A connection's client identifier is known from its CONNECT on; its opening belongs to the same lifeline.
        for (TraceEvent event : events) {
            if (!event.client().isEmpty()) {
                names.put(event.connection(), SafeText.escape(event.client()));
            }
            if (event instanceof FaultApplied fault && stops(fault)) {
                fault.packet().ifPresent(passing -> stopped.add(passing.packet()));
            }
        }
        clients = events.stream().filter(e -> e.connection() > 0).map(this::name).distinct().toList();
        tap = events.stream().anyMatch(FaultApplied.class::isInstance);
    }

    /** In the order in which they appeared. A client that connects twice has one lifeline. */
    List<String> clients() {
        return new ArrayList<>(clients);
    }

    /** The tap has a lifeline when it did more than record. */
    boolean hasTap() {
        return tap;
    }

    String name(TraceEvent event) {
        return names.getOrDefault(event.connection(), "connection " + event.connection());
    }

    /** A packet from a client that the tap did not hand on by itself: a fault event tells what became of it. */
    boolean stopsAtTap(TracedPacket packet) {
        return packet.direction() == Direction.FROM_CLIENT && stopped.contains(packet.packet());
    }

    private static boolean stops(FaultApplied fault) {
        return switch (fault.fault()) {
            case DROPPED, HELD, DELAYED, CUT_BEFORE -> true;
            case DUPLICATED, RELEASED, CUT_AFTER, CUT, REFUSED, SILENT, UNPLUGGED, PLUGGED_IN -> false;
        };
    }

    static boolean isFromBroker(FaultApplied fault) {
        return fault.packet().filter(passing -> passing.direction() == Direction.FROM_BROKER).isPresent();
    }

    static boolean isReleased(FaultApplied fault) {
        return fault.fault() == Fault.RELEASED;
    }
}
