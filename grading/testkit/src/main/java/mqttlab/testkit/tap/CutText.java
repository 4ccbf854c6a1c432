package mqttlab.testkit.tap;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import mqttlab.testkit.tap.FaultApplied.Fault;

/** Where a tap has cut a connection first, as a sequence diagram: what came right before, and what its client did then. */
final class CutText {

    private static final Set<Fault> CUTS = EnumSet.of(Fault.CUT, Fault.CUT_BEFORE, Fault.CUT_AFTER);
    private static final int BEFORE = 5;
    private static final int BEHIND = 12;

    private CutText() {
    }

    /** Empty if nothing was cut. */
    static String of(List<TraceEvent> events) {
        int cut = IntStream.range(0, events.size()).filter(i -> isCut(events.get(i))).findFirst().orElse(-1);
        if (cut < 0) {
            return "";
        }
        String client = events.get(cut).client();
        List<TraceEvent> before = events.subList(0, cut).stream().filter(each -> each.client().equals(client)).toList();
        List<TraceEvent> shown = events.stream()
                .filter(each -> each.connection() == 0 || each.client().equals(client))
                .filter(each -> before.size() <= BEFORE || !each.isBefore(before.get(before.size() - BEFORE)))
                .limit(BEFORE + 1 + BEHIND).toList();
        return "\nAround the cut:\n" + new DiagramText(shown).draw();
    }

    private static boolean isCut(TraceEvent event) {
        return event instanceof FaultApplied fault && CUTS.contains(fault.fault());
    }
}
