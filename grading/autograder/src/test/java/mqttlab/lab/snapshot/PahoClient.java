package mqttlab.lab.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mqttlab.testkit.Patience;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Eclipse Paho, which keeps what it gets, and the loss of its connection among it. */
final class PahoClient implements MqttCallback, AutoCloseable {

    static final String LOST = "(connection lost)";

    private final MqttClient client;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final boolean sessionPresent;

    private PahoClient(String uri, String clientId, MqttConnectOptions options) throws MqttException {
        client = new MqttClient(uri, clientId, new MemoryPersistence());
        client.setTimeToWait(Patience.usual().toMillis());
        client.setCallback(this);
        try {
            sessionPresent = client.connectWithResult(options).getSessionPresent();
        } catch (MqttException e) {
            client.close(true);
            throw e;
        }
    }

    static PahoClient connect(StageProgram broker, String clientId) throws MqttException {
        return connect(broker.uri(), clientId, options());
    }

    /** With a persistent session. */
    static PahoClient resume(StageProgram broker, String clientId) throws MqttException {
        MqttConnectOptions options = options();
        options.setCleanSession(false);
        return connect(broker.uri(), clientId, options);
    }

    static PahoClient connect(String uri, String clientId, MqttConnectOptions options) throws MqttException {
        return new PahoClient(uri, clientId, options);
    }

    static MqttConnectOptions options() {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        // It may count a message as under way when that has just been acknowledged.
        options.setMaxInflight(1_000);
        return options;
    }

    boolean sessionPresent() {
        return sessionPresent;
    }

    void subscribe(String filter, int qos) throws MqttException {
        client.subscribe(filter, qos);
    }

    void unsubscribe(String filter) throws MqttException {
        client.unsubscribe(filter);
    }

    void publish(String topic, String text, int qos) throws MqttException {
        client.publish(topic, text.getBytes(UTF_8), qos, false);
    }

    void retain(String topic, String text, int qos) throws MqttException {
        client.publish(topic, text.getBytes(UTF_8), qos, true);
    }

    /** Such as {@code "news/cadiz levante 1"}, with the QoS; or null if nothing comes. */
    String next() throws InterruptedException {
        return received.poll(Patience.usual().toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        received.add(topic + " " + new String(message.getPayload(), UTF_8) + " " + message.getQos()
                + (message.isRetained() ? " retained" : ""));
    }

    @Override
    public void connectionLost(Throwable cause) {
        received.add(LOST);
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
        // Not asked for.
    }

    void disconnect() throws MqttException {
        client.disconnect();
    }

    /** Without a DISCONNECT. */
    void vanish() throws MqttException {
        client.disconnectForcibly(0, 1, false);
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            vanish();
        }
        client.close(true);
    }
}
