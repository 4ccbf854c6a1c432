package mqttlab.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mqttlab.testkit.mqtt.Anatomy;
import mqttlab.testkit.mqtt.Field;
import mqttlab.testkit.mqtt.Field.Section;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.Will;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

@DisplayName("The screen of a demo")
class ScreenTest {

    private final OnStage stage = new OnStage(true);

    @Test
    @DisplayName("shows a packet's type and its way in its colour, and keeps a copy without")
    void colours() {
        Screen screen = stage.screen(Ansi.ON::string, Language.EN);
        screen.packet(stage.client(Packets.connect("ana").packet()));
        screen.packet(stage.broker(Packets.puback(7)));
        assertThat(stage.printed().replaceAll("\u001b\\[(49|39|21|0)m", "\u001b.").replace("\u001b.\u001b.\u001b.\u001b.", "]")
                .replace("\u001b[1m\u001b[38;5;231m\u001b[48;5;", "[")).isEqualTo("""
                ana     [25m → ]broker  [25mCONNECT] ana, clean session, keep alive 0 s
                ana     [29m ← ]broker  [29mPUBACK] id 7
                """);
        assertThat(screen.takeCopy()).isEqualTo("""
                ana      → broker  CONNECT ana, clean session, keep alive 0 s
                ana      ← broker  PUBACK id 7
                """);
        assertThat(screen.takeCopy()).isEmpty();
    }

    @Test
    @DisplayName("has besides those colours, which bring their ground, only bold: any terminal's own colours can be read")
    void nothingElse() {
        Screen screen = stage.screen(Ansi.ON::string, Language.EN);
        Script script = OnStage.script(Stream.of("a", "b"));
        screen.begin(script, "Mosquitto");
        screen.unseen(script.steps());
        screen.announce(script.steps().getFirst(), 1, 2);
        screen.prompt();
        screen.answered(true);
        screen.said("said");
        screen.seen("seen");
        screen.left();
        assertThat(stage.printed()).containsPattern("\u001b\\[1m");
        assertThat(Pattern.compile("\u001b\\[([\\d;]*)m").matcher(stage.printed()).results().map(each -> each.group(1)))
                .containsOnly("1", "21", "0");
    }

    @Test
    @DisplayName("has no line longer than 80 columns")
    void width() {
        Screen screen = stage.screen(Language.ES);
        Packet connect = Packets.connect("a".repeat(30)).userName("u".repeat(100)).password("p ".repeat(40))
                .will(new Will("t/".repeat(50), Payload.of("gone ".repeat(30)), 2, true)).packet();
        screen.packet(stage.client(connect));
        screen.table(new ByteTable("ana → broker", "CONNECT", Optional.empty(), Anatomy.of(connect)));
        screen.said("said ".repeat(40));
        screen.seen("seen ".repeat(40));
        assertThat(stage.printed().lines()).hasSizeGreaterThan(40).allMatch(line -> line.length() <= 80);
        assertThat(stage.printed()).contains("tipo, indicadores", "11110110 User Name, Password,\n",
                "   Will Retain, Will QoS 2, Will,\n", "   Clean Session\n");
    }

    @Test
    @DisplayName("shows a packet, a saying and what is to be seen whole, on lines that go on below their beginning")
    void goesOn() {
        Screen screen = stage.screen(Language.EN);
        screen.packet(stage.client(Packets.connect("lamp").keepAlive(60)
                .will(new Will("esi/lamp", Payload.of("LOST;1"), 1, true)).packet()));
        screen.said("the sensor is told that the broker had lost its patience, and opens the connection again");
        screen.seen("LOST: without RETAIN when it happens, with RETAIN when the board asks again. It is where HERE was.");
        assertThat(stage.printed()).isEqualTo("""
                lamp     → broker  CONNECT lamp, clean session, keep alive 60 s, will QoS 1
                                   retain esi/lamp "LOST;1"
                » the sensor is told that the broker had lost its patience, and opens the
                  connection again
                → LOST: without RETAIN when it happens, with RETAIN when the board asks again.
                  It is where HERE was.
                """);
    }

    @Test
    @DisplayName("shows also what needs many lines to its last word")
    void whole() {
        Screen screen = stage.screen(Language.EN);
        screen.said("said ".repeat(80) + "at last");
        assertThat(stage.printed()).endsWith(" at last\n");
    }

    @Test
    @DisplayName("shows of the bytes all, six a line, beside the field and its value")
    void table() {
        Packet publish = Packets.publish("cadiz/temp").payload("21.5").packet();
        ByteTable table = new ByteTable("ana → broker", "PUBLISH", Optional.of(Section.VARIABLE_HEADER), fields(publish));
        assertThat(table.lines(OnStage.FIELDS, Language.EN)).containsExactly(
                "  00 0a              length of what follows    10",
                "  63 61 64 69 7a 2f  topic name                cadiz/temp",
                "  74 65 6d 70");
    }

    @Test
    @DisplayName("has for slides the same as a table whose field names are attributes, and whose values no markup")
    void asciidoc() {
        Packet publish = Packets.publish("a|b]").packet();
        ByteTable table = new ByteTable("ana → broker", "PUBLISH", Optional.of(Section.VARIABLE_HEADER), fields(publish));
        assertThat(table.asciidoc()).isEqualTo("""
                .ana → broker: PUBLISH, {field-variable-header}
                [.bytes,cols="3,3,4",options="header"]
                |===
                |{field-bytes} |{field-field} |{field-value}
                |`00 04` |{field-string-length} |pass:c[4]
                |`61 7c 62 5d` |{field-topic-name} |pass:c[a\\|b\\]]
                |===
                """);
    }

    private static List<Field> fields(Packet packet) {
        return Anatomy.of(packet).stream().filter(field -> field.section() == Section.VARIABLE_HEADER).toList();
    }
}
