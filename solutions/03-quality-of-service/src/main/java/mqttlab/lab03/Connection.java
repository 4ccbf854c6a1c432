package mqttlab.lab03;

import java.util.HashMap;
import java.util.Map;
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

/**
 * One connection after the other. Its methods may be called by any thread but Paho's.
 *
 * <p>What arrives is handed over by one thread of its own, in order. That thread ends if an exception comes back to it.
 */
final class Connection {

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
    /** The listeners of messages, by packet identifier: of two that have had the same, the later one. */
    private final Map<Integer, IMqttActionListener> sent = new HashMap<>();
    private final Consumer<Arrival> receiver;
    private int patienceMillis;
    private Clients clients;
    /** Opened as soon as there is a connection; another one takes its place when that is lost. */
    private volatile CountDownLatch connected = new CountDownLatch(1);
    private volatile CountDownLatch attempt = new CountDownLatch(1);

    /** @param receiver is handed each message */
    Connection(Consumer<Arrival> receiver) {
        this.receiver = receiver;
    }

    void open(String brokerUri, String clientId, int patienceMillis) throws BrokerUnavailableException {
        clients = new Clients(brokerUri, clientId, patienceMillis);
        this.patienceMillis = patienceMillis;
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        // As many as there are packet identifiers: Paho's own limit is 10, and whoever comes then gets an exception.
        options.setMaxInflight(65_535);
        chooseSession(options);
        CountDownLatch first = connected;
        try {
            nextClient().connect(options).waitForCompletion(patienceMillis);
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

    private MqttAsyncClient nextClient() {
        MqttAsyncClient client = clients.next();
        client.setCallback(new Callback(client));
        return client;
    }

    // ---- connecting again

    /** Tries until there is a connection. Paho then takes up what its in-flight store holds, without being asked. */
    private void connectAgain() {
        try {
            CountDownLatch next = connected;
            while (isOpen() && !clients.isUp() && !isUpAfterAttempt()) {
                closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS);
            }
            next.countDown();
        } catch (InterruptedException end) {
            // by close
        }
    }

    private boolean isUpAfterAttempt() throws InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        attempt = over;
        try {
            nextClient().connect(options, null, whenOver(over));
            if (!over.await(patienceMillis, TimeUnit.MILLISECONDS)) {
                clients.end();
            }
        } catch (MqttException e) {
            // The next attempt is better.
        }
        return clients.isUp();
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
    boolean sendNow(String topic, byte[] payload, int qos, IMqttActionListener progress) {
        synchronized (clients) {
            try {
                IMqttDeliveryToken token = clients.current().publish(topic, payload, qos, false, null, progress);
                sent.put(token.getMessageId(), progress);
                return true;
            } catch (MqttException e) {
                return false;
            }
        }
    }

    private Optional<IMqttActionListener> sent(int packetId) {
        synchronized (clients) {
            return Optional.ofNullable(sent.get(packetId));
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
                IMqttToken token = startSubscribing(topicFilter, qos);
                token.waitForCompletion(deadline.millisLeft());
                return token.getGrantedQos()[0];
            } catch (MqttException lostOrSilent) {
                pause();
            }
        }
    }

    private IMqttToken startSubscribing(String topicFilter, int qos) throws MqttException {
        synchronized (clients) {
            return clients.current().subscribe(topicFilter, qos);
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

    /** What Paho tells us of one connection. Some of it may come late, when the next one is being made already. */
    private final class Callback implements MqttCallback {

        private final MqttAsyncClient mine;

        Callback(MqttAsyncClient mine) {
            this.mine = mine;
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            arrivals.add(Optional.of(new Arrival(topic, message, () -> acknowledge(message))));
        }

        /** Only on the connection on which it came: on the next one, the broker sends it again. */
        private void acknowledge(MqttMessage message) {
            synchronized (clients) {
                try {
                    if (clients.isCurrent(mine)) {
                        mine.messageArrivedComplete(message.getId(), message.getQos());
                    }
                } catch (MqttException e) {
                    // The connection has just been lost.
                }
            }
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            if (token.getActionCallback() == null) {
                // An earlier client has sent it. This one knows nothing but what is in the store, and the acknowledgement.
                sent(token.getResponse().getMessageId()).ifPresent(progress -> progress.onSuccess(token));
            }
        }

        /** On a thread that Paho needs for other things. */
        @Override
        public void connectionLost(Throwable cause) {
            connected = new CountDownLatch(1);
            attempt.countDown();
            // lab:task 3 quietly Have the executor run connectAgain
            if (isOpen()) {
                connecting.execute(Connection.this::connectAgain);
            }
            // lab:end
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

    // ---- leaving

    private boolean isOpen() {
        return closed.getCount() > 0;
    }

    void close() {
        if (clients == null || !isOpen()) {
            return;
        }
        closed.countDown();
        stopConnecting();
        arrivals.add(Optional.empty());
        clients.leave();
    }

    /** Until it has stopped by itself: a Paho client that is closed while it connects leaves a thread that never ends. */
    private void stopConnecting() {
        connecting.shutdown();
        try {
            connecting.awaitTermination(patienceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
