package mqttlab.testkit.tap;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.PacketFamily;
import mqttlab.testkit.tap.FaultApplied.Fault;

/** A trace as a PlantUML sequence diagram, for slides and handouts. Packets have the colour of their family. */
public final class TracePlantUml {

    private static final String TAP = "tap";
    private static final String BROKER = "broker";

    private final Lifelines lifelines;
    private final DiagramWords words;

    private TracePlantUml(List<TraceEvent> events, DiagramWords words) {
        this.lifelines = new Lifelines(events);
        this.words = words;
    }

    public static String of(Trace trace) {
        return of(trace.events());
    }

    public static String of(List<TraceEvent> events) {
        return of(events, List.of(), DiagramWords.ENGLISH);
    }

    /** With these participants from left to right, as far as they take part; {@code broker} may be among them. */
    public static String of(List<TraceEvent> events, List<String> order, DiagramWords words) {
        return new TracePlantUml(events, words).of(events, order, true);
    }

    /**
     * The same without the tap: a packet that a cut has kept from arriving has an arrow that ends in a cross, and nothing else
     * that the tap did is drawn.
     */
    public static String withoutTap(List<TraceEvent> events, List<String> order, DiagramWords words) {
        return new TracePlantUml(events, words).of(events, order, false);
    }

    private String of(List<TraceEvent> events, List<String> order, boolean withTap) {
        List<String> clients = lifelines.clients();
        StringBuilder uml = new StringBuilder("@startuml\n");
        participants(order, withTap).forEach(each -> uml.append(each.declaration).append('\n'));
        for (TraceEvent event : events) {
            String client = "c" + (clients.indexOf(lifelines.name(event)) + 1);
            Optional<String> line = withTap ? Optional.of(line(event, client)) : lineWithoutTap(event, client);
            line.ifPresent(each -> uml.append(each).append('\n'));
        }
        return uml.append("@enduml\n").toString();
    }

    private record Participant(String name, String declaration) {
    }

    /** In the wanted order; behind it clients that it does not name, then the tap and the broker. */
    private List<Participant> participants(List<String> order, boolean withTap) {
        List<Participant> all = new ArrayList<>();
        for (String client : lifelines.clients()) {
            all.add(new Participant(client, "participant \"%s\" as c%d".formatted(escape(words.client(client)), all.size() + 1)));
        }
        if (withTap && lifelines.hasTap()) {
            all.add(new Participant(TAP, "participant " + TAP));
        }
        all.add(new Participant(BROKER, "participant " + BROKER));
        all.sort(Comparator.comparingInt(each -> order.contains(each.name) ? order.indexOf(each.name) : order.size()));
        return all;
    }

    private String line(TraceEvent event, String client) {
        String text = escape(words.event(event));
        String fromBroker = "broker -> %s : %s".formatted(client, text);
        String fromClient = "%s -> broker : %s".formatted(client, text);
        return switch (event) {
            case TracedPacket p when p.direction() == Direction.FROM_BROKER -> coloured(p.packet(), BROKER, ">", client);
            case TracedPacket p when lifelines.stopsAtTap(p) -> coloured(p.packet(), client, ">x", TAP);
            case TracedPacket p -> coloured(p.packet(), client, ">", BROKER);
            case TracedBytes b when b.direction() == Direction.FROM_BROKER -> fromBroker;
            case TracedBytes b -> fromClient;
            case FaultApplied f -> "note over tap : " + text;
            case ConnectionOpened o -> "note over %s : %s".formatted(client, text);
            case ConnectionClosed c -> "note over %s : %s".formatted(client, text);
            case Note n -> "note across : " + text;
            case TraceFull f -> "note across : " + text;
        };
    }

    private Optional<String> lineWithoutTap(TraceEvent event, String client) {
        return switch (event) {
            case TracedPacket p when lifelines.stopsAtTap(p) -> Optional.of(coloured(p.packet(), client, ">x", BROKER));
            case FaultApplied f when f.fault() == Fault.CUT_BEFORE && Lifelines.isFromBroker(f) ->
                    f.packet().map(lost -> coloured(lost.packet(), BROKER, ">x", client));
            case FaultApplied f -> Optional.empty();
            default -> Optional.of(line(event, client));
        };
    }

    private String coloured(Packet packet, String from, String head, String to) {
        String colour = PacketFamily.of(packet.type()).hex();
        return "%s -[%s]%s %s : <color:%s>%s</color>".formatted(from, colour, head, to, colour, escape(words.packet(packet)));
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
