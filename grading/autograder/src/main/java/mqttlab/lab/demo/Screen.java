package mqttlab.lab.demo;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import mqttlab.lab.demo.Script.Step;
import mqttlab.testkit.mqtt.Direction;
import mqttlab.testkit.mqtt.PacketFamily;
import mqttlab.testkit.tap.ConnectionClosed;
import mqttlab.testkit.tap.FaultApplied;
import mqttlab.testkit.tap.Party;
import mqttlab.testkit.tap.TracedPacket;

/** What the hall sees. It keeps a plain copy of what a step has shown. For one thread. */
final class Screen {

    private static final String BROKER = "broker";
    private static final String SAID = "» ";
    private static final String GONE = "✗ ";
    private static final String SEEN = "→ ";
    private static final int MOST_LINES = 3;

    private final PrintWriter out;
    private final UnaryOperator<String> styled;
    private final Language language;
    private final Map<String, Text> fieldNames;
    private final StringBuilder copy = new StringBuilder();

    /** @param styled makes colours of picocli's markup, where they can be seen */
    Screen(PrintWriter out, UnaryOperator<String> styled, Language language, Map<String, Text> fieldNames) {
        this.out = out;
        this.styled = styled;
        this.language = language;
        this.fieldNames = fieldNames;
    }

    Language language() {
        return language;
    }

    void begin(Script script, String broker) {
        out.println(styled.apply("@|bold " + script.title().in(language) + "|@"));
        out.println("Broker: " + broker);
        out.flush();
    }

    void announce(Step step, int number, int of) {
        out.println();
        out.println(styled.apply("@|bold " + Phrase.STEP.in(language, number, of, step.title().in(language)) + "|@"));
        Line.wrap(step.say().in(language)).forEach(out::println);
        out.flush();
    }

    void prompt() {
        out.print(styled.apply("@|faint " + Phrase.PROMPT.in(language) + "|@"));
        out.flush();
    }

    void answered(boolean echoed) {
        if (!echoed) {
            out.println();
        }
    }

    void left() {
        out.println(Phrase.LEFT.in(language));
        out.flush();
    }

    void packet(TracedPacket packet) {
        String type = packet.packet().type().toString();
        String route = "%-8s → %-8s  ".formatted(sender(packet), receiver(packet));
        int colour = PacketFamily.of(packet.packet().type()).ansi256();
        print(route, packet.text(), first ->
                route + styled.apply("@|bold,fg(" + colour + ") " + type + "|@") + first.substring(type.length()));
    }

    void table(ByteTable table) {
        table.lines(fieldNames, language).forEach(this::printLine);
    }

    void closed(ConnectionClosed end) {
        Phrase phrase = end.by() == Party.BROKER ? Phrase.BROKER_CLOSED : Phrase.CLIENT_CLOSED;
        print(GONE, phrase.in(language, end.client()));
    }

    /** A packet that has not arrived, as the connection was cut before. */
    void lost(FaultApplied cut) {
        String packet = cut.packet().orElseThrow().packet().toString();
        print(GONE, Phrase.LOST.in(language, cut.client(), packet));
    }

    /** What a program prints. */
    void said(String line) {
        print(SAID, line, first -> styled.apply("@|bold " + SAID + "|@") + first);
    }

    void seen(String text) {
        print(SEEN, text);
    }

    /** What has been shown since this was last asked for, without colours. */
    String takeCopy() {
        String taken = copy.toString();
        copy.setLength(0);
        return taken;
    }

    static String route(TracedPacket packet) {
        return sender(packet) + " → " + receiver(packet);
    }

    private static String sender(TracedPacket packet) {
        return packet.direction() == Direction.FROM_BROKER ? BROKER : packet.client();
    }

    private static String receiver(TracedPacket packet) {
        return packet.direction() == Direction.FROM_BROKER ? packet.client() : BROKER;
    }

    private void print(String before, String text) {
        print(before, text, first -> before + first);
    }

    /** @param shown how the first line is shown, with what is before it; further ones stand below its words */
    private void print(String before, String text, UnaryOperator<String> shown) {
        List<String> lines = Line.wrap(text, Line.WIDTH - before.length(), MOST_LINES);
        printLine(before + lines.getFirst(), shown.apply(lines.getFirst()));
        lines.stream().skip(1).map(" ".repeat(before.length())::concat).forEach(this::printLine);
    }

    private void printLine(String line) {
        printLine(line, line);
    }

    private void printLine(String plain, String shown) {
        copy.append(plain).append('\n');
        out.println(shown);
        out.flush();
    }
}
