package mqttlab.testkit.student;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import mqttlab.testkit.failure.FailureKind;
import mqttlab.testkit.sandbox.Sandbox;
import mqttlab.testkit.sandbox.SandboxHere;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A student's broker")
class StudentBrokerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @ParameterizedTest
    @ValueSource(strings = {"listening on port PORT", "Broker 1.0 is listening for MQTT on port PORT.", "listening, port 0PORT"})
    @DisplayName("is found where it says that it listens")
    void listens(String line) {
        try (StudentBroker broker = saying(line)) {
            assertThat(broker.port()).isBetween(1, 65_535);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"70000", "65536", "0", "-1", "99999999999999999999"})
    @DisplayName("that says a number which cannot be a port has not started, and is told why")
    void impossiblePort(String port) {
        assertThatThrownBy(() -> saying("listening on port " + port)).isInstanceOfSatisfying(StudentFault.Crashed.class,
                        fault -> assertThat(fault.kind()).isEqualTo(FailureKind.NOT_LISTENING))
                .hasMessage("the broker says that it listens on port %s, which no TCP port can be: 1 to 65535. "
                        + "It must say the port that it really has got", port);
    }

    @ParameterizedTest
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere it cannot be known who listens")
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::"})
    @DisplayName("that says the port of another program has not started")
    void portOfAnother(String address) throws IOException {
        try (ServerSocket another = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            assertThatThrownBy(() -> saying("listening on port " + another.getLocalPort()))
                    .isInstanceOfSatisfying(StudentFault.Crashed.class,
                            fault -> assertThat(fault.kind()).isEqualTo(FailureKind.NOT_LISTENING))
                    .hasMessage("the broker says that it listens on port %d, where another program does. "
                            + "It must say the port that it really has got", another.getLocalPort());
        }
    }

    @Test
    @DisplayName("is found, stopped and believed in a sandbox as elsewhere")
    void enclosed() throws IOException, InterruptedException {
        Sandbox sandbox = SandboxHere.required(List.of());
        try (StudentBroker broker = saying("listening on port PORT", sandbox)) {
            assertThat(broker.port()).isBetween(1, 65_535);
            assertThat(broker.helper()).isEmpty();
            assertThat(broker.isAnswering(PATIENCE)).isTrue();
            broker.stop();
            assertThat(broker.isAlive()).isFalse();
            assertThat(broker.isAnswering(PATIENCE)).isFalse();
        }
        try (ServerSocket another = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> saying("listening on port " + another.getLocalPort(), sandbox))
                    .hasMessageContaining("where another program does");
        }
    }

    @Test
    @DisplayName("is believed where nobody can know who listens")
    void unknown() {
        PortOwner nowhere = new PortOwner(List.of(Path.of("/nowhere/tcp")), Path.of("/nowhere"));

        assertThat(nowhere.isAnother(ProcessHandle.current(), 1883)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"21.0.5, 64", "23.0.2, 64", "24, 0", "25.0.3, 0"})
    @DisplayName("has as many carriers on each machine, where threads that wait may keep theirs")
    void carriers(String jdk, int carriers) {
        List<String> options = StudentBroker.carriers(Runtime.Version.parse(jdk));

        assertThat(options)
                .isEqualTo(carriers == 0 ? List.of() : List.of("-Djdk.virtualThreadScheduler.parallelism=" + carriers));
    }

    @Test
    @DisplayName("that is out of memory has ended, whatever it does about it")
    void outOfMemory() throws IOException {
        try (StudentBroker broker = StudentBroker.started(Jars.of(Hoarder.class), List.of(), Hoarder.class.getName(), "a hoarder");
                Socket client = new Socket(broker.host(), broker.port())) {
            assertThat(client.getInputStream().read()).as("the end of the connection").isEqualTo(-1);
            assertThat(broker.log()).anySatisfy(line -> assertThat(line).contains("java.lang.OutOfMemoryError"));
        }
    }

    private static StudentBroker saying(String line) {
        return saying(line, Sandbox.NONE);
    }

    private static StudentBroker saying(String line, Sandbox sandbox) {
        return StudentBroker.started(List.of(Jars.of(Announcer.class)), List.of("-D" + Announcer.SAYS + "=" + line),
                Announcer.class.getName(), "a broker that announces itself", sandbox, List.of());
    }
}
