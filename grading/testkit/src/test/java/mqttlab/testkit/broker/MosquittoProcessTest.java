package mqttlab.testkit.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import mqttlab.testkit.InfrastructureException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A mosquitto of this machine")
class MosquittoProcessTest {

    @BeforeEach
    void here() {
        assumeTrue(KindsHere.all().contains(BrokerKind.PROCESS), "there is no mosquitto on this machine");
    }

    @Test
    @DisplayName("takes another port when somebody else has its own")
    void portInUse() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                Broker broker = MosquittoProcess.started(program(), BrokerSettings.anonymous(), taken.getLocalPort())) {
            assertThat(broker.port()).isNotEqualTo(taken.getLocalPort());
            Paho.to(broker, "anybody").close();
        }
    }

    @Test
    @DisplayName("keeps its port over a restart when it can")
    void samePort() {
        try (Broker broker = MosquittoProcess.started(program(), BrokerSettings.anonymous())) {
            int before = broker.port();
            broker.stop();
            broker.start();
            assertThat(broker.port()).isEqualTo(before);
        }
    }

    @Test
    @DisplayName("that refuses its configuration says so in one line")
    void nonsense() {
        assertThatThrownBy(() -> MosquittoProcess.started(program(), BrokerSettings.anonymous().withAcl("nonsense")))
                .isInstanceOf(InfrastructureException.class)
                .hasMessageMatching(".*mosquitto does not start: .+")
                .extracting(Throwable::getMessage).asString().doesNotContain("\n");
    }

    private static MosquittoProgram program() {
        return MosquittoProgram.find().orElseThrow();
    }
}
