package mqttlab.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import mqttlab.broker.Settings.BadSetting;
import mqttlab.broker.health.Limits;
import mqttlab.broker.server.Broker;
import mqttlab.broker.server.Listener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The broker's program")
@Timeout(60)
class MainTest {

    private record Ran(int status, String said) {
    }

    @TempDir
    private Path folder;

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("says in one line what it cannot use, and ends with status 2")
    @CsvSource(delimiter = '|', textBlock = """
            port=1 port=2                   | the setting 'port' is given twice
            port=66000                      | port=66000: give a number from 0 to 65535
            port=0 max-packet=lots          | max-packet=lots: give a number from 2 to 268435455
            port=0 io=magic                 | io=magic: give loops or threads
            port=0 log=loud                 | log=loud: give debug, info, warning or error
            port=0 speed=high               | there is no setting 'speed=high'. There are: [port=N]
            port                            | there is no setting 'port'. There are: [port=N]
            port=0 bind=nowhere.invalid     | bind=nowhere.invalid: that is not an address of this machine
            port=0 passwords=FOLDER/none    | FOLDER/none: there is no such file
            port=0 acl=FOLDER/acl           | FOLDER/acl:2:
            port=0 tls=0                    | the setting 'certificate' is missing: TLS needs a certificate and its key
            port=0 data=FOLDER/acl          | FOLDER/acl:
            """)
    void complains(String settings, String complaint) throws Exception {
        Files.writeString(folder.resolve("acl"), "user ana\ntropic read news\n");
        Ran ran = run(settings.replace("FOLDER", folder.toString()).split(" "));
        assertThat(ran.said()).startsWith("broker: " + complaint.replace("FOLDER", folder.toString())).hasLineCount(1);
        assertThat(ran.status()).isEqualTo(2);
    }

    @ParameterizedTest(name = "at {0}")
    @DisplayName("says that its port is in use")
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void portInUse(String address) throws Exception {
        assumeTrue(hasAddress(address));
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            Ran ran = run("port=" + taken.getLocalPort());
            assertThat(ran.said()).startsWith("broker: cannot listen on port " + taken.getLocalPort() + " of " + address + ": ")
                    .endsWith("Is another broker running there?\n").hasLineCount(1);
            assertThat(ran.status()).isEqualTo(2);
        }
    }

    @ParameterizedTest(name = "with {1}, and the JVM''s option {0}: {2}")
    @DisplayName("is there for this machine's programs, whichever of its two addresses they take for localhost")
    @CsvSource({"-ea, port=0, 127.0.0.1 ::1", "-ea, bind=localhost, 127.0.0.1 ::1", "-ea, bind=127.0.0.1, 127.0.0.1",
        "-ea, bind=::1, ::1", "-Djava.net.preferIPv4Stack=true, port=0, 127.0.0.1"})
    void localhost(String option, String setting, String addresses) throws Exception {
        assumeTrue(hasAddress("::1"));
        List<String> settings = new ArrayList<>(List.of("port=0", "websocket=0"));
        if (!settings.contains(setting)) {
            settings.add(setting);
        }
        List<String> command = command(option);
        command.addAll(settings);
        Process broker = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (BufferedReader output = broker.inputReader(UTF_8)) {
            for (String way : List.of("MQTT", "MQTT over WebSocket")) {
                int port = listening(output, way);
                assertThat(Stream.of("127.0.0.1", "::1").filter(address -> accepts(address, port)))
                        .as(way).containsExactly(addresses.split(" "));
            }
        } finally {
            broker.destroyForcibly();
        }
    }

    private static boolean hasAddress(String address) throws IOException {
        return NetworkInterface.getByInetAddress(InetAddress.getByName(address)) != null;
    }

    private static boolean accepts(String address, int port) {
        try (Socket socket = new Socket(address, port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** Reads on until the broker says on which port it is. */
    private static int listening(BufferedReader output, String way) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            said.append(line).append('\n');
            if (line.contains(" listening for " + way + " on port ")) {
                return Integer.parseInt(line.substring(line.lastIndexOf(' ') + 1));
            }
        }
        throw new AssertionError("it has ended, and said " + said);
    }

    @Nested
    @DisplayName("where its first port is free at one of its addresses only")
    class FreeAtOne {

        private final List<InetAddress> both = List.of(InetAddress.getLoopbackAddress(), InetAddress.getLoopbackAddress());
        private final Broker broker = new Broker(Limits.DEFAULT);
        private final List<Integer> ports = new ArrayList<>();
        private int taken;

        /** One that was opened at the first address is open there: that the second may have it is left out. */
        private Listener open(InetAddress address, int port) throws IOException {
            if (port == 0) {
                Listener first = broker.listen(address, port);
                ports.add(first.port());
                return first;
            }
            if (ports.size() <= taken) {
                throw new BindException("Address already in use");
            }
            return broker.listenForWebSocket(address, 0);
        }

        @AfterEach
        void close() {
            broker.close();
        }

        @Test
        @DisplayName("takes another, and does not leave the first one open")
        void next() throws Exception {
            taken = 2;
            Main.open(both, 0, "nothing", this::open);
            assertThat(ports).hasSize(3);
            assertThat(ports.stream().filter(port -> accepts("127.0.0.1", port))).containsExactly(ports.getLast());
        }

        @Test
        @DisplayName("does not try for ever, and says which address is the trouble")
        void never() {
            taken = Integer.MAX_VALUE;
            assertThatThrownBy(() -> Main.open(both, 0, "nothing", this::open)).isInstanceOf(BadSetting.class)
                    .hasMessageMatching("cannot listen on port [1-9]\\d* of 127.0.0.1: Address already in use\\. Is another .*");
            assertThat(ports.stream().filter(port -> accepts("127.0.0.1", port))).isEmpty();
        }
    }

    private static Ran run(String... settings) throws IOException, InterruptedException {
        List<String> command = command("-ea");
        command.addAll(List.of(settings));
        Process broker = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String said = new String(broker.getInputStream().readAllBytes(), UTF_8);
            assertThat(broker.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return new Ran(broker.exitValue(), said);
        } finally {
            broker.destroyForcibly();
        }
    }

    private static List<String> command(String option) {
        return new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), option,
                "-cp", Path.of("target/classes").toString(), Main.class.getName()));
    }
}
