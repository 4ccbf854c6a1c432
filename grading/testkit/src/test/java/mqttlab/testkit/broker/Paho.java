package mqttlab.testkit.broker;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import mqttlab.testkit.tls.TestCertificate;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A client for the tests of the brokers: it connects when it is made, and keeps what it receives. */
final class Paho implements AutoCloseable {

    private static final long PATIENCE_MILLIS = 10_000;

    private final MqttClient client;
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

    private Paho(String uri, String id, MqttConnectOptions options) throws MqttException {
        client = new MqttClient(uri, id, new MemoryPersistence());
        // Before it connects: a session's messages come at once.
        client.setCallback(keeper());
        client.setTimeToWait(PATIENCE_MILLIS);
        options.setConnectionTimeout((int) TimeUnit.MILLISECONDS.toSeconds(PATIENCE_MILLIS));
        try {
            client.connect(options);
        } catch (MqttException e) {
            client.close();
            throw e;
        }
    }

    static Paho to(Broker broker, String id) throws MqttException {
        return new Paho(uri(broker), id, new MqttConnectOptions());
    }

    static Paho withSession(Broker broker, String id) throws MqttException {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setCleanSession(false);
        return new Paho(uri(broker), id, options);
    }

    static Paho as(Broker broker, String user, String password) throws MqttException {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName(user);
        options.setPassword(password.toCharArray());
        return new Paho(uri(broker), user, options);
    }

    static Paho overTls(Broker broker, String id, TestCertificate trusted) throws MqttException {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setSocketFactory(trusted.clientContext().getSocketFactory());
        return new Paho("ssl://" + broker.host() + ":" + broker.tlsPort().orElseThrow(), id, options);
    }

    private static String uri(Broker broker) {
        return "tcp://" + broker.host() + ":" + broker.port();
    }

    Paho subscribe(String filter) throws MqttException {
        client.subscribe(filter, 1);
        return this;
    }

    private MqttCallback keeper() {
        return new MqttCallback() {
            @Override
            public void connectionLost(Throwable cause) {
                received.add("(connection lost)");
            }

            @Override
            public void messageArrived(String topic, MqttMessage message) {
                received.add(topic + " " + (message.isRetained() ? "retained " : "")
                        + new String(message.getPayload(), StandardCharsets.UTF_8));
            }

            @Override
            public void deliveryComplete(IMqttDeliveryToken token) {
                // Not asked for.
            }
        };
    }

    void publish(String topic, String text, boolean retained) throws MqttException {
        client.publish(topic, text.getBytes(StandardCharsets.UTF_8), 1, retained);
    }

    /** At QoS 0, for what may get no answer. */
    void drop(String topic, String text) throws MqttException {
        client.publish(topic, text.getBytes(StandardCharsets.UTF_8), 0, false);
    }

    /** The next message; {@code null} when none comes. */
    String next() throws InterruptedException {
        return received.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() throws MqttException {
        try {
            if (client.isConnected()) {
                client.disconnect(0);
            }
        } catch (MqttException e) {
            // The broker was faster.
        } finally {
            client.close(true);
        }
    }
}
