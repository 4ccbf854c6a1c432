package mqttlab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import mqttlab.bench.FaultyBroker.Mistake;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.Patience;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("lab bench")
@ProvedOnce(reads = {"grading/bench", "solutions/broker", ":!*.adoc"})
class MainTest {

    @Nested
    @DisplayName("on a broker that somebody else runs")
    class OnAnother {

        @TempDir
        private Path folder;

        /** What a faulty broker has lost is waited for. */
        @BeforeEach
        void beImpatient() {
            System.setProperty(Patience.PROPERTY, "0.6");
        }

        @AfterEach
        void beAsPatientAsUsual() {
            System.clearProperty(Patience.PROPERTY);
        }

        private Ran on(FaultyBroker broker, String... more) {
            String[] fixed = {"-b", broker.address(), "-w", "qos0,start-up", "-r", "2", "-s", "0.1", "--warmup", "0"};
            String[] all = Arrays.copyOf(fixed, fixed.length + more.length);
            System.arraycopy(more, 0, all, fixed.length, more.length);
            return Ran.bench(all);
        }

        @Test
        @DisplayName("measures what can be seen from outside, and ends with status 0")
        void good() throws IOException {
            try (FaultyBroker broker = new FaultyBroker(Mistake.NONE)) {
                Ran ran = on(broker);

                assertThat(ran.out()).contains("messages/s").doesNotContain("messages/CPU-s ", "spoilt", "Start-up");
                assertThat(ran.err()).isEmpty();
                assertThat(ran.status()).isZero();
            }
        }

        @ParameterizedTest(name = "{0}: {1}")
        @DisplayName("has a spoilt row for one that makes a mistake, and ends with status 1")
        @CsvSource(delimiter = '|', textBlock = """
                LOSES    | 1 lost
                REPEATS  | 1 twice
                SWAPS    | 1 out of order
                GARBLES  | 1 astray
                CUTS     | the connection of bench-publisher-0
                """)
        void faulty(Mistake mistake, String said) throws IOException {
            try (FaultyBroker broker = new FaultyBroker(mistake)) {
                Ran ran = on(broker);

                assertThat(ran.out()).contains("spoilt: " + broker.address() + ", " + said);
                assertThat(ran.status()).isEqualTo(1);
            }
        }

        @Test
        @DisplayName("writes table and results, and says why there is no plot")
        void files() throws IOException {
            try (FaultyBroker broker = new FaultyBroker(Mistake.NONE)) {
                Ran ran = on(broker, "--out", folder.resolve("results").toString());

                assertThat(folder.resolve("results/bench.txt")).hasContent(ran.out());
                JsonNode json = new ObjectMapper().readTree(folder.resolve("results/bench.json").toFile());
                assertThat(json.at("/workloads/0/name").asText()).isEqualTo("qos0");
                assertThat(json.at("/workloads/0/brokers").get(broker.address()).at("/rounds")).hasSize(2);
                assertThat(ran.err()).contains("bench.svg is not drawn: no broker has");
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("answers wrong usage with a line that helps, and status 2")
    @CsvSource(delimiter = '|', textBlock = """
            -b rabbit                | there is no broker 'rabbit'. There are: mosquitto, reference, moquette, hivemq, and tcp://HOST:PORT
            -b tcp://localhost       | there is no broker 'tcp://localhost'
            -w nothing               | there is no workload 'nothing'. There are: qos0, fan-out
            -r 0                     | --rounds must be from 1 to 100, and not 0
            -s 0                     | --seconds must be from 0.1 to 600
            --plot p.jpg             | --plot must end in .svg or .png, and not be p.jpg
            --nonsense               | Unknown option: '--nonsense'
            """)
    void wrongUsage(String arguments, String message) {
        Ran ran = Ran.bench(arguments.split(" "));

        assertThat(ran.err()).contains(message).doesNotContain("\tat ");
        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    @DisplayName("lists its workloads")
    void list() {
        assertThat(Ran.bench("--list").out()).startsWith("qos0           QoS 0, one to one, saturated");
    }

    @Test
    @DisplayName("has no option that the help of the course tool does not name")
    void help() throws IOException {
        String courseTool = Files.readString(Path.of(System.getProperty("lab.home"),
                "grading/autograder/src/main/java/mqttlab/lab/command/BenchCommand.java"));
        assertThat(Main.commandLine().getCommandSpec().options()).filteredOn(each -> !each.usageHelp() && !each.versionHelp())
                .isNotEmpty().allSatisfy(each -> assertThat(courseTool).contains(each.names()));
    }
}
