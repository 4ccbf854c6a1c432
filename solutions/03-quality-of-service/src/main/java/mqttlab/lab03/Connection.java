package mqttlab.lab03;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mqttlab.contracts.news.BrokerUnavailableException;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * One MQTT client, which may have many connections, one after the other. Its methods may be called by any thread but Paho's.
 *
 * <p>What arrives is handed over by one thread of its own, in order. That thread ends if an exception comes back to it.
 */
final class Connection implements MqttCallback {

    private static final int PAUSE_MILLIS = 20;

    /**
     * A message that has come.
     *
     * @param acknowledge tells the broker that we are done with it; does nothing at QoS 0, and once its connection is lost
     */
    record Arrival(String topic, MqttMessage message, Runnable acknowledge) {
    }

    private final BlockingQueue<Optional<Arrival>> arrivals = new LinkedBlockingQueue<>();
    private final ExecutorService connecting = Executors.newSingleThreadExecutor();
    private final MqttConnectOptions options = new MqttConnectOptions();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Consumer<Arrival> receiver;
    private MqttAsyncClient client;
    private int patienceMillis;
    /** Opened as soon as there is a connection; another one takes its place when that is lost. */
    private volatile CountDownLatch connected = new CountDownLatch(1);
    private volatile CountDownLatch attempt = new CountDownLatch(1);

    /** @param receiver is handed each message */
    Connection(Consumer<Arrival> receiver) {
        this.receiver = receiver;
    }

    void open(String brokerUri, String clientId, int patienceMillis) throws BrokerUnavailableException {
        this.patienceMillis = patienceMillis;
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        // As many as there are packet identifiers: Paho's own limit is 10, and whoever comes then gets an exception.
        options.setMaxInflight(65_535);
        chooseSession(options);
        CountDownLatch first = connected;
        try {
            client = new MqttAsyncClient(brokerUri, clientId, new MemoryPersistence());
            // Left to itself, Paho acknowledges a message as soon as messageArrived has returned.
            client.setManualAcks(true);
            client.setCallback(this);
            client.connect(options).waitForCompletion(patienceMillis);
        } catch (MqttException e) {
            close();
            throw new BrokerUnavailableException("no broker answers at " + brokerUri, e);
        }
        first.countDown();
        Thread.ofPlatform().name("handing over").start(this::handOverAll);
    }

    private static void chooseSession(MqttConnectOptions options) {
        // lab:task 3 quietly Paho's default is a clean session: with the connection, both sides forget all that is under way
        options.setCleanSession(false);
        // lab:end
    }

    // ---- connecting again

    /** Called by Paho, on a thread that it needs for other things. */
    @Override
    public void connectionLost(Throwable cause) {
        endConnection();
        attempt.countDown();
        // lab:task 3 quietly Have the executor run connectAgain
        if (isOpen()) {
            connecting.execute(this::connectAgain);
        }
        // lab:end
    }

    /** Once this has returned, nothing more is handed to Paho until it has a connection again. */
    private synchronized void endConnection() {
        connected = new CountDownLatch(1);
    }

    /** Tries until there is a connection. Paho then takes up what its in-flight store holds, without being asked. */
    private void connectAgain() {
        try {
            CountDownLatch next = connected;
            while (isOpen() && !client.isConnected() && !isConnectedAfterAttempt()) {
                closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
            next.countDown();
        } catch (InterruptedException end) {
            // by close
        }
    }

    private boolean isConnectedAfterAttempt() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        attempt = over;
        try {
            // What was handed to Paho just as it ended a connection may still be in its queue. Its new sending thread would find
            // that there instead of the CONNECT, and end, and nothing would ever be sent again. This empties the queue.
            client.disconnectForcibly(0, 0, false);
            client.connect(options, null, whenOver(over));
            if (!over.await(patienceMillis, TimeUnit.MILLISECONDS)) {
                client.disconnectForcibly(0, 0, false);
            }
        } catch (MqttException e) {
            // There is a connection, or the next attempt is better.
        }
        return client.isConnected();
    }

    private static IMqttActionListener whenOver(CountDownLatch over) {
        return new IMqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                over.countDown();
            }

            @Override
            public void onFailure(IMqttToken token, Throwable why) {
                over.countDown();
            }
        };
    }

    // ---- sending

    /**
     * Hands a message to Paho at once, not retained. False if there is no connection: then nothing has been sent, and nothing
     * will be.
     *
     * @param progress is told by Paho, on a thread that it needs for other things
     */
    synchronized boolean sendNow(String topic, byte[] payload, int qos, IMqttActionListener progress) {
        try {
            client.publish(topic, payload, qos, false, null, progress);
            return true;
        } catch (MqttException e) {
            return false;
        }
    }

    /** The same, but waits for a connection first. If there is none by then, the message will never be sent. */
    void send(String topic, byte[] payload, int qos, IMqttActionListener progress, Deadline deadline)
            throws BrokerUnavailableException {
        awaitConnection(deadline);
        while (!sendNow(topic, payload, qos, progress)) {
            pause();
            awaitConnection(deadline);
        }
    }

    /** Subscribes, and gives what the broker answers: 0, 1 or 2, the QoS that it grants, or 128 if it refuses. */
    int subscribe(String topicFilter, int qos) throws BrokerUnavailableException {
        Deadline deadline = Deadline.in(patienceMillis);
        while (true) {
            awaitConnection(deadline);
            try {
                IMqttToken token = client.subscribe(topicFilter, qos);
                token.waitForCompletion(deadline.millisLeft());
                return token.getGrantedQos()[0];
            } catch (MqttException lostOrSilent) {
                pause();
            }
        }
    }

    private void awaitConnection(Deadline deadline) throws BrokerUnavailableException {
        try {
            if (isOpen() && connected.await(deadline.millisLeft(), TimeUnit.MILLISECONDS) && !deadline.isOver()) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new BrokerUnavailableException("the broker has not answered in time");
    }

    private void pause() throws BrokerUnavailableException {
        try {
            closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokerUnavailableException("interrupted", e);
        }
    }

    // ---- receiving

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        CountDownLatch mine = connected;
        arrivals.add(Optional.of(new Arrival(topic, message, () -> acknowledge(message, mine))));
    }

    /** Only on the connection on which it came: on the next one, the broker sends it again. */
    private synchronized void acknowledge(MqttMessage message, CountDownLatch cameOn) {
        try {
            // A thread of Paho may be late, and hand over what came when the next connection is already being made.
            if (cameOn == connected && client.isConnected()) {
                client.messageArrivedComplete(message.getId(), message.getQos());
            }
        } catch (MqttException e) {
            // The connection has just been lost.
        }
    }

    private void handOverAll() {
        try {
            for (Optional<Arrival> next = arrivals.take(); next.isPresent() && isOpen(); next = arrivals.take()) {
                receiver.accept(next.get());
            }
        } catch (InterruptedException end) {
            // Nobody but a desk interrupts this thread.
        }
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
        // The listener of each message is told, too.
    }

    // ---- leaving

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    void close() {
        if (client == null || !isOpen()) {
            return;
        }
        closed.countDown();
        stopConnecting();
        arrivals.add(Optional.empty());
        try {
            if (client.isConnected()) {
                client.disconnect(0).waitForCompletion(patienceMillis);
            } else {
                client.disconnectForcibly(0, 0, false);
            }
            client.close(true);
        } catch (MqttException e) {
            // The connection went down while we took our leave.
        }
    }

    /** Until it has stopped: Paho is not made for being closed by one thread while another connects. */
    private void stopConnecting() {
        connecting.shutdownNow();
        try {
            connecting.awaitTermination(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
