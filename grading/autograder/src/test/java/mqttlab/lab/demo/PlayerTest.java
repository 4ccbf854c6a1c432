package mqttlab.lab.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.lab.BadInput;
import mqttlab.testkit.InfrastructureException;
import mqttlab.testkit.Patience;
import mqttlab.testkit.mqtt.PacketType;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.ConnectionClosed.How;
import mqttlab.testkit.tap.DiagramWords;
import mqttlab.testkit.tap.Events;
import mqttlab.testkit.tap.Party;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A demo is played")
class PlayerTest {

    private final OnStage demo = new OnStage(false);
    /** What was on the screen at each. */
    private final List<String> pauses = new ArrayList<>();

    @TempDir
    private Path folder;

    @AfterEach
    void patience() {
        System.clearProperty(Patience.PROPERTY);
    }

    private OnStage twoSteps() {
        return demo
                .step("connect", show -> {
                    demo.client(Packets.connect("ana").packet());
                    demo.broker(Packets.connack(0, false));
                    show.await(Events.fromBroker(PacketType.CONNACK));
                })
                .step("leave", show -> {
                    show.say("got", "ana");
                    demo.client(Packets.disconnect());
                    demo.connection().closed(Party.BROKER, How.ORDERLY, "");
                });
    }

    private Player player(Language language, Optional<String> keys) {
        return new Player(demo.script(), demo, demo.screen(language),
                keys.map(text -> new Lecturer(new BufferedReader(new StringReader(text)), false)),
                () -> pauses.add(demo.printed()), Optional.empty());
    }

    @Test
    @DisplayName("step by step: what will happen, Enter, what passes, what was seen")
    void withEnter() {
        twoSteps();
        player(Language.EN, Optional.of("\n\n")).play(0);
        assertThat(demo.printed()).isEqualTo("""

                Step 1 of 2: Title of connect
                Say.
                Press Enter (q and Enter to leave)\s
                ana      → broker  CONNECT ana, clean session, keep alive 0 s
                ana      ← broker  CONNACK 0 accepted
                → Seen.

                Step 2 of 2: Title of leave
                Say.
                Press Enter (q and Enter to leave)\s
                » ana got it
                ana      → broker  DISCONNECT
                → Seen.
                """);
    }

    @Test
    @DisplayName("in Spanish, and without waiting")
    void spanish() {
        twoSteps();
        player(Language.ES, Optional.empty()).play(0);
        assertThat(demo.printed()).contains("Paso 1 de 2: Título de connect\nDigo.\nana      → broker  CONNECT",
                "» ana lo recibe", "→ Visto.").doesNotContain("Enter", "Intro");
    }

    @Test
    @DisplayName("at a terminal without what was typed before the question: a q, or an Enter too many")
    void typedAhead() {
        Keys keys = new Keys();
        keys.type("q\n\n");
        demo.step("first", show -> keys.type("q\n".repeat(10_000) + "q")).step("last", show -> demo.client(Packets.pingreq()));
        new Player(demo.script(), demo, demo.screen(Language.EN), Optional.of(new Lecturer(new BufferedReader(keys), true)),
                Pause.NONE, Optional.empty()).play(0);
        assertThat(demo.printed()).contains("PINGREQ").doesNotContain("Left before the end");
    }

    @Test
    @DisplayName("at no terminal with all that was typed: there, nothing is ahead of its time")
    void typedBefore() {
        Keys keys = new Keys();
        keys.type("\nq\n");
        twoSteps();
        new Player(demo.script(), demo, demo.screen(Language.EN), Optional.of(new Lecturer(new BufferedReader(keys), false)),
                Pause.NONE, Optional.empty()).play(0);
        assertThat(demo.printed()).contains("Step 2 of 2").endsWith("Left before the end.\n");
    }

    @Test
    @DisplayName("by itself with a pause behind each question and behind each answer but the last")
    void pauses() {
        twoSteps();
        player(Language.EN, Optional.empty()).play(0);
        assertThat(pauses).hasSize(3);
        assertThat(pauses.get(0)).endsWith("Step 1 of 2: Title of connect\nSay.\n");
        assertThat(pauses.get(1)).endsWith("CONNACK 0 accepted\n→ Seen.\n");
        assertThat(pauses.get(2)).endsWith("Step 2 of 2: Title of leave\nSay.\n");
    }

    @Test
    @DisplayName("without a pause where somebody presses Enter")
    void noPause() {
        twoSteps();
        player(Language.EN, Optional.of("\n\n")).play(0);
        assertThat(pauses).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\nq\n", "\n Q \n", "\n"})
    @DisplayName("until a q, or until no more keys will come")
    void leaves(String keys) {
        twoSteps();
        player(Language.EN, Optional.of(keys)).play(0);
        assertThat(demo.printed()).contains("CONNACK", "Step 2 of 2").doesNotContain("DISCONNECT")
                .endsWith("Left before the end.\n");
    }

    @Test
    @DisplayName("from a later step: those before it have happened, and are not shown, asked about or spoken of")
    void from() {
        twoSteps().step("last", show -> {
            show.none(Events.fromClient(PacketType.CONNECT));
            demo.client(Packets.pingreq());
        });
        player(Language.EN, Optional.of("\n")).play(2);
        assertThat(demo.printed()).isEqualTo("""
                First, unseen: connect, leave.

                Step 3 of 3: Title of last
                Say.
                Press Enter (q and Enter to leave)\s
                ana      → broker  PINGREQ
                → Seen.
                """);
        assertThat(demo.trace().all(Events.fromClient(PacketType.CONNECT))).hasSize(1);
    }

    @Test
    @DisplayName("from a later step not, where one before it fails")
    void fromBehindAFailure() {
        demo.step("fail", show -> {
            throw new BrokerUnavailableException("no broker answers");
        }).step("last", show -> demo.client(Packets.pingreq()));
        assertThatThrownBy(() -> player(Language.EN, Optional.empty()).play(1)).isInstanceOf(InfrastructureException.class)
                .hasMessageStartingWith("the step fail of demo 07 did not happen");
        assertThat(demo.printed()).doesNotContain("PINGREQ");
    }

    @Test
    @DisplayName("without what passed while the lecturer was talking")
    void between() {
        demo.step("only", show -> {
            demo.client(Packets.connect("ana").packet());
            show.none(Events.fromClient(PacketType.PINGREQ));
        });
        demo.client(Packets.pingreq());
        player(Language.EN, Optional.empty()).play(0);
        assertThat(demo.printed()).contains("CONNECT ana").doesNotContain("PING");
    }

    @Test
    @DisplayName("with what may come in any order always in the same, and the rest as it came")
    void anyOrder() {
        demo.step("only", show -> {
            demo.client(Packets.connect("ana").packet());
            demo.broker(Packets.puback(2));
            demo.client(Packets.pingreq());
            demo.broker(Packets.publish("t").payload("x").packet());
            show.await(Events.fromBroker(PacketType.PUBLISH), Events.fromBroker(PacketType.PUBACK));
        });
        player(Language.EN, Optional.empty()).play(0);
        assertThat(demo.printed().lines().filter(line -> line.contains(" broker  "))
                .map(line -> line.substring(19).split(" ")[0]))
                .containsExactly("CONNECT", "PUBLISH", "PINGREQ", "PUBACK");
    }

    @Test
    @DisplayName("only when the script has its steps")
    void otherSteps() {
        twoSteps();
        assertThatThrownBy(() -> new Player(OnStage.script(Stream.of("leave", "connect")), demo, demo.screen(Language.EN),
                Optional.empty(), Pause.NONE, Optional.empty())).isInstanceOf(BadInput.class)
                .hasMessage("the script of demo 07 has the steps [leave, connect], and the demo has [connect, leave]");
    }

    @Test
    @DisplayName("until an awaited packet does not come, which is said in one message that names the step")
    void noPacket() {
        System.setProperty(Patience.PROPERTY, "0.01");
        demo.step("hope", show -> {
            demo.client(Packets.connect("ana").packet());
            show.await(Events.fromBroker(PacketType.CONNACK));
        });
        assertThatThrownBy(() -> player(Language.EN, Optional.empty()).play(0)).isInstanceOf(InfrastructureException.class)
                .hasMessageStartingWith("the step hope of demo 07 did not happen as it should: expected CONNACK from the broker")
                .hasMessageContaining("none came within").hasMessageNotContaining("\n");
        assertThat(demo.printed()).endsWith("CONNECT ana, clean session, keep alive 0 s\n");
    }

    @Test
    @DisplayName("until one comes twice that should come once")
    void twice() {
        demo.step("once", show -> {
            demo.client(Packets.connect("ana").packet());
            demo.broker(Packets.pingresp());
            demo.broker(Packets.pingresp());
            show.onlyOnce(Events.fromBroker(PacketType.PINGRESP));
        });
        assertThatThrownBy(() -> player(Language.EN, Optional.empty()).play(0)).isInstanceOf(InfrastructureException.class)
                .hasMessageContaining("none of: PINGRESP from the broker");
    }

    @Test
    @DisplayName("until a client cannot go on")
    void clientFails() {
        demo.step("fail", show -> {
            throw new BrokerUnavailableException("no broker answers");
        });
        assertThatThrownBy(() -> player(Language.EN, Optional.empty()).play(0)).isInstanceOf(InfrastructureException.class)
                .hasMessageEndingWith("no broker answers");
    }

    @Test
    @DisplayName("and recorded: a step's screen, its packets as a diagram, its bytes; nothing for what there was not")
    void recorded() throws IOException {
        OnStage bytes = new OnStage(true);
        bytes.step("talk", show -> show.say("got", "ana")).step("connect", show -> bytes.client(Packets.connect("ana").packet()))
                .step("cut", show -> bytes.connection().closed(Party.BROKER, How.ORDERLY, ""));
        DemoRecording recording = new DemoRecording(folder, "07", "Mosquitto 2.0.11 (process /usr/sbin/mosquitto)",
                bytes.participants(),
                DiagramWords.ENGLISH);
        new Player(bytes.script(), bytes, bytes.screen(Language.EN), Optional.empty(), Pause.NONE, Optional.of(recording))
                .play(0);

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("talk.txt", "connect.txt",
                    "connect.puml", "connect-bytes.adoc", "cut.txt", "cut.puml", "whole.puml", "run.adoc");
        }
        assertThat(folder.resolve("talk.txt")).hasContent("» ana got it\n→ Seen.\n");
        assertThat(folder.resolve("cut.txt")).hasContent("✗ the broker closed the connection of ana\n→ Seen.\n");
        assertThat(Files.readString(folder.resolve("connect.puml")))
                .startsWith("@startuml\nparticipant broker\nparticipant \"ana\" as c1\n")
                .contains("CONNECT ana").doesNotContain("got it", "step ");
        assertThat(Files.readString(folder.resolve("whole.puml"))).contains("CONNECT ana", "broker closed the connection");
        assertThat(folder.resolve("run.adoc")).hasContent(
                ":demo-07-broker: Mosquitto 2.0.11 (process)\n:demo-07-date: " + LocalDate.now() + "\n");
    }
}
