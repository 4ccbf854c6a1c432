package mqttlab.testkit.tap;

import java.util.List;
import mqttlab.testkit.mqtt.Direction;

/** A trace as a PlantUML sequence diagram, for slides and handouts. */
public final class TracePlantUml {

    private TracePlantUml() {
    }

    public static String of(Trace trace) {
        return of(trace.events());
    }

    public static String of(List<TraceEvent> events) {
        Lifelines lifelines = new Lifelines(events);
        List<String> clients = lifelines.clients();
        StringBuilder uml = new StringBuilder("@startuml\n");
        for (int i = 0; i < clients.size(); i++) {
            uml.append("participant \"%s\" as c%d\n".formatted(escape(clients.get(i)), i + 1));
        }
        if (lifelines.hasTap()) {
            uml.append("participant tap\n");
        }
        uml.append("participant broker\n");
        for (TraceEvent event : events) {
            String client = "c" + (clients.indexOf(lifelines.name(event)) + 1);
            uml.append(line(event, client, lifelines)).append('\n');
        }
        return uml.append("@enduml\n").toString();
    }

    private static String line(TraceEvent event, String client, Lifelines lifelines) {
        String text = escape(event.text());
        String fromBroker = "broker -> %s : %s".formatted(client, text);
        String fromClient = "%s -> broker : %s".formatted(client, text);
        return switch (event) {
            case TracedPacket p when p.direction() == Direction.FROM_BROKER -> fromBroker;
            case TracedPacket p when lifelines.stopsAtTap(p) -> "%s ->x tap : %s".formatted(client, text);
            case TracedPacket p -> fromClient;
            case TracedBytes b when b.direction() == Direction.FROM_BROKER -> fromBroker;
            case TracedBytes b -> fromClient;
            case FaultApplied f -> "note over tap : " + text;
            case ConnectionOpened o -> "note over %s : %s".formatted(client, text);
            case ConnectionClosed c -> "note over %s : %s".formatted(client, text);
            case Note n -> "note across : " + text;
            case TraceFull f -> "note across : " + text;
        };
    }

    /**
     * PlantUML reads markup, macros and escapes in labels. Letters, digits and the marks that mean nothing to it stay;
     * a single slash, as in every topic, means nothing either. All else is written by its number.
     */
    static String escape(String text) {
        StringBuilder safe = new StringBuilder();
        int[] characters = text.codePoints().toArray();
        for (int i = 0; i < characters.length; i++) {
            int c = characters[i];
            boolean doubled = i > 0 && characters[i - 1] == c || i + 1 < characters.length && characters[i + 1] == c;
            if (Character.isLetterOrDigit(c) || " .,:;()+?".indexOf(c) >= 0 || "/-_".indexOf(c) >= 0 && !doubled) {
                safe.appendCodePoint(c);
            } else {
                safe.append("<U+%04X>".formatted(c));
            }
        }
        return safe.toString();
    }
}
