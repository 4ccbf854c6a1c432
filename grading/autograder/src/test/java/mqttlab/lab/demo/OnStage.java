package mqttlab.lab.demo;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import mqttlab.lab.ThisCheckout;
import mqttlab.lab.demo.Script.Step;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.tap.Recording;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.tap.TracedPacket;

/** A demo made by hand, for tests: what passes is recorded by its actions, without any broker. */
final class OnStage implements Demo {

    static final Map<String, Text> FIELDS = ScriptYaml.texts(ThisCheckout.root().resolve("slides/demos/fields.yaml"));

    private final StringWriter out = new StringWriter();
    private final Trace trace = new Trace();
    private final Recording connection = Recording.open(trace);
    private final Map<String, Action> steps = new LinkedHashMap<>();
    private final boolean bytes;

    OnStage(boolean bytes) {
        this.bytes = bytes;
    }

    OnStage step(String name, Action action) {
        steps.put(name, action);
        return this;
    }

    /** Says in both languages what the steps are called. */
    Script script() {
        return script(steps.keySet().stream());
    }

    static Script script(Stream<String> names) {
        return new Script("07-demo", new Text("Demo", "Demostración"), Map.of("got", new Text("%s got it", "%s lo recibe")),
                names.map(name -> new Step(name, new Text("Title of " + name, "Título de " + name), new Text("Say.", "Digo."),
                        Optional.of(new Text("Seen.", "Visto.")))).toList());
    }

    TracedPacket client(Packet packet) {
        return passes(Direction.FROM_CLIENT, packet);
    }

    TracedPacket broker(Packet packet) {
        return passes(Direction.FROM_BROKER, packet);
    }

    private TracedPacket passes(Direction direction, Packet packet) {
        return (TracedPacket) connection.record(direction, connection.decode(direction, packet.raw())).orElseThrow();
    }

    Recording connection() {
        return connection;
    }

    Screen screen(UnaryOperator<String> styled, Language language) {
        return screen(styled, language, Optional.empty());
    }

    private Screen screen(UnaryOperator<String> styled, Language language, Optional<TerminalSize> size) {
        return new Screen(new Pages(new PrintWriter(out, true), size), styled, language, FIELDS);
    }

    /** Plain, as into a pipe. */
    Screen screen(Language language) {
        return screen(language, Optional.empty());
    }

    Screen screen(Language language, Optional<TerminalSize> size) {
        return screen(markup -> markup.replaceAll("@\\|\\S+ |\\|@", ""), language, size);
    }

    String printed() {
        return out.toString();
    }

    @Override
    public Map<String, Action> steps() {
        return steps;
    }

    @Override
    public Trace trace() {
        return trace;
    }

    @Override
    public List<String> participants() {
        return List.of("broker", "ana");
    }

    @Override
    public boolean showsBytes() {
        return bytes;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
