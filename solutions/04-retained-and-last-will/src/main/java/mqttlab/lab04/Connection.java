package mqttlab.lab04;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
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
 * A connection to a broker. Its methods wait for the broker's answers, and may be called by any thread but Paho's.
 *
 * <p>What arrives is handed over by one thread of its own, in order; in the end, that the connection is lost. That thread ends if
 * an exception comes back to it.
 */
final class Connection implements MqttCallback {

    private static final long PATIENCE_MILLIS = 1_000L * BrokerUnavailableException.PATIENCE_SECONDS;
    private static final int REFUSED = 0x80;

    /**
     * A message that has come.
     *
     * @param retained whether the broker had it already when we subscribed; if not, it has been published just now
     */
    record Arrival(String topic, byte[] payload, boolean retained) {
    }

    private final BlockingQueue<Runnable> arrived = new LinkedBlockingQueue<>();
    private final Consumer<Arrival> receiver;
    private final Runnable lost;
    private MqttAsyncClient client;
    private Thread handingOver;
    private volatile boolean closed;

    /**
     * @param receiver is handed each message
     * @param lost     is run after the last one, when the connection is lost other than by us
     */
    Connection(Consumer<Arrival> receiver, Runnable lost) {
        this.receiver = receiver;
        this.lost = lost;
    }

    /** @param options what else is to be in the CONNECT: keep alive, will */
    void open(String brokerUri, String clientId, MqttConnectOptions options) throws BrokerUnavailableException {
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(true);
        options.setConnectionTimeout(BrokerUnavailableException.PATIENCE_SECONDS);
        // As many as there are packet identifiers: Paho's own limit is 10, and one more throws.
        options.setMaxInflight(65_535);
        try {
            client = new MqttAsyncClient(brokerUri, clientId, new MemoryPersistence());
            client.setCallback(this);
            client.connect(options).waitForCompletion(PATIENCE_MILLIS);
        } catch (MqttException e) {
            abandon();
            throw new BrokerUnavailableException("no broker answers at " + brokerUri, e);
        }
        handingOver = Thread.ofPlatform().name("handing over").start(this::handOverAll);
    }

    /** With QoS 1. */
    void publish(String topic, byte[] payload, boolean retained) throws BrokerUnavailableException {
        await("acknowledge a message on " + topic, () -> client.publish(topic, payload, 1, retained));
    }

    /** With QoS 1, to all of them in one SUBSCRIBE. */
    void subscribe(String... topicFilters) throws BrokerUnavailableException {
        int[] qos = IntStream.generate(() -> 1).limit(topicFilters.length).toArray();
        IMqttToken answer = await("confirm a subscription", () -> client.subscribe(topicFilters, qos));
        if (IntStream.of(answer.getGrantedQos()).anyMatch(granted -> granted == REFUSED)) {
            throw new BrokerUnavailableException("the broker refuses a subscription");
        }
    }

    private interface Request {
        IMqttToken send() throws MqttException;
    }

    private IMqttToken await(String answer, Request request) throws BrokerUnavailableException {
        if (client == null) {
            throw new BrokerUnavailableException("there is no connection");
        }
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
        arrived.add(() -> receiver.accept(new Arrival(topic, message.getPayload(), message.isRetained())));
    }

    @Override
    public void connectionLost(Throwable cause) {
        arrived.add(lost);
    }

    private void handOverAll() {
        while (!closed) {
            try {
                Runnable next = arrived.take();
                if (!closed) {
                    next.run();
                }
            } catch (InterruptedException woken) {
                // By close, or by a screen: only one of them is the end.
            }
        }
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
        // publish waits for it.
    }

    /** Whether we have ended it. */
    boolean isClosed() {
        return closed;
    }

    /** Sends a DISCONNECT first. */
    void close() {
        end(() -> client.disconnect(0).waitForCompletion(PATIENCE_MILLIS));
    }

    /** Without a DISCONNECT: to the broker it looks as if the connection were lost. */
    void abandon() {
        end(() -> client.disconnectForcibly(0, 0, false));
    }

    private interface Farewell {
        void say() throws MqttException;
    }

    private void end(Farewell farewell) {
        if (client == null || !isFirstToEndIt()) {
            return;
        }
        whateverComes(client.isConnected() ? farewell : () -> client.disconnectForcibly(0, 0, false));
        // Also when that has failed: otherwise Paho's threads would stay.
        whateverComes(() -> client.close(true));
        if (handingOver != null) {
            handingOver.interrupt();
        }
    }

    private synchronized boolean isFirstToEndIt() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    private static void whateverComes(Farewell farewell) {
        try {
            farewell.say();
        } catch (MqttException e) {
            // The connection went down while we took our leave.
        }
    }
}
