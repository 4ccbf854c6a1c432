package mqttlab.lab.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import mqttlab.testkit.Patience;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** What the broker can do as Paho's asynchronous client sees it, which does not wait for one message before it sends the next. */
final class AsyncPahoClaims {

    private static final int MANY = 500;

    private AsyncPahoClaims() {
    }

    static List<Claim> all() {
        return List.of(
                new Claim(5, "takes 500 messages with QoS 1 at once", broker -> atOnce(broker, 1)),
                new Claim(6, "takes 500 messages with QoS 2 at once", broker -> atOnce(broker, 2)),
                new Claim(8, "publishes a will with QoS 2, and retains it", AsyncPahoClaims::retainedWill));
    }

    private static void atOnce(BuiltStage broker, int qos) throws Exception {
        String topic = "async/" + qos;
        MqttAsyncClient writer = connect(broker, "async-writer-" + qos, PahoClient.options());
        try (PahoClient reader = PahoClient.connect(broker.with(), "async-reader-" + qos)) {
            reader.subscribe(topic, qos);
            List<IMqttDeliveryToken> tokens = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                tokens.add(writer.publish(topic, Integer.toString(i).getBytes(UTF_8), qos, false));
            }
            for (int i = 0; i < MANY; i++) {
                assertThat(reader.next()).isEqualTo(topic + " " + i + " " + qos);
            }
            for (IMqttDeliveryToken token : tokens) {
                token.waitForCompletion(Patience.usual().toMillis());
            }
        } finally {
            vanish(writer);
        }
    }

    private static void retainedWill(BuiltStage broker) throws Exception {
        MqttConnectOptions options = PahoClient.options();
        options.setWill("08/async", "gone".getBytes(UTF_8), 2, true);
        MqttAsyncClient doomed = connect(broker, "08-async-doomed", options);
        try (PahoClient heir = PahoClient.connect(broker.with(), "08-async-heir")) {
            heir.subscribe("08/async", 2);
            vanish(doomed);
            assertThat(heir.next()).isEqualTo("08/async gone 2");
        }
        try (PahoClient late = PahoClient.connect(broker.with(), "08-async-late")) {
            late.subscribe("08/async", 2);
            assertThat(late.next()).isEqualTo("08/async gone 2 retained");
        }
    }

    private static MqttAsyncClient connect(BuiltStage broker, String clientId, MqttConnectOptions options) throws Exception {
        MqttAsyncClient client = new MqttAsyncClient(broker.with().uri(), clientId, new MemoryPersistence());
        client.connect(options).waitForCompletion(Patience.usual().toMillis());
        return client;
    }

    private static void vanish(MqttAsyncClient client) throws MqttException {
        client.disconnectForcibly(0, 1, false);
        client.close(true);
    }
}
