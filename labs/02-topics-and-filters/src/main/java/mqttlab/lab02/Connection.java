package mqttlab.lab02;

import java.util.Collection;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import mqttlab.contracts.news.BrokerUnavailableException;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * A connection to a broker, ready to use. Its methods wait for the broker's answers, and may be called by any thread but Paho's.
 *
 * <p>What arrives is handed over by one thread of its own, in order. That thread ends if an exception comes back to it.
 */
final class Connection implements MqttCallback {

    private static final long PATIENCE_MILLIS = 1_000L * BrokerUnavailableException.PATIENCE_SECONDS;
    private static final int REFUSED = 0x80;

    private final BlockingQueue<Runnable> arrived = new LinkedBlockingQueue<>();
    private final BiConsumer<String, byte[]> receiver;
    private MqttAsyncClient client;
    private Thread handingOver;
    private volatile boolean closed;

    /** @param receiver is handed the topic name and the payload of each message */
    Connection(BiConsumer<String, byte[]> receiver) {
        this.receiver = receiver;
    }

    void open(String brokerUri, String clientId) throws BrokerUnavailableException {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(true);
        options.setConnectionTimeout(BrokerUnavailableException.PATIENCE_SECONDS);
        // As many as there are packet identifiers: Paho's own limit is 10, and whoever comes then gets an exception.
        options.setMaxInflight(65_535);
        try {
            client = new MqttAsyncClient(brokerUri, clientId, new MemoryPersistence());
            client.setCallback(this);
            client.connect(options).waitForCompletion(PATIENCE_MILLIS);
        } catch (MqttException e) {
            close();
            throw new BrokerUnavailableException("no broker answers at " + brokerUri, e);
        }
        handingOver = Thread.ofPlatform().name("handing over").start(this::handOverAll);
    }

    /** With QoS 1, not retained. */
    void publish(String topic, byte[] payload) throws BrokerUnavailableException {
        await("acknowledge a message on " + topic, () -> client.publish(topic, payload, 1, false));
    }

    /** With QoS 1, in one SUBSCRIBE, to all of them or to none; if there are none, nothing is sent. */
    void subscribe(Collection<String> topicFilters) throws BrokerUnavailableException {
        if (topicFilters.isEmpty()) {
            return;
        }
        if (topicFilters.stream().anyMatch(filter -> filter.indexOf('\0') >= 0)) {
            // [MQTT-4.7.3-2]; Paho refuses everything else that is not a topic filter.
            throw new IllegalArgumentException("no topic filter has U+0000");
        }
        int[] qos = topicFilters.stream().mapToInt(filter -> 1).toArray();
        IMqttToken answer = await("confirm " + topicFilters, () -> client.subscribe(topicFilters.toArray(String[]::new), qos));
        if (IntStream.of(answer.getGrantedQos()).anyMatch(granted -> granted == REFUSED)) {
            // A broker judges each of them by itself [MQTT-3.8.4-5], and may have granted others.
            unsubscribe(topicFilters);
            throw new BrokerUnavailableException("the broker refuses " + topicFilters);
        }
    }

    /** In one UNSUBSCRIBE; if there are none, nothing is sent. */
    void unsubscribe(Collection<String> topicFilters) throws BrokerUnavailableException {
        if (!topicFilters.isEmpty()) {
            await("confirm the end of " + topicFilters, () -> client.unsubscribe(topicFilters.toArray(String[]::new)));
        }
    }

    private interface Request {
        IMqttToken send() throws MqttException;
    }

    private static IMqttToken await(String answer, Request request) throws BrokerUnavailableException {
        try {
            IMqttToken token = request.send();
            token.waitForCompletion(PATIENCE_MILLIS);
            return token;
        } catch (MqttException e) {
            throw new BrokerUnavailableException("the broker did not " + answer, e);
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        arrived.add(() -> receiver.accept(topic, message.getPayload()));
    }

    private void handOverAll() {
        while (!closed) {
            try {
                arrived.take().run();
            } catch (InterruptedException woken) {
                // By close, or by a listener: only one of them is the end.
            }
        }
    }

    @Override
    public void connectionLost(Throwable cause) {
        System.err.println("The connection is lost: " + cause);
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
        // publish waits for it.
    }

    void close() {
        if (client == null || closed) {
            return;
        }
        closed = true;
        try {
            if (client.isConnected()) {
                client.disconnect(0).waitForCompletion(PATIENCE_MILLIS);
            } else {
                client.disconnectForcibly(0, 0, false);
            }
            client.close(true);
        } catch (MqttException e) {
            // The connection went down while we took our leave.
        }
        if (handingOver != null) {
            handingOver.interrupt();
        }
    }
}
