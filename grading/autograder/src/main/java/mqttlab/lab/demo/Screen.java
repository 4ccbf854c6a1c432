package mqttlab.lab.demo;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import mqttlab.lab.demo.Pages.Row;
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

    private final Pages pages;
    private final UnaryOperator<String> styled;
    private final Language language;
    private final Map<String, Text> fieldNames;
    private final StringBuilder copy = new StringBuilder();

    /** @param styled makes colours of picocli's markup, where they can be seen */
    Screen(Pages pages, UnaryOperator<String> styled, Language language, Map<String, Text> fieldNames) {
        this.pages = pages;
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
        pages.print(List.of(bold(script.title().in(language)), new Row("Broker: " + broker)));
    }

    void announce(Step step, int number, int of) {
        Row title = bold(Phrase.STEP.in(language, number, of, step.title().in(language)));
        List<Row> lines = new ArrayList<>(List.of(new Row(""), title));
        Line.wrap(step.say().in(language)).forEach(line -> lines.add(new Row(line)));
        pages.print(lines);
    }

    /** Says that these steps are played unseen. */
    void unseen(List<Step> steps) {
        String names = steps.stream().map(Step::name).collect(Collectors.joining(", "));
        pages.print(Line.wrap(Phrase.UNSEEN.in(language, names)).stream().map(Row::new).toList());
    }

    /** What is shown on this one, the hall does not see. */
    Screen unseen() {
        return new Screen(new Pages(new PrintWriter(Writer.nullWriter()), Optional.empty()), styled, language, fieldNames);
    }

    /** Has the Enter asked for that makes a step happen, or shows the next page. */
    void prompt() {
        pages.ask((pages.goesOn() ? Phrase.MORE : Phrase.PROMPT).in(language));
    }

    void answered(boolean echoed) {
        if (!echoed) {
            pages.answered("");
        }
    }

    /** Whether there is more of what has happened than a page holds. */
    boolean goesOn() {
        return pages.goesOn();
    }

    void turnPage() {
        pages.turn();
    }

    /** Without waiting for anybody. */
    void showAll() {
        pages.showAll();
    }

    void left() {
        pages.answered(Phrase.LEFT.in(language));
    }

    void packet(TracedPacket packet) {
        packet(packet, List.of());
    }

    /** On the same page as its bytes. */
    void packet(TracedPacket packet, ByteTable bytes) {
        packet(packet, bytes.lines(fieldNames, language));
    }

    private void packet(TracedPacket packet, List<String> below) {
        String type = packet.packet().type().toString();
        String client = "%-8s".formatted(packet.client());
        String arrow = packet.direction() == Direction.FROM_BROKER ? " ← " : " → ";
        String before = client + arrow + BROKER + "  ";
        PacketFamily family = PacketFamily.of(packet.packet().type());
        List<String> lines = new ArrayList<>(Line.wrapBehind(before, packet.packet().text(this::word)));
        lines.addAll(below);
        print(lines, before + type, client + badge(family, arrow) + BROKER + "  " + badge(family, type));
    }

    /**
     * White on the packet's colour. No colour can be read as text on a white terminal and on a purple one: with a ground of
     * its own, it is readable on any.
     */
    private String badge(PacketFamily family, String text) {
        return styled.apply("@|bold,fg(%d),bg(%d) %s|@".formatted(WHITE, family.ansi256(), text));
    }

    void table(ByteTable table) {
        print(table.lines(fieldNames, language));
    }

    void closed(ConnectionClosed end) {
        Phrase phrase = end.by() == Party.BROKER ? Phrase.BROKER_CLOSED : Phrase.CLIENT_CLOSED;
        print(Line.wrapBehind(ENDED, phrase.in(language, end.client())));
    }

    /** A packet that has not arrived, as the connection was cut before. */
    void lost(FaultApplied cut) {
        String packet = cut.packet().orElseThrow().packet().text(this::word);
        print(Line.wrapBehind(ENDED, Phrase.LOST.in(language, cut.client(), packet)));
    }

    /** What a program prints. */
    void said(String line) {
        print(Line.wrapBehind(SAID, line), SAID, styled.apply("@|bold " + SAID + "|@"));
    }

    void seen(String text) {
        print(Line.wrapBehind(SEEN, text));
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

    private Row bold(String text) {
        return new Row(text, styled.apply("@|bold " + text + "|@"));
    }

    private void print(List<String> lines) {
        print(lines, "", "");
    }

    /** @param beginning of the first of these lines, which is shown as the styled one */
    private void print(List<String> lines, String beginning, String styledBeginning) {
        List<Row> rows = new ArrayList<>(lines.stream().map(Row::new).toList());
        String first = lines.getFirst();
        rows.set(0, new Row(first, styledBeginning + first.substring(beginning.length())));
        lines.forEach(line -> copy.append(line).append('\n'));
        pages.print(rows);
    }
}
