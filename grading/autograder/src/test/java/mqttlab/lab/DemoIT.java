package mqttlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("./lab demo")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there it is lab.cmd")
@ProvedOnce(reads = {"lab", "labs", "solutions", "slides/demos", ":!*.adoc"})
class DemoIT {

    /** Which packets go from whom to whom in a step, and nothing else. */
    private static final Map<String, String> NEWS = Map.of(
            "nobody-listens", "newsroom>CONNECT newsroom<CONNACK newsroom>PUBLISH newsroom<PUBACK",
            "reader-subscribes", "reader>CONNECT reader<CONNACK reader>SUBSCRIBE reader<SUBACK",
            "news-arrives", "newsroom>PUBLISH reader<PUBLISH reader>PUBACK newsroom<PUBACK",
            "another-city", "newsroom>PUBLISH newsroom<PUBACK newsroom>PUBLISH reader<PUBLISH reader>PUBACK newsroom<PUBACK",
            "second-reader", "sailor>CONNECT sailor<CONNACK sailor>SUBSCRIBE sailor<SUBACK",
            "fan-out", "newsroom>PUBLISH reader<PUBLISH reader>PUBACK sailor<PUBLISH sailor>PUBACK newsroom<PUBACK",
            "reader-leaves", "reader>DISCONNECT newsroom>PUBLISH newsroom<PUBACK",
            "reader-comes-back", "reader>CONNECT reader<CONNACK reader>SUBSCRIBE reader<SUBACK newsroom>PUBLISH reader<PUBLISH "
                    + "reader>PUBACK newsroom<PUBACK",
            "broker-stops", "");

    private static final Map<String, String> BYTES = new TreeMap<>(Map.ofEntries(
            Map.entry("tcp-only", ""), Map.entry("connect-fixed-header", ""), Map.entry("connect-variable-header", ""),
            Map.entry("connect-payload", "sensor>CONNECT sensor<CONNACK"),
            Map.entry("ping", "sensor>PINGREQ sensor<PINGRESP"),
            Map.entry("subscribe", "sensor>SUBSCRIBE sensor<SUBACK"),
            Map.entry("publish-qos-0", "sensor>PUBLISH sensor<PUBLISH"),
            Map.entry("publish-qos-1", "sensor>PUBLISH sensor<PUBLISH sensor<PUBACK sensor>PUBACK"),
            Map.entry("publish-qos-2", "sensor>PUBLISH sensor<PUBREC sensor>PUBREL sensor<PUBLISH sensor<PUBCOMP sensor>PUBREC "
                    + "sensor<PUBREL sensor>PUBCOMP"),
            Map.entry("retained-message", "sensor>PUBLISH sensor<PUBLISH sensor<PUBACK sensor>PUBACK display>CONNECT "
                    + "display<CONNACK display>SUBSCRIBE display<SUBACK display<PUBLISH display>PUBACK"),
            Map.entry("second-connect", "sensor>CONNECT"),
            Map.entry("will", "sensor>CONNECT sensor<CONNACK display<PUBLISH display>PUBACK"),
            Map.entry("clean-up", "display>PUBLISH display<PUBLISH display<PUBACK display>PUBACK display>SUBSCRIBE "
                    + "display<SUBACK display>PINGREQ display<PINGRESP display>DISCONNECT")));

    private static final Map<String, String> CUTS = new TreeMap<>(Map.of(
            "both-connect", "exchange>CONNECT exchange<CONNACK exchange>SUBSCRIBE exchange<SUBACK trader>CONNECT trader<CONNACK",
            "cut-at-qos-0", "trader>PUBLISH trader>CONNECT trader<CONNACK",
            "cut-at-qos-1", "trader>PUBLISH exchange<PUBLISH exchange>PUBACK trader>CONNECT trader<CONNACK trader>PUBLISH "
                    + "exchange<PUBLISH exchange>PUBACK trader<PUBACK",
            "cut-at-qos-2", "trader>PUBLISH trader>CONNECT trader<CONNACK trader>PUBLISH trader<PUBREC trader>PUBREL "
                    + "exchange<PUBLISH exchange>PUBREC exchange<PUBREL exchange>PUBCOMP trader<PUBCOMP"));

    private static final Map<String, String> STATE = new TreeMap<>(Map.of(
            "retained-state", "lamp>CONNECT lamp<CONNACK lamp>PUBLISH lamp<PUBACK board>CONNECT board<CONNACK board>SUBSCRIBE "
                    + "board<SUBACK board<PUBLISH",
            "goodbye", "lamp>DISCONNECT board>SUBSCRIBE board<SUBACK board<PUBLISH lamp>CONNECT lamp<CONNACK lamp>PUBLISH "
                    + "board<PUBLISH lamp<PUBACK",
            "cut", "board<PUBLISH board>SUBSCRIBE board<SUBACK board<PUBLISH lamp>CONNECT lamp<CONNACK lamp>PUBLISH "
                    + "board<PUBLISH lamp<PUBACK",
            "take-over", "lamp>CONNECT board<PUBLISH lamp<CONNACK lamp>PUBLISH board<PUBLISH lamp<PUBACK board>SUBSCRIBE "
                    + "board<SUBACK board<PUBLISH",
            "ana-goes", "ana>CONNECT ana<CONNACK ana>SUBSCRIBE ana<SUBACK ana>DISCONNECT ben>CONNECT ben<CONNACK ben>PUBLISH "
                    + "ben<PUBACK ben>PUBLISH ben<PUBACK",
            "ana-is-back", "ana>CONNECT ana<CONNACK ana<PUBLISH ana<PUBLISH ana>PUBACK ana>PUBACK",
            "clean-once", "ana>DISCONNECT ana>CONNECT ana<CONNACK ben>PUBLISH ben<PUBACK ana>PINGREQ ana<PINGRESP ana>DISCONNECT "
                    + "ana>CONNECT ana<CONNACK"));

    private static final Map<String, String> ROUTING = new TreeMap<>(Map.of(
            "two-filters", "reader>CONNECT reader<CONNACK reader>SUBSCRIBE reader<SUBACK sailor>CONNECT sailor<CONNACK "
                    + "sailor>SUBSCRIBE sailor<SUBACK",
            "one-name", "newsroom>CONNECT newsroom<CONNACK newsroom>PUBLISH sailor<PUBLISH newsroom<PUBACK newsroom>PUBLISH "
                    + "reader<PUBLISH sailor<PUBLISH newsroom<PUBACK",
            "levels", "archive>CONNECT archive<CONNACK archive>SUBSCRIBE archive<SUBACK newsroom>PUBLISH archive<PUBLISH "
                    + "newsroom<PUBACK newsroom>PUBLISH archive<PUBLISH newsroom<PUBACK",
            "overlap", "archive>SUBSCRIBE archive<SUBACK newsroom>PUBLISH reader<PUBLISH archive<PUBLISH newsroom<PUBACK",
            "unsubscribe", "archive>UNSUBSCRIBE archive<UNSUBACK newsroom>PUBLISH reader<PUBLISH archive<PUBLISH newsroom<PUBACK "
                    + "archive>UNSUBSCRIBE archive<UNSUBACK",
            "dollar", "archive>SUBSCRIBE archive<SUBACK sailor>SUBSCRIBE sailor<SUBACK newsroom>PUBLISH sailor<PUBLISH "
                    + "newsroom>PUBLISH sailor<PUBLISH archive<PUBLISH newsroom<PUBACK"));

    /** Moquette does not wait for the PUBREL. */
    private static final String HANDED_ON_AT_ONCE = "sensor>PUBLISH sensor<PUBREC sensor<PUBLISH sensor>PUBREL sensor<PUBCOMP "
            + "sensor>PUBREC sensor<PUBREL sensor>PUBCOMP";
    private static final String HANDED_ON_BEFORE_THE_CUT = "trader>PUBLISH exchange<PUBLISH exchange>PUBREC exchange<PUBREL "
            + "exchange>PUBCOMP trader>CONNECT trader<CONNACK trader>PUBLISH trader<PUBREC trader>PUBREL trader<PUBCOMP";

    /** Moquette takes the second PUBLISH for a copy. */
    private static final String HANDED_ON_ONCE = "trader>PUBLISH exchange<PUBLISH exchange>PUBACK trader>CONNECT trader<CONNACK "
            + "trader>PUBLISH trader<PUBACK";

    /** Moquette keeps topics with a $ from clients. */
    private static final String HIDDEN_FROM_ALL = "archive>SUBSCRIBE archive<SUBACK sailor>SUBSCRIBE sailor<SUBACK "
            + "newsroom>PUBLISH newsroom>PUBLISH sailor<PUBLISH archive<PUBLISH newsroom<PUBACK";

    private static final Map<String, Map<String, String>> DEMOS = Map.of("01", new TreeMap<>(NEWS), "02", BYTES, "05", CUTS,
            "06", STATE, "11", ROUTING);

    /** A terminal of 24 has two more, for the blank line before a step and for what is to be pressed. */
    private static final int LINES_OF_A_STEP = 22;

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"01, en", "02, es", "05, en", "05, es", "06, en", "06, es", "11, en", "11, es"})
    @DisplayName("has in each step the packets that it is about, in 80 columns, and a second recording equals the first")
    void twice(String number, String language) throws IOException {
        Ran ran = demo("", number, "--auto", "--language", language, "--record", "first");
        assertThat(ran.err()).isEmpty();
        assertThat(ran.status()).isZero();
        assertThat(ran.out().lines()).allMatch(line -> line.length() <= 80 || line.startsWith("Broker: "));
        Map<String, String> packets = packets(folder.resolve("first"));
        packets.replace("publish-qos-2", HANDED_ON_AT_ONCE, BYTES.get("publish-qos-2"));
        packets.replace("dollar", HIDDEN_FROM_ALL, ROUTING.get("dollar"));
        packets.replace("cut-at-qos-1", HANDED_ON_ONCE, CUTS.get("cut-at-qos-1"));
        packets.replace("cut-at-qos-2", HANDED_ON_BEFORE_THE_CUT, CUTS.get("cut-at-qos-2"));
        assertThat(packets).isEqualTo(DEMOS.get(number));

        assertThat(demo("", number, "--auto", "--language", language, "--record", "second").status()).isZero();
        Map<String, String> second = texts("second");
        assertThat(second).isEqualTo(texts("first"));
        assertThat(second.values()).noneMatch(text -> text.contains(System.getProperty("user.dir")) || text.contains("/usr/"));
        assertThat(folder.resolve("first/run.adoc")).content().matches(
                ":demo-%s-broker: (Mosquitto|Moquette) [^/]+( [^ ]+)?\\)\n:demo-%s-date: \\d{4}-\\d\\d-\\d\\d\n"
                        .formatted(number, number));
    }

    @Test
    @DisplayName("says of a line that is cut what is lost, and draws it as an arrow that does not arrive")
    void cut() throws IOException {
        Ran ran = demo("", "05", "--auto", "--record", "cut");
        assertThat(ran.out().lines().filter(line -> line.startsWith("✗ "))).hasSize(3)
                .allMatch(line -> line.startsWith("✗ the line to trader breaks, and this is lost: P"));
        assertThat(ran.out()).contains("» exchange executes order B", "» exchange executes order C")
                .doesNotContain("executes order A");
        assertThat(folder.resolve("cut/cut-at-qos-1.puml")).content().contains("]>x c1 : ").doesNotContain("tap");
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"06, en", "06, es", "11, en", "11, es"})
    @DisplayName("fits a terminal of 24 lines, step by step")
    void height(String number, String language) throws IOException {
        String[] steps = demo("", number, "--auto", "--language", language).out().split("\n\n");
        assertThat(steps).hasSize(1 + DEMOS.get(number).size())
                .allSatisfy(step -> assertThat(step.lines()).hasSizeLessThanOrEqualTo(LINES_OF_A_STEP));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"01, en", "01, es", "02, en", "02, es", "05, en", "05, es", "06, en", "06, es", "11, en", "11, es"})
    @DisplayName("waits for Enter, on a terminal of 80 x 24, before anything leaves it that was shown since the last Enter")
    void pages(String number, String language) throws Exception {
        TerminalOf24 terminal = new TerminalOf24(ThisCheckout.root().resolve("lab"), folder);
        List<String> pages = terminal.pages("demo", number, "--language", language);
        assertThat(pages).hasSizeGreaterThan(DEMOS.get(number).size())
                .allSatisfy(page -> assertThat(page.lines()).hasSizeLessThanOrEqualTo(24));
        int last = DEMOS.get(number).size();
        String title = language.equals("en") ? "Step %d of %d: " : "Paso %d de %d: ";
        assertThat(String.join("", pages)).contains(title.formatted(last, last));
    }

    @Test
    @DisplayName("06 tells a retained message from one that happens, and a session that was kept from a new one")
    void state() throws IOException {
        assertThat(demo("", "06", "--auto", "--record", "state").status()).isZero();
        assertThat(folder.resolve("state/goodbye.txt")).content()
                .contains("PUBLISH QoS 0 retain esi/lamp \"HERE;1\"", "PUBLISH QoS 0 esi/lamp \"HERE;2\"")
                .doesNotContain("LOST;1");
        assertThat(folder.resolve("state/cut.txt")).content()
                .startsWith("✗ lamp broke its connection off\nboard    ← broker  PUBLISH QoS 0 esi/lamp \"LOST;2\"\n");
        assertThat(folder.resolve("state/take-over.txt")).content().contains(
                "✗ the broker closed the connection of lamp\nboard    ← broker  PUBLISH QoS 0 esi/lamp \"LOST;3\"\n");
        assertThat(folder.resolve("state/ana-is-back.txt")).content()
                .contains("CONNACK 0 accepted, session present\n", "\"lunch\"", "\"taxi\"");
        assertThat(folder.resolve("state/clean-once.txt")).content()
                .doesNotContain("session present\n", "ana      ← broker  PUBLISH");
        assertThat(folder.resolve("state/cut.puml")).content().startsWith(
                "@startuml\nparticipant \"lamp\" as c1\nparticipant broker\nparticipant \"board\" as c2\n");
    }

    @Test
    @DisplayName("goes a step further at each Enter")
    void enters() throws IOException {
        Ran ran = demo("\n".repeat(9), "01");
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("Press Enter", "Step 9 of 9", "✗ the broker closed the connection of newsroom",
                "» newsroom cannot publish: ").doesNotContain("Left before the end");
    }

    @Test
    @DisplayName("ends at a q, and leaves nothing behind")
    void quits() throws IOException {
        Ran ran = demo("\nq\n", "1", "--language", "es");
        assertThat(ran.status()).isZero();
        assertThat(ran.out()).contains("PUBACK id 1", "Paso 2 de 9").endsWith("Terminado antes del final.\n");
    }

    @ParameterizedTest(name = "{0} from {1}")
    @CsvSource({"01, broker-stops, 9", "02, 4, 4", "05, cut-at-qos-2, 4", "06, clean-once, 7", "11, 6, 6"})
    @DisplayName("begins at a step, and what is seen there is what is seen after the others")
    void from(String number, String step, int at) throws IOException {
        String whole = demo("", number, "--auto").out();
        Ran late = demo("", number, "--auto", "--from", step);
        assertThat(late.err()).isEmpty();
        assertThat(late.status()).isZero();
        String first = "\n\nStep %d of ".formatted(at);
        assertThat(late.out()).contains("\nFirst, unseen: ").doesNotContain("Step 1 of ").contains(first)
                .endsWith(whole.substring(whole.indexOf(first)));
    }

    @Test
    @DisplayName("--list names the steps")
    void steps() throws IOException {
        assertThat(demo("", "5", "--list").out()).isEqualTo("""
                05  Quality of service: the line breaks
                   1  both-connect            An exchange and a trader
                   2  cut-at-qos-0            QoS 0: the PUBLISH is lost
                   3  cut-at-qos-1            QoS 1: the PUBACK is lost
                   4  cut-at-qos-2            QoS 2: the PUBREC is lost
                """);
    }

    @Test
    @DisplayName("without a number lists the demos")
    void list() throws IOException {
        assertThat(demo("").out()).isEqualTo("""
                01  Publish and subscribe: the news of Cádiz (9 steps)
                02  A connection byte by byte (13 steps)
                05  Quality of service: the line breaks (4 steps)
                06  State: what a broker keeps (7 steps)
                11  Inside a broker: routing (6 steps)
                """);
    }

    @ParameterizedTest(name = "{0} {2} {3}")
    @CsvSource(delimiter = '|', textBlock = """
            99 | --language | en     | lab: there is no demo '99'. There are: 01, 02, 05, 06, 11
            05 | --from     | encore | lab: demo 05 has no step 'encore'. There are: both-connect, cut-at-qos-0, cut-at-qos-1, cut-at-qos-2
            01 | --language | fr     | lab: there is no language 'fr'. There are: en, es
            01 | --broker   | pigeon | lab: There is no broker of the kind 'pigeon'. There are auto, container, process and embedded.""")
    @DisplayName("says in one line what cannot be played")
    void wrong(String number, String option, String value, String complaint) throws IOException {
        Ran ran = demo("", number, "--auto", option, value);
        assertThat(ran.err()).isEqualTo(complaint + "\n");
        assertThat(ran.out()).isEmpty();
        assertThat(ran.status()).isEqualTo(2);
    }

    private Ran demo(String keys, String... arguments) throws IOException {
        String[] all = Stream.concat(Stream.of("demo"), Stream.of(arguments)).toArray(String[]::new);
        return new Launched(folder, ThisCheckout.root().resolve("lab").toString()).withKeys(keys).start(all).finish();
    }

    /** Of each step, in one line. */
    private static Map<String, String> packets(Path recorded) throws IOException {
        Map<String, String> packets = new TreeMap<>();
        for (Path file : files(recorded)) {
            String name = file.getFileName().toString();
            if (name.endsWith(".txt")) {
                packets.put(name.replace(".txt", ""), Files.readString(file).lines()
                        .filter(line -> line.matches("\\w+ +[→←] broker  .*"))
                        .map(line -> line.split(" +", 5)).map(words -> words[0] + (words[1].equals("←") ? "<" : ">") + words[3])
                        .collect(Collectors.joining(" ")));
            }
        }
        return packets;
    }

    private Map<String, String> texts(String recorded) throws IOException {
        Map<String, String> texts = new TreeMap<>();
        for (Path file : files(folder.resolve(recorded))) {
            if (!file.endsWith("run.adoc")) {
                texts.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return texts;
    }

    private static Iterable<Path> files(Path recorded) throws IOException {
        try (Stream<Path> files = Files.list(recorded)) {
            return files.toList();
        }
    }
}
