package mqttlab.broker.journal;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mqttlab.broker.codec.Encoder;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("a broker with 128 file descriptors, and a crowd that wants more")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such limit")
@ProvedOnce(reads = {})
class ScarceTest {

    private static final List<String> FEW = List.of("sh", "-c", "ulimit -n 128; exec \"$@\"", "sh");
    private static final int CROWD = 200;

    @TempDir
    private Path temporary;

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"log=info", "max-connections=100000"})
    @DisplayName("serves those who are there, though its journal needs another file, and all others when the crowd has gone")
    void crowd(String setting) throws Exception {
        String data = "data=" + temporary.resolve("data");
        try (BrokerProcess broker = BrokerProcess.start(FEW, temporary.resolve("log"), data, setting);
                WireClient publisher = connect(broker, "publisher")) {
            publisher.publish("t", 1, new byte[10]);
            List<Socket> crowd = crowd(broker);
            for (int i = 0; i < 400; i++) {
                publisher.publishRetained("kept", 1, new byte[60_000]);
            }
            for (Socket each : crowd) {
                each.close();
            }
            awaitWelcome(broker);
            try (WireClient later = connect(broker, "")) {
                later.subscribe("a", 1);
                later.publish("a", 1, new byte[1]);
                later.expect(PUBLISH);
            }
            assertThat(broker.output()).doesNotContain("cannot be written").doesNotContain("should not have");
        }
    }

    private static WireClient connect(BrokerProcess broker, String clientId) {
        return WireClient.connect(broker.address(), Packets.connect(clientId).packet(), new Trace());
    }

    private static List<Socket> crowd(BrokerProcess broker) throws IOException {
        List<Socket> crowd = new ArrayList<>();
        for (int i = 0; i < CROWD; i++) {
            Socket socket = broker.connect();
            crowd.add(socket);
            try {
                Connect connect = new Connect("crowd-" + i, true, 0, Optional.empty(), Optional.empty());
                socket.getOutputStream().write(Encoder.encode(connect));
            } catch (IOException e) {
                // It was one too many.
            }
        }
        return crowd;
    }

    /** The broker finds out that the crowd has gone, one after another. */
    private static void awaitWelcome(BrokerProcess broker) {
        boolean welcome = false;
        while (!welcome) {
            try (WireClient newcomer = WireClient.open(broker.address())) {
                newcomer.send(Packets.connect("newcomer").packet());
                welcome = newcomer.expect(CONNACK).returnCode() == 0;
            } catch (AssertionError e) {
                // It was closed.
            }
        }
    }
}
