package mqttlab.lab.demo;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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
    private static final String ENDED = "✗ ";
    private static final String SEEN = "→ ";
    /** Of the 256 colours, the white that no terminal redefines. */
    private static final int WHITE = 231;

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

    /** One of those that are said of a packet. */
    String word(String english) {
        return PacketWords.in(language, english);
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

    /** Says that these steps are played unseen. */
    void unseen(List<Step> steps) {
        String names = steps.stream().map(Step::name).collect(Collectors.joining(", "));
        Line.wrap(Phrase.UNSEEN.in(language, names)).forEach(out::println);
        out.flush();
    }

    /** What is shown on this one, the hall does not see. */
    Screen unseen() {
        return new Screen(new PrintWriter(Writer.nullWriter()), styled, language, fieldNames);
    }

    void prompt() {
        out.print(Phrase.PROMPT.in(language));
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
        String client = "%-8s".formatted(packet.client());
        String arrow = packet.direction() == Direction.FROM_BROKER ? " ← " : " → ";
        String before = client + arrow + BROKER + "  ";
        PacketFamily family = PacketFamily.of(packet.packet().type());
        print(Line.wrapBehind(before, packet.packet().text(this::word)), before + type,
                client + badge(family, arrow) + BROKER + "  " + badge(family, type));
    }

    /**
     * White on the packet's colour. No colour can be read as text on a white terminal and on a purple one: with a ground of
     * its own, it is readable on any.
     */
    private String badge(PacketFamily family, String text) {
        return styled.apply("@|bold,fg(%d),bg(%d) %s|@".formatted(WHITE, family.ansi256(), text));
    }

    void table(ByteTable table) {
        table.lines(fieldNames, language).forEach(this::print);
    }

    void closed(ConnectionClosed end) {
        Phrase phrase = end.by() == Party.BROKER ? Phrase.BROKER_CLOSED : Phrase.CLIENT_CLOSED;
        Line.wrapBehind(ENDED, phrase.in(language, end.client())).forEach(this::print);
    }

    /** A packet that has not arrived, as the connection was cut before. */
    void lost(FaultApplied cut) {
        String packet = cut.packet().orElseThrow().packet().text(this::word);
        Line.wrapBehind(ENDED, Phrase.LOST.in(language, cut.client(), packet)).forEach(this::print);
    }

    /** What a program prints. */
    void said(String line) {
        print(Line.wrapBehind(SAID, line), SAID, styled.apply("@|bold " + SAID + "|@"));
    }

    void seen(String text) {
        Line.wrapBehind(SEEN, text).forEach(this::print);
    }

    /** What has been shown since this was last asked for, without colours. */
    String takeCopy() {
        String taken = copy.toString();
        copy.setLength(0);
        return taken;
    }

    static String route(TracedPacket packet) {
        return switch (packet.direction()) {
            case FROM_CLIENT -> packet.client() + " → " + BROKER;
            case FROM_BROKER -> BROKER + " → " + packet.client();
        };
    }

    /** @param beginning of the first of these lines, which is shown as the styled one */
    private void print(List<String> lines, String beginning, String styledBeginning) {
        String first = lines.getFirst();
        print(first, styledBeginning + first.substring(beginning.length()));
        lines.stream().skip(1).forEach(this::print);
    }

    private void print(String line) {
        print(line, line);
    }

    private void print(String plain, String shown) {
        copy.append(plain).append('\n');
        out.println(shown);
        out.flush();
    }
}
