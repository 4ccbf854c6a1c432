package mqttlab.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.mqtt.Anatomy;
import mqttlab.testkit.mqtt.Packet;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.mqtt.Payload;
import mqttlab.testkit.mqtt.Will;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The pages of a demo")
class PagesTest {

    private static final TerminalSize SMALL = new TerminalSize(8, 80);
    private static final String STEP = "Press Enter (q and Enter to leave) \n";
    private static final String MORE = "Enter for the next page (q and Enter to leave) \n";

    private final OnStage demo = new OnStage(false);

    private OnStage saying(int lines) {
        return demo.step("much", show -> IntStream.rangeClosed(1, lines).forEach(i -> show.say("got", i)));
    }

    private void play(Optional<String> keys, Runnable pause, Optional<TerminalSize> size) {
        Optional<Lecturer> lecturer = keys.map(text -> new Lecturer(new BufferedReader(new StringReader(text)), false));
        new Player(demo.script(), demo, demo.screen(Language.EN, size), lecturer, pause, Optional.empty()).play(0);
    }

    @Test
    @DisplayName("are as long as the terminal is high, and an Enter shows the next")
    void enter() {
        saying(16);
        play(Optional.of("\n\n\n\n"), Pause.NONE, Optional.of(SMALL));
        assertThat(demo.printed()).isEqualTo("""

                Step 1 of 1: Title of much
                Say.
                """ + STEP + said(1, 7) + MORE + said(8, 14) + MORE + said(15, 16) + "→ Seen.\n");
    }

    @Test
    @DisplayName("keep a question together, so that what has been seen does not leave before it was read")
    void question() {
        saying(5).step("next", show -> show.say("got", "x"));
        play(Optional.of("\n\n\n"), Pause.NONE, Optional.of(SMALL));
        assertThat(demo.printed())
                .contains(STEP + said(1, 5) + "→ Seen.\n" + MORE + "\nStep 2 of 2: Title of next\nSay.\n" + STEP);
    }

    @Test
    @DisplayName("keep a packet together with its bytes, where a page can hold them")
    void bytes() {
        OnStage shown = new OnStage(true);
        Screen screen = shown.screen(Language.EN, Optional.of(SMALL));
        IntStream.rangeClosed(1, 4).forEach(i -> screen.said(i + " got it"));
        Packet puback = Packets.puback(7);
        screen.packet(shown.client(puback), new ByteTable("ana → broker", "PUBACK", Optional.empty(), Anatomy.of(puback)));
        assertThat(shown.printed()).isEqualTo(said(1, 4));
        screen.turnPage();
        assertThat(shown.printed()).startsWith(said(1, 4) + "         → broker  PUBACK id 7\n  40  ");
    }

    @Test
    @DisplayName("break a table that is longer than any of them")
    void longTable() {
        Screen screen = demo.screen(Language.EN, Optional.of(SMALL));
        Packet connect = Packets.connect("lamp").will(new Will("esi/lamp", Payload.of("gone"), 1, true)).packet();
        ByteTable table = new ByteTable("lamp → broker", "CONNECT", Optional.empty(), Anatomy.of(connect));
        screen.table(table);
        assertThat(demo.printed().lines()).hasSize(7);
        while (screen.goesOn()) {
            screen.turnPage();
        }
        assertThat(demo.printed().lines()).isEqualTo(table.lines(OnStage.FIELDS, Language.EN));
    }

    @Test
    @DisplayName("count the rows of lines that a narrow terminal breaks")
    void narrow() {
        saying(4);
        play(Optional.of("\n\n\n"), Pause.NONE, Optional.of(new TerminalSize(8, 5)));
        assertThat(demo.printed()).endsWith(STEP + said(1, 3) + MORE + said(4, 4) + "→ Seen.\n");
    }

    @Test
    @DisplayName("turn by themselves where there is a pace")
    void pace() {
        saying(16);
        List<String> pauses = new ArrayList<>();
        play(Optional.empty(), () -> pauses.add(demo.printed()), Optional.of(SMALL));
        assertThat(pauses).hasSize(3);
        assertThat(pauses.get(1)).endsWith(said(1, 7));
        assertThat(pauses.get(2)).endsWith(said(8, 14));
        assertThat(demo.printed()).endsWith(said(15, 16) + "→ Seen.\n").doesNotContain("Enter");
    }

    @Test
    @DisplayName("are left with a q, and nothing more is shown")
    void leaves() {
        saying(16).step("next", show -> show.say("got", "x"));
        play(Optional.of("\nq\n"), Pause.NONE, Optional.of(SMALL));
        assertThat(demo.printed()).endsWith(said(1, 7) + MORE + "Left before the end.\n");
    }

    @Test
    @DisplayName("do not hide what has passed before a failure")
    void failure() {
        demo.step("fail", show -> {
            IntStream.rangeClosed(1, 16).forEach(i -> show.say("got", i));
            throw new BrokerUnavailableException("no broker answers");
        });
        assertThatThrownBy(() -> play(Optional.of("\n"), Pause.NONE, Optional.of(SMALL)))
                .isInstanceOf(InfrastructureException.class);
        assertThat(demo.printed()).endsWith(said(1, 16));
    }

    @Test
    @DisplayName("are one, however long, where there is no terminal")
    void piped() {
        saying(500);
        play(Optional.of("\n"), Pause.NONE, Optional.empty());
        assertThat(demo.printed()).endsWith(STEP + said(1, 500) + "→ Seen.\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"24 80|24|80", "55 200|55|200", "0 0|24|80", "''|24|80", "stty: no tty|24|80"})
    @DisplayName("are as large as stty says, and 24 rows of 80 where it does not")
    void size(String stty, int rows, int columns) {
        assertThat(TerminalSize.parse(stty + "\n")).isEqualTo(new TerminalSize(rows, columns));
    }

    private static String said(int first, int last) {
        StringBuilder said = new StringBuilder();
        IntStream.rangeClosed(first, last).forEach(i -> said.append("» ").append(i).append(" got it\n"));
        return said.toString();
    }
}
