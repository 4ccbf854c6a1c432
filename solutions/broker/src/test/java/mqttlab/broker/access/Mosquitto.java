package mqttlab.broker.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mqttlab.testkit.broker.BrokerKind;
import mqttlab.testkit.broker.Brokers;
import mqttlab.testkit.broker.Leash;

/** The Mosquitto of this machine, with a password file of the test's own; its programs, too. */
final class Mosquitto implements AutoCloseable {

    private final Process process;
    private final InetSocketAddress address;

    /** Skips the calling test where there is no Mosquitto, unless one was promised. */
    static void assumeHere() {
        boolean promised = "true".equals(System.getenv("CI"))
                || Set.of("container", "process").contains(String.valueOf(System.getenv("LAB_BROKER")));
        assumeTrue(promised || Brokers.survey().stream().anyMatch(one -> one.kind() == BrokerKind.PROCESS && one.available()),
                "there is no mosquitto on this machine");
    }

    Mosquitto(Path passwords) throws IOException {
        address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), freePort());
        Path conf = Files.writeString(passwords.resolveSibling("mosquitto.conf"), """
                listener %d 127.0.0.1
                allow_anonymous false
                password_file %s
                user root
                log_dest stderr
                """.formatted(address.getPort(), passwords));
        process = Leash.tied(List.of(program("mosquitto"), "-c", conf.toString()));
        BufferedReader log = process.inputReader(StandardCharsets.UTF_8);
        List<String> lines = new ArrayList<>();
        while (lines.isEmpty() || !lines.getLast().endsWith(" running")) {
            String line = log.readLine();
            assertThat(line).as("Mosquitto ended: %s", lines).isNotNull();
            lines.add(line);
        }
    }

    InetSocketAddress address() {
        return address;
    }

    /** Hashes the plain passwords in the file. */
    static void hash(Path passwords, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program("mosquitto_passwd")));
        command.addAll(Arrays.asList(options));
        command.addAll(List.of("-U", passwords.toString()));
        Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(run.waitFor()).as(said).isZero();
    }

    // Debian and Homebrew put the broker where a user's PATH often does not lead.
    private static String program(String name) {
        return Stream.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)),
                        Stream.of("/usr/sbin", "/usr/local/sbin", "/opt/homebrew/sbin", "/opt/homebrew/bin"))
                .map(folder -> new File(folder, name))
                .filter(File::canExecute)
                .map(File::getPath)
                .findFirst().orElseThrow(() -> new AssertionError("there is no " + name + " on this machine"));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.toHandle().destroyForcibly();
    }
}
