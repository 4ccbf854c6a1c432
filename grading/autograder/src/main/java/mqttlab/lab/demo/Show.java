package mqttlab.lab.demo;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mqttlab.lab.BadInput;
import mqttlab.testkit.mqtt.Anatomy;
import mqttlab.testkit.mqtt.Field;
import mqttlab.testkit.mqtt.Field.Section;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.tap.ConnectionClosed;
import mqttlab.testkit.tap.FaultApplied;
import mqttlab.testkit.tap.Match;
import mqttlab.testkit.tap.Note;
import mqttlab.testkit.tap.PacketMatch;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TraceEvent;
import mqttlab.testkit.tap.TracedPacket;

/**
 * What an action waits with: whatever has passed until then is on the screen. For the thread that plays; only {@link #say} may
 * be called from others.
 */
final class Show {

    private final Trace trace;
    private final Screen screen;
    private final Map<String, Text> lines;
    private final boolean bytes;
    private final List<TraceEvent> shown = new ArrayList<>();
    private final List<ByteTable> tables = new ArrayList<>();
    private Note begin;
    private int position;
    private Optional<Section> onlyOfConnect = Optional.empty();

    Show(Demo demo, Script script, Screen screen) {
        this.trace = demo.trace();
        this.bytes = demo.showsBytes();
        this.lines = script.lines();
        this.screen = screen;
    }

    /** A step begins: what has passed since the last one, such as a ping while the lecturer was talking, is not part of it. */
    void begin(String step) {
        begin = trace.note("step " + step);
        position = begin.number();
        onlyOfConnect = Optional.empty();
        shown.clear();
        tables.clear();
    }

    // ---- waiting; only what happens in this step counts

    TracedPacket await(PacketMatch packet) {
        TracedPacket found = trace.await(packet.after(begin));
        flush();
        return found;
    }

    /**
     * All of these. Which of them comes first is chance or the broker's own business, and so they are shown in this order: a
     * hall, and a slide, should see the same twice.
     */
    void await(Match<?>... events) {
        List<TraceEvent> found = new ArrayList<>();
        for (Match<?> event : events) {
            found.add(trace.await(event.after(begin)));
        }
        flush(found);
    }

    /** There was no such packet in this step. A sentinel has to have come before. */
    void none(PacketMatch packet) {
        trace.none(packet.after(begin));
    }

    /** There was just one such packet in this step. */
    void onlyOnce(PacketMatch packet) {
        none(packet.after(await(packet)));
    }

    // ---- showing

    /** A line of the script, with details: what a program prints. */
    void say(String line, Object... details) {
        Text text = Optional.ofNullable(lines.get(line)).orElseThrow(() -> new BadInput("the script has no line '" + line + "'"));
        trace.note(text.in(screen.language()).formatted(details));
    }

    /** A part of a packet that has not been sent completely yet. */
    void part(String route, PacketType type, Section section, List<Field> fields) {
        flush();
        ByteTable table = new ByteTable(route, type.toString(), Optional.of(section), of(section, fields));
        screen.table(table);
        tables.add(table);
    }

    /** The CONNECT of this step has been shown up to here already. */
    void onlyOfConnect(Section section) {
        onlyOfConnect = Optional.of(section);
    }

    /** Everything that has passed. */
    void flush() {
        flush(List.of());
    }

    /** @param inOrder events that change places with each other until they are in this order */
    private void flush(List<TraceEvent> inOrder) {
        List<TraceEvent> passed = trace.events();
        List<TraceEvent> now = new ArrayList<>(Passed.of(passed.subList(position, passed.size()), trace));
        Iterator<TraceEvent> next = inOrder.stream().filter(now::contains).toList().iterator();
        now.replaceAll(event -> inOrder.contains(event) ? next.next() : event);
        now.forEach(this::show);
        shown.addAll(now);
        position = passed.size();
    }

    List<TraceEvent> shown() {
        return List.copyOf(shown);
    }

    List<ByteTable> tables() {
        return List.copyOf(tables);
    }

    private void show(TraceEvent event) {
        switch (event) {
            case TracedPacket packet -> {
                if (bytes) {
                    ByteTable table = anatomy(packet);
                    screen.packet(packet, table);
                    tables.add(table);
                } else {
                    screen.packet(packet);
                }
            }
            case ConnectionClosed end -> screen.closed(end);
            case FaultApplied cut -> screen.lost(cut);
            default -> screen.said(event.text());
        }
    }

    private ByteTable anatomy(TracedPacket packet) {
        PacketType type = packet.packet().type();
        Optional<Section> only = type == PacketType.CONNECT ? onlyOfConnect : Optional.empty();
        List<Field> fields = Anatomy.of(packet.packet(), screen::word);
        return new ByteTable(Screen.route(packet), type.toString(), only, only.map(each -> of(each, fields)).orElse(fields));
    }

    private static List<Field> of(Section section, List<Field> fields) {
        return fields.stream().filter(field -> field.section() == section).toList();
    }
}
