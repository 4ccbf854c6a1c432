package mqttlab.testkit.tap;

import static mqttlab.testkit.mqtt.PacketType.CONNACK;
import static mqttlab.testkit.mqtt.PacketType.DISCONNECT;
import static mqttlab.testkit.mqtt.PacketType.PUBACK;
import static mqttlab.testkit.mqtt.PacketType.PUBLISH;
import static mqttlab.testkit.tap.Events.closed;
import static mqttlab.testkit.tap.Events.fromBroker;
import static mqttlab.testkit.tap.Events.fromClient;
import static org.assertj.core.api.Assertions.assertThat;

import io.moquette.broker.Server;
import io.moquette.broker.config.MemoryConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import mqttlab.testkit.wire.WireClient;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("A tap between Paho and a real broker")
class TapWithPahoTest {

    @TempDir
    Path data;

    private final Server broker = new Server();
    private final int port = freePort();

    @BeforeEach
    void startBroker() throws Exception {
        Properties settings = new Properties();
        settings.put("host", "127.0.0.1");
        settings.put("port", String.valueOf(port));
        settings.put("persistence_enabled", "false");
        settings.put("telemetry_enabled", "false");
        settings.put("data_path", data.toString());
        broker.startServer(new MemoryConfig(settings));
    }

    @AfterEach
    void stopBroker() {
        broker.stopServer();
    }

    /** Moquette would choose one itself, but does not always know it yet when startServer() returns. */
    private static int freePort() {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Test
    @DisplayName("records the whole conversation, and the message arrives at a subscriber beside it")
    void recordsPaho() throws Exception {
        try (Tap tap = Tap.to(this::address); WireClient ana = WireClient.connect(address(), "ana")) {
            ana.subscribe("news/cadiz/+", 1);

            MqttClient paho = new MqttClient(tap.uri(), "luis", new MemoryPersistence());
            paho.connect();
            paho.publish("news/cadiz/culture", "Carnaval".getBytes(StandardCharsets.UTF_8), 1, false);
            paho.disconnect();
            paho.close();

            var publish = tap.trace().await(fromClient(PUBLISH).withTopic("news/cadiz/culture").withQos(1));
            assertThat(publish.client()).isEqualTo("luis");
            tap.trace().await(fromBroker(PUBACK).withIdOf(publish).after(publish));
            tap.trace().await(fromClient(DISCONNECT));
            tap.trace().await(closed(publish.connection()));
            tap.trace().one(fromBroker(CONNACK));
            assertThat(ana.expect(PUBLISH).payload().text()).contains("Carnaval");
        }
    }
}
