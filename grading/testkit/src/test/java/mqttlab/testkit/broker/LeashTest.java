package mqttlab.testkit.broker;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import mqttlab.proofs.junit.ProvedOnce;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Nothing is left behind")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a shutdown hook does what it can")
@ProvedOnce(reads = {})
class LeashTest {

    /** What runs in a JVM of its own and waits to be killed. */
    static final class Victim {

        public static void main(String[] arguments) throws Exception {
            Broker broker = Brokers.forced(BrokerKind.valueOf(arguments[0])).own(BrokerSettings.anonymous());
            broker.pause();
            System.out.println(Scratch.folder("found").getParent());
            System.out.println(MosquittoContainer.LABEL);
            System.in.read();
        }
    }

    static Stream<Arguments> kindsAndSignals() {
        return KindsHere.all().stream().flatMap(kind -> Stream.of("KILL", "TERM", "INT")
                // A container's removal takes seconds: one signal must do, the hardest.
                .filter(signal -> kind != BrokerKind.CONTAINER || signal.equals("KILL"))
                .map(signal -> Arguments.of(kind, signal)));
    }

    @ParameterizedTest(name = "of a paused broker ({0}) when its JVM ends by SIG{1}")
    @MethodSource("kindsAndSignals")
    void nothingIsLeft(BrokerKind kind, String signal) throws Exception {
        Process victim = new ProcessBuilder(command(kind)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader said = victim.inputReader()) {
            Path folder = Path.of(said.readLine());
            String label = said.readLine();
            assertThat(folder).isDirectory();
            List<ProcessHandle> family = victim.descendants().toList();
            assertThat(family).isNotEmpty();
            assertThat(run("kill", "-" + signal, String.valueOf(victim.pid()))).isEmpty();
            assertThat(victim.waitFor(20, SECONDS)).isTrue();
            for (ProcessHandle one : family) {
                one.onExit().get(30, SECONDS);
            }
            assertThat(Files.exists(folder)).isFalse();
            if (kind == BrokerKind.CONTAINER) {
                assertThat(run("docker", "ps", "-aq", "--filter", "label=" + label)).isEmpty();
            }
        } finally {
            victim.destroyForcibly();
        }
    }

    /** A build in the background is deaf to SIGINT, and so are its children: GNU's env gives them their hearing back. */
    private static List<String> command(BrokerKind kind) {
        Stream<String> hearing = OS.LINUX.isCurrentOs() ? Stream.of("env", "--default-signal=INT") : Stream.of();
        return Stream.concat(hearing, Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Victim.class.getName(), kind.name())).toList();
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        process.waitFor();
        return said.strip();
    }
}
