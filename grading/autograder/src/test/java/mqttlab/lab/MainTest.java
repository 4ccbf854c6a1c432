package mqttlab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import mqttlab.testkit.InfrastructureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

@DisplayName("The course tool")
class MainTest {

    private TinyCourse course;

    @BeforeEach
    void course(@TempDir Path root) {
        course = new TinyCourse(root);
    }

    @Test
    @DisplayName("says how long a packet the reference broker takes, if nothing else is asked for")
    void packetLimit() {
        Path limits = ThisCheckout.root().resolve("solutions/broker/src/main/java/mqttlab/broker/health/Limits.java");
        assertThat(limits).content().contains("new Limits(16 << 20, ");
        String help = course.lab("broker", "--help").out().replaceAll("\\s+", " ");
        assertThat(help).contains("(default: " + (16 << 20) + ", 16 MiB)");
    }

    @ParameterizedTest(name = "lab {0}")
    @DisplayName("answers wrong usage with a line that helps, and exit status 2")
    @CsvSource(delimiter = '|', textBlock = """
            lst          | lab: there is no command 'lst' (did you mean 'list'?)
            list --nope  | lab: Unknown option: '--nope'
            list --nope  | lab: 'lab list --help' says what it takes
            explain      | lab: Missing required parameter: 'CLAUSE'
            explain MQTT-3.1.4-9   | lab: MQTT 3.1.1 has no clause 'MQTT-3.1.4-9' (did you mean MQTT-3.1.4-1 or
            list 7                 | lab: there is no lab '7'. There are: 01-hello
            read 7                 | lab: there is no lab '7'. There are: 01-hello
            run          | lab: Missing required parameter: 'LAB'
            run 7        | lab: there is no lab '7'. There are: 01-hello
            check 01 02  | lab: only the broker has stages and can be a --target: lab check broker 02
            check broker 9                            | lab: there is no stage '9'. There are: 00-bytes, 01-hello
            check broker --target tcp://localhost:1   | lab: which stage is --target to be checked for? Such as: lab check broker 02
            check broker 00 --target tcp://localhost:1 | lab: broker 00 checks functions, not a broker: --target is for a stage that checks one
            check --task 2                            | lab: of which lab is --task 2? Such as: lab check 01 --task 2
            check broker --task 2                     | lab: of which stage is --task 2? Such as: lab check broker 02 --task 2
            grade x --out y --shard 2      | '--shard': '2' is not like 2/5, the second of five
            grade x --out y --shard 0/4    | '--shard': there is no shard 0/4: they are counted from 1/4 to 4/4
            grade x --out y --shard 5/4    | '--shard': there is no shard 5/4: they are counted from 1/4 to 4/4
            merge --out y | lab: Missing required parameter: 'PART'
            mutant it    | lab: there are no mutants here: what students get does not include grading/mutants
            soak 01 02   | lab: there is no lab '01 02'. There are: 01-hello
            soak all --runs 0                         | lab: --runs must be 1 or more, and --load 0 or more
            check broker 01 --target localhost        | 'localhost' is not like tcp://localhost:1883
            """)
    void wrongUsage(String arguments, String message) {
        String lab = course.read(TinyCourse.LAB + "lab.yaml");
        course.write("broker-from-scratch/stages/00-bytes.yaml", lab.replace("client", "functions"))
                .write("broker-from-scratch/stages/01-hello.yaml", lab);
        Ran ran = course.lab(arguments.split(" "));

        assertThat(ran.err()).contains(message).doesNotContain("\tat ");
        assertThat(ran.status()).isEqualTo(2);
        assertThat(ran.out()).isEmpty();
    }

    @Test
    @DisplayName("names all its commands when asked for another, but not those that are its own affair")
    void commands() {
        List<String> commands = Main.commandLine(null, Map.of()).getSubcommands().entrySet().stream()
                .filter(each -> !each.getValue().getCommandSpec().usageMessage().hidden()).map(Map.Entry::getKey).toList();
        assertThat(commands).contains("check", "sync").doesNotContain("warm-up");

        assertThat(course.lab("xyz").err())
                .contains("there is no command 'xyz'; there are: " + String.join(", ", commands) + "\n");
    }

    @Test
    @DisplayName("asks for a command when there is none")
    void noCommand() {
        Ran ran = course.lab();

        assertThat(ran.err()).startsWith("lab: a command is missing");
        assertThat(ran.status()).isEqualTo(2);
    }

    @Test
    @DisplayName("explains itself and its commands, without those that are its own affair")
    void help() {
        assertThat(course.lab("--help").out()).contains("Exit status: 0", "sync").doesNotContain("warm-up");
        assertThat(course.lab("sync", "--help").out()).contains("--check");
        assertThat(course.lab("--version").out()).contains("Java " + Runtime.version());
    }

    @Test
    @DisplayName("takes 'help' for --help, alone and before a command")
    void helpWithoutDashes() {
        assertThat(course.lab("help").out()).isEqualTo(course.lab("--help").out()).contains("Commands:");
        assertThat(course.lab("help", "check").out()).isEqualTo(course.lab("check", "--help").out());
    }

    @Test
    @DisplayName("lists the labs and what they are worth")
    void list() {
        assertThat(Ran.lab(ThisCheckout.root().toString(), "list").out())
                .matches("(?s)01-publish-subscribe +Publish and subscribe +20 points +150 min .*"
                        + "broker-01-hello +Hello +37 points +240 min +after broker 00 .*");
    }

    @Test
    @DisplayName("says in one line what is wrong with the infrastructure")
    void infrastructure() {
        assertThat(thrown(new InfrastructureException("no broker: install mosquitto"), Map.of()))
                .isEqualTo(new Ran(2, "", "lab: no broker: install mosquitto\n".replace("\n", System.lineSeparator())));
    }

    @Test
    @DisplayName("shows the stack trace of what should not have happened only when asked")
    void unexpected() {
        Throwable[] surprises = {new IllegalStateException("surprise"), new StackOverflowError("surprise")};
        for (Throwable surprise : surprises) {
            Ran quiet = thrown(surprise, Map.of());
            Ran verbose = thrown(surprise, Map.of("LAB_DEBUG", "1"));

            assertThat(quiet.err()).contains("surprise", "LAB_DEBUG=1").doesNotContain("\tat ").hasLineCount(1);
            assertThat(verbose.err()).contains("surprise", "\tat ");
            assertThat(quiet.status()).isEqualTo(2);
            assertThat(verbose.status()).isEqualTo(2);
        }
    }

    private Ran thrown(Throwable thrown, Map<String, String> environment) {
        CommandLine tool = Main.commandLine(course.root().toString(), environment);
        return Ran.of(tool.addSubcommand(new Thrower(thrown)), "throw");
    }

    /** A command in which something goes wrong. */
    @Command(name = "throw")
    record Thrower(Throwable thrown) implements Callable<Integer> {
        @Override
        public Integer call() throws Exception {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        }
    }
}
