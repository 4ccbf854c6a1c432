package mqttlab.broker.journal;

import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import mqttlab.broker.codec.Encoder;
import mqttlab.broker.codec.Packet.Connect;
import mqttlab.broker.codec.Packet.Publish;
import mqttlab.broker.codec.Payload;
import mqttlab.broker.codec.QoS;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.mqtt.Packets;
import mqttlab.testkit.tap.Trace;
import mqttlab.testkit.wire.WireClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A broker with a heap of 128 MB")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no env")
@Timeout(60)
@ProvedOnce(reads = {})
class ScarceMemoryTest {

    private static final List<String> LITTLE = List.of("env", "JAVA_TOOL_OPTIONS=-Xmx128m -XX:+ExitOnOutOfMemoryError");
    private static final int MANY = 20;
    private static final int SIXTY = 60;
    private static final int EACH = 2;
    private static final int MEGABYTE = 1_000_000;
    private static final int FEW_EVENTS = 100;
    private static final byte[] LARGE =
            Encoder.encode(new Publish("large", new Payload(new byte[16_000_000]), QoS.AT_LEAST_ONCE, false, false, 7));

    @TempDir
    private Path temporary;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @AfterEach
    void closeAll() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    @ParameterizedTest(name = "--io {0}")
    @ValueSource(strings = {"loops", "threads"})
    @DisplayName("serves the others while twenty clients send packets of 16 MB and never finish")
    void neverFinished(String io) throws Exception {
        BrokerProcess broker = keep(BrokerProcess.start(LITTLE, temporary.resolve("log"), "io=" + io));
        WireClient bystander = keep(WireClient.connect(broker.address(), Packets.connect("bystander").packet(), new Trace()));
        for (int i = 0; i < MANY; i++) {
            Socket socket = keep(broker.connect());
            socket.getOutputStream().write(Encoder.encode(new Connect("slow-" + i, true, 0, Optional.empty(), Optional.empty())));
            socket.getOutputStream().write(LARGE, 0, LARGE.length - 1);
            bystander.ping();
        }
        Socket last = keep(broker.connect());
        last.getOutputStream().write(Encoder.encode(new Connect("quick", true, 0, Optional.empty(), Optional.empty())));
        last.getOutputStream().write(LARGE);

        assertThat(last.getInputStream().readNBytes(8)).containsExactly(0x20, 2, 0, 0, 0x40, 2, 0, 7);
        assertThat(broker.output()).contains("slow-0 is disconnected").doesNotContain("java.lang.OutOfMemoryError");
    }

    @Test
    @DisplayName("serves the others while it keeps messages for sixty that are away, and has them when it is started again")
    void away() throws Exception {
        String data = "data=" + temporary.resolve("data");
        BrokerProcess broker = keep(BrokerProcess.start(LITTLE, temporary.resolve("log"), data));
        for (int i = 0; i < SIXTY; i++) {
            WireClient leaver = connect(broker, "away-" + i, false);
            leaver.subscribe("for-" + i, 1);
            leaver.disconnectAndAwaitClosed();
        }
        WireClient bystander = connect(broker, "bystander", true);
        WireClient writer = connect(broker, "writer", true);
        for (int i = 0; i < SIXTY; i++) {
            for (int number = 0; number < EACH; number++) {
                writer.publish("for-" + i, 1, ByteBuffer.allocate(MEGABYTE).put((byte) number).array());
            }
            bystander.ping();
        }
        assertThat(broker.output()).contains("All queues together are full, and messages for away-59 were dropped: 1");

        broker.kill();
        broker.start();
        WireClient first = connect(broker, "away-0", false);
        for (int number = 0; number < EACH; number++) {
            assertThat(first.expect(PUBLISH).payload().bytes()).hasSize(MEGABYTE).startsWith(number);
        }
        assertThat(broker.output()).doesNotContain("java.lang.OutOfMemoryError");
    }

    private WireClient connect(BrokerProcess broker, String clientId, boolean clean) {
        return keep(WireClient.connect(broker.address(), Packets.connect(clientId).cleanSession(clean).packet(),
                new Trace(FEW_EVENTS, 2 * MEGABYTE)));
    }

    private <T extends AutoCloseable> T keep(T resource) {
        open.push(resource);
        return resource;
    }
}
