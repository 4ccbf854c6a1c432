package mqttlab.broker.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mqttlab.proofs.junit.ProvedOnce;
import mqttlab.testkit.Patience;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttMessageListener;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("With Eclipse Paho")
@ProvedOnce(reads = {})
class PahoTest extends ForClients {

    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final IMqttMessageListener keep = (topic, message) -> received.add(
            topic + " " + new String(message.getPayload(), UTF_8) + (message.isRetained() ? " retained" : ""));
    private final Deque<AutoCloseable> open = new ArrayDeque<>();

    @AfterEach
    void closeAll() throws Exception {
        while (!open.isEmpty()) {
            open.pop().close();
        }
    }

    private MqttClient synchronous(String id, MqttConnectOptions options) throws MqttException {
        MqttClient client = new MqttClient(uri(), id, new MemoryPersistence());
        client.setTimeToWait(Patience.usual().toMillis());
        client.connect(options);
        open.push(() -> {
            if (client.isConnected()) {
                client.disconnectForcibly(0, 1, false);
            }
            client.close(true);
        });
        return client;
    }

    private MqttAsyncClient asynchronous(String id, MqttConnectOptions options) throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient(uri(), id, new MemoryPersistence());
        client.connect(options).waitForCompletion(Patience.usual().toMillis());
        open.push(() -> {
            client.disconnectForcibly(0, 1, false);
            client.close(true);
        });
        return client;
    }

    private String uri() {
        return "tcp://" + host + ":" + port;
    }

    private static MqttConnectOptions clean() {
        return new MqttConnectOptions();
    }

    private static MqttConnectOptions persistent() {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setCleanSession(false);
        return options;
    }

    private String next() throws InterruptedException {
        return received.poll(Patience.usual().toMillis(), TimeUnit.MILLISECONDS);
    }

    @ParameterizedTest(name = "QoS {0}")
    @ValueSource(ints = {0, 1, 2})
    @DisplayName("synchronous clients publish, subscribe, unsubscribe and say goodbye")
    void synchronous(int qos) throws Exception {
        MqttClient reader = synchronous("reader", clean());
        MqttClient writer = synchronous("writer", clean());
        reader.subscribe("noticias/#", qos, keep);
        writer.publish("noticias/cádiz", "levante".getBytes(UTF_8), qos, false);
        assertThat(next()).isEqualTo("noticias/cádiz levante");
        reader.unsubscribe("noticias/#");
        reader.subscribe("sentinels", qos, keep);
        writer.publish("noticias/cádiz", "unwanted".getBytes(UTF_8), qos, false);
        writer.publish("sentinels", "sentinel".getBytes(UTF_8), qos, false);
        assertThat(next()).isEqualTo("sentinels sentinel");
        reader.disconnect();
        writer.disconnect();
    }

    @ParameterizedTest(name = "QoS {0}")
    @ValueSource(ints = {1, 2})
    @DisplayName("an asynchronous client publishes a thousand messages that arrive once and in order")
    void asynchronous(int qos) throws Exception {
        MqttConnectOptions many = clean();
        many.setMaxInflight(1_000);
        MqttAsyncClient reader = asynchronous("reader", clean());
        MqttAsyncClient writer = asynchronous("writer", many);
        reader.subscribe("t", qos, keep).waitForCompletion(Patience.usual().toMillis());
        List<IMqttDeliveryToken> tokens = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            tokens.add(writer.publish("t", Integer.toString(i).getBytes(UTF_8), qos, false));
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(next()).isEqualTo("t " + i);
        }
        for (IMqttDeliveryToken token : tokens) {
            token.waitForCompletion(Patience.usual().toMillis());
        }
        assertThat(received).isEmpty();
    }

    @Test
    @DisplayName("a retained message is marked, and an empty one clears it")
    void retained() throws Exception {
        MqttClient writer = synchronous("writer", clean());
        writer.publish("kept", "notice".getBytes(UTF_8), 1, true);
        writer.publish("gone", "notice".getBytes(UTF_8), 1, true);
        writer.publish("gone", new byte[0], 1, true);
        writer.subscribe("#", 1, keep);
        assertThat(next()).isEqualTo("kept notice retained");
        writer.publish("end", "end".getBytes(UTF_8), 1, false);
        assertThat(next()).isEqualTo("end end");
    }

    @Test
    @DisplayName("a persistent session keeps what was published with QoS 1 and 2")
    void session() throws Exception {
        MqttClient sleeper = synchronous("sleeper", persistent());
        sleeper.subscribe("t", 2, keep);
        sleeper.disconnect();
        MqttClient writer = synchronous("writer", clean());
        for (int qos = 0; qos <= 2; qos++) {
            writer.publish("t", ("QoS " + qos).getBytes(UTF_8), qos, false);
        }
        MqttClient back = new MqttClient(uri(), "sleeper", new MemoryPersistence());
        open.push(() -> back.close(true));
        back.setCallback(new MqttCallback() {
            @Override
            public void connectionLost(Throwable cause) {
                received.add("(connection lost)");
            }

            @Override
            public void messageArrived(String topic, MqttMessage message) throws Exception {
                keep.messageArrived(topic, message);
            }

            @Override
            public void deliveryComplete(IMqttDeliveryToken token) {
                // Not asked for.
            }
        });
        assertThat(back.connectWithResult(persistent()).getSessionPresent()).isTrue();
        assertThat(next()).isEqualTo("t QoS 1");
        assertThat(next()).isEqualTo("t QoS 2");
        back.disconnect();
    }

    @Test
    @DisplayName("the will of a client that is taken over is published")
    void will() throws Exception {
        MqttClient heir = synchronous("heir", clean());
        heir.subscribe("will", 1, keep);
        MqttConnectOptions withWill = clean();
        withWill.setWill("will", "gone".getBytes(UTF_8), 1, false);
        synchronous("doomed", withWill);
        synchronous("doomed", clean());
        assertThat(next()).isEqualTo("will gone");
    }

    @Test
    @DisplayName("a client that wants MQTT 3.1 is refused, and connects with 3.1.1 when it may choose")
    void version() throws Exception {
        MqttConnectOptions old = clean();
        old.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1);
        assertThatThrownBy(() -> synchronous("old", old)).isInstanceOf(MqttException.class);
        assertThat(synchronous("new", clean()).isConnected()).isTrue();
    }
}
