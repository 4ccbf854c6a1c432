package mqttlab.lab.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static mqttlab.contracts.broker.WireFormat.MOST_REMAINING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetSocketAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import mqttlab.contracts.broker.IncompleteException;
import mqttlab.contracts.broker.MalformedException;
import mqttlab.contracts.broker.WireFormat;
import mqttlab.contracts.broker.WireFormat.FixedHeader;
import mqttlab.contracts.broker.WireFormat.RemainingLength;
import mqttlab.contracts.broker.WireFormat.Text;
import mqttlab.lab.ThisCheckout;
import mqttlab.lab.checkout.Checkout;
import mqttlab.lab.checkout.LabDefinition;
import mqttlab.lab.checkout.LabDefinition.Kind;
import mqttlab.lab.compile.Compilation;
import mqttlab.lab.compile.Project;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.student.StudentBroker;
import mqttlab.testkit.student.StudentFault;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The broker after each stage")
@ProvedOnce(reads = {"labs", "solutions", "broker-from-scratch", ":!*.adoc"})
class BrokerStagesTest {

    private static final Checkout CHECKOUT = Checkout.at(ThisCheckout.root());
    private static final List<Path> LIBRARIES = CHECKOUT.stages().getFirst().libraries();
    private static final String MAIN = CHECKOUT.stages().getFirst().main();

    @TempDir
    private Path folder;

    @BeforeAll
    static void requireSolutions() {
        assumeTrue(Files.exists(ThisCheckout.root().resolve("solutions")), "students get no solutions");
    }

    static List<String> stages() {
        return Snapshot.stages(CHECKOUT);
    }

    /** Those with a broker. */
    static List<String> brokers() {
        List<String> functions = CHECKOUT.stages().stream().filter(each -> each.kind() == Kind.FUNCTIONS)
                .map(LabDefinition::slug).toList();
        return stages().stream().filter(each -> !functions.contains(each)).toList();
    }

    private Compilation compiled(String stage) {
        Path project = folder.resolve(stage);
        Snapshot.of(CHECKOUT, stage).write(project);
        return new Project(project, LIBRARIES).compile();
    }

    @ParameterizedTest
    @MethodSource("stages")
    @DisplayName("compiles without a warning, and knows the bytes of stage 00")
    void compiles(String stage) throws Exception {
        Compilation compilation = compiled(stage);

        assertThat(compilation.problems()).isEmpty();
        URL[] places = {compilation.classes().toUri().toURL()};
        try (URLClassLoader classes = new URLClassLoader(places, getClass().getClassLoader())) {
            WireFormat format = ServiceLoader.load(WireFormat.class, classes).findFirst().orElseThrow();
            assertBytes(format);
        }
    }

    private static void assertBytes(WireFormat format) throws Exception {
        assertThat(format.encodeRemainingLength(321)).containsExactly(0xc1, 0x02);
        assertThat(format.encodeRemainingLength(MOST_REMAINING)).hasSize(4);
        assertThatThrownBy(() -> format.encodeRemainingLength(-1)).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> format.encodeRemainingLength(MOST_REMAINING + 1)).isInstanceOf(MalformedException.class);
        assertThat(format.decodeRemainingLength(bytes(0xc1, 0x02, 0xff))).isEqualTo(new RemainingLength(321, 2));
        assertThatThrownBy(() -> format.decodeRemainingLength(bytes())).isInstanceOf(IncompleteException.class);
        assertThatThrownBy(() -> format.decodeRemainingLength(bytes(0x80, 0x80, 0x80))).isInstanceOf(IncompleteException.class);
        assertThatThrownBy(() -> format.decodeRemainingLength(bytes(0x80, 0x80, 0x80, 0x80)))
                .isInstanceOf(MalformedException.class);

        assertThat(format.encodeText("ñ")).containsExactly(0, 2, 0xc3, 0xb1);
        assertThatThrownBy(() -> format.encodeText("a\0")).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> format.encodeText("\ud800")).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> format.encodeText("ñ".repeat(32_768))).isInstanceOf(MalformedException.class);
        assertThat(format.decodeText(bytes(0, 2, 0xc3, 0xb1, 0x61))).isEqualTo(new Text("ñ", 4));
        assertThatThrownBy(() -> format.decodeText(bytes(0))).isInstanceOf(IncompleteException.class);
        assertThatThrownBy(() -> format.decodeText(bytes(0, 3, 0x61))).isInstanceOf(IncompleteException.class);
        assertThatThrownBy(() -> format.decodeText(bytes(0, 1, 0))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> format.decodeText(bytes(0, 1, 0xc3))).isInstanceOf(MalformedException.class);

        assertThat(format.decodeFixedHeader(bytes(0x3d, 0xc1, 0x02))).isEqualTo(new FixedHeader(3, 13, 321, 3));
        assertThatThrownBy(() -> format.decodeFixedHeader(bytes())).isInstanceOf(IncompleteException.class);
        assertThatThrownBy(() -> format.decodeFixedHeader(bytes(0xc0))).isInstanceOf(IncompleteException.class);
        assertThatThrownBy(() -> format.decodeFixedHeader(bytes(0xf0, 0))).isInstanceOf(MalformedException.class);
        assertThatThrownBy(() -> format.decodeFixedHeader(bytes(0x80, 0))).isInstanceOf(MalformedException.class);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    @ParameterizedTest
    @MethodSource("stages")
    @DisplayName("has nothing left of the markers")
    void clean(String stage) {
        Snapshot.of(CHECKOUT, stage).files()
                .forEach((file, content) -> assertThat(new String(content, UTF_8)).doesNotContain("lab:"));
    }

    @ParameterizedTest(name = "{1} after stage {0}")
    @CsvSource(delimiter = '|', textBlock = """
            01 | Publishing
            01 | Sessions
            02 | Unsubscribing
            02 | TopicTree
            03 | RetainedMessages
            03 | forNamesMatching
            04 | Acknowledging
            04 | Outgoing
            05 | Releasing
            05 | AwaitingPubRec
            06 | PersistentSession
            07 | Patience
            07 | LastWill
            08 | Admission
            08 | Authorized
            08 | AccessList
            08 | Passwords
            08 | OwnedSession
            08 | SSLSocket
            08 | WebSocket
            09 | Journal
            09 | History
            09 | DurableOutgoing
            09 | DurableSession
            09 | DurableRetainedMessages
            09 | DurableSessions
            10 | Limits
            10 | Statistics
            10 | Accounting
            10 | CountingOutbox
            10 | QueueMemory
            10 | LogLine
            11 | Burst
            """)
    @DisplayName("does not answer what the next stage asks: there is no")
    void givesNothingAway(String stage, String answer) {
        Snapshot.of(CHECKOUT, stage).files().forEach(
                (file, content) -> assertThat(file + new String(content, UTF_8)).as("%s", file).doesNotContain(answer));
    }

    @Test
    @DisplayName("says in a whole sentence of its log what a client sent that its stage does not take")
    void tellsWhatItDoesNotTake() {
        try (StudentBroker broker = StudentBroker.started(compiled("01").classes(), LIBRARIES, MAIN,
                "the broker after stage 01");
                WireClient early = WireClient.connect(new InetSocketAddress(broker.host(), broker.port()), "early")) {
            early.sendHex("a2 07 0001 0003 612f62");
            early.expectClosed();

            assertThat(String.join("\n", broker.log())).contains("early is disconnected: it sent UNSUBSCRIBE, which ");
        }
    }

    @Test
    @DisplayName("says before stage 01 that this is still to be written")
    void beforeHello() {
        Path classes = compiled("00").classes();

        assertThatThrownBy(() -> StudentBroker.started(classes, LIBRARIES, MAIN, "the broker"))
                .isInstanceOf(StudentFault.class).hasMessageContaining("Stage 01 is still to be written")
                .hasMessageContaining("broker-from-scratch/stages/01-hello.adoc");
    }

    @ParameterizedTest
    @MethodSource("brokers")
    @DisplayName("serves what the stages up to it ask for")
    void serves(String stage) {
        int number = Integer.parseInt(stage.substring(0, 2));
        try (StudentBroker broker = StudentBroker.started(compiled(stage).classes(), LIBRARIES, MAIN,
                "the broker after stage " + stage)) {
            Conversation conversation = new Conversation(new InetSocketAddress(broker.host(), broker.port()));
            conversation.hello();
            if (number >= 2) {
                conversation.topics();
                conversation.slowReader();
            }
            if (number >= 3) {
                conversation.filters();
            }
            if (number >= 4) {
                conversation.retained();
            }
        }
    }
}
