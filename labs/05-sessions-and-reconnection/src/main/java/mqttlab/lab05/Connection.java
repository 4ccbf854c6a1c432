package mqttlab.lab05;

import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
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
 * One MQTT client, which may have many connections, one after the other: each is made by {@link #connect}, and nothing connects
 * by itself. Only {@link #publish} may be called by a thread of Paho.
 *
 * <p>What arrives is handed over by one thread of its own, in order. That thread ends if an exception comes back to it.
 */
final class Connection implements MqttCallback {

    private static final int REFUSED = 0x80;

    /**
     * A message that has come.
     *
     * @param acknowledge tells the broker that we are done with it; does nothing once its connection is lost
     */
    record Arrival(String topic, byte[] payload, Runnable acknowledge) {
    }

    private final BlockingQueue<Optional<Arrival>> arrivals = new LinkedBlockingQueue<>();
    private final MqttConnectOptions options = new MqttConnectOptions();
    private final Consumer<Arrival> receiver;
    private final Runnable lost;
    /** Counts connections, so that an acknowledgement does not go out on another one. */
    private final AtomicInteger line = new AtomicInteger();
    private MqttAsyncClient client;
    private int patienceMillis;
    private volatile boolean closed;

    /**
     * @param receiver is handed each message
     * @param lost     is run when a connection is lost other than by us, on a thread that Paho needs for other things
     */
    Connection(Consumer<Arrival> receiver, Runnable lost) {
        this.receiver = receiver;
        this.lost = lost;
    }

    /** Makes the client. There is no connection yet. */
    void prepare(String brokerUri, String clientId, int patienceMillis) {
        this.patienceMillis = patienceMillis;
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setConnectionTimeout((int) TimeUnit.MILLISECONDS.toSeconds(patienceMillis) + 1);
        // As many as there are packet identifiers: Paho's own limit is 10, and one more throws.
        options.setMaxInflight(65_535);
        try {
            client = new MqttAsyncClient(brokerUri, clientId, new MemoryPersistence());
        } catch (MqttException e) {
            throw new IllegalStateException(e);
        }
        // Left to itself, Paho acknowledges a message as soon as messageArrived has returned.
        client.setManualAcks(true);
        chooseSession();
        Thread.ofPlatform().name("handing over").start(this::handOverAll);
    }

    private void chooseSession() {
        // TODO task 1: Paho's default is a clean session. And messages may come as soon as there is a connection: to
        // whom?
    }

    // ---- connecting: each of these waits for the broker

    /** Makes one attempt. Gives whether the broker has a session for us. */
    boolean connect() throws BrokerUnavailableException {
        beginLine();
        // What was handed to Paho just as it ended a connection may still be in its queue. Its new sending thread would find that
        // there instead of the CONNECT, and end, and nothing would ever be sent again. This empties the queue.
        abandon();
        return await("accept a connection", this::startConnecting).getSessionPresent();
    }

    /** Once this has returned, nothing more is handed to Paho until it has a connection again. */
    private synchronized void beginLine() {
        line.incrementAndGet();
    }

    /** For a moment, Paho may still be busy with the end of the connection before. */
    private IMqttToken startConnecting() throws MqttException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        while (true) {
            try {
                return client.connect(options);
            } catch (MqttException e) {
                boolean isBusy = e.getReasonCode() == MqttException.REASON_CODE_CLIENT_DISCONNECTING
                        || e.getReasonCode() == MqttException.REASON_CODE_CONNECT_IN_PROGRESS;
                if (!isBusy || Thread.currentThread().isInterrupted() || System.nanoTime() - deadline > 0) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
        }
    }

    /** With QoS 1. */
    void subscribe(String topicFilter) throws BrokerUnavailableException {
        IMqttToken answer = await("confirm a subscription", () -> client.subscribe(topicFilter, 1));
        if (answer.getGrantedQos()[0] == REFUSED) {
            throw new BrokerUnavailableException("the broker refuses a subscription");
        }
    }

    private interface Request {
        IMqttToken send() throws MqttException;
    }

    private IMqttToken await(String answer, Request request) throws BrokerUnavailableException {
        try {
            IMqttToken token = request.send();
            token.waitForCompletion(patienceMillis);
            return token;
        } catch (MqttException e) {
            throw new BrokerUnavailableException("the broker did not " + answer, e);
        }
    }

    boolean isUp() {
        return client.isConnected();
    }

    /** Ends what there is of a connection, without a DISCONNECT. */
    void abandon() {
        try {
            client.disconnectForcibly(0, 0, false);
        } catch (MqttException e) {
            // There was nothing left of it.
        }
    }

    // ---- publishing

    /**
     * Hands a message to Paho, with QoS 1 and not retained. From then on Paho has it, and sends it again if its connection is
     * lost.
     *
     * @param acknowledged is run when the broker has it, on a thread that Paho needs for other things
     * @return false if there is no connection: then Paho does not have it
     */
    synchronized boolean publish(String topic, byte[] payload, Runnable acknowledged) {
        try {
            client.publish(topic, payload, 1, false, null, whenSuccessful(acknowledged));
            return true;
        } catch (MqttException e) {
            return false;
        }
    }

    private static IMqttActionListener whenSuccessful(Runnable acknowledged) {
        return new IMqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
                acknowledged.run();
            }

            @Override
            public void onFailure(IMqttToken token, Throwable why) {
                // Its connection is lost. Paho goes on with it on the next one, and calls onSuccess in the end.
            }
        };
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
        // The listener of each message is told, too.
    }

    // ---- what Paho tells us

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        int cameOn = line.get();
        arrivals.add(Optional.of(new Arrival(topic, message.getPayload(), () -> acknowledge(message, cameOn))));
    }

    /** Only on the connection on which it came: on the next one, the broker sends it again. And not while the client is freed. */
    private synchronized void acknowledge(MqttMessage message, int cameOn) {
        try {
            // A thread of Paho may be late, and hand over what came when the next connection is already being made.
            if (cameOn == line.get() && client.isConnected()) {
                client.messageArrivedComplete(message.getId(), message.getQos());
            }
        } catch (MqttException e) {
            // The connection has just been lost.
        }
    }

    @Override
    public void connectionLost(Throwable cause) {
        line.incrementAndGet();
        lost.run();
    }

    private void handOverAll() {
        while (!closed) {
            try {
                Optional<Arrival> next = arrivals.take();
                if (!closed) {
                    receiver.accept(next.orElseThrow());
                }
            } catch (InterruptedException woken) {
                // By a listener, which is no reason to end.
            }
        }
    }

    // ---- leaving

    /** Nobody must be connecting any more. Closing twice does no harm, nor closing what was not prepared. */
    void close() {
        if (client == null || closed) {
            return;
        }
        closed = true;
        arrivals.add(Optional.empty());
        try {
            if (client.isConnected()) {
                client.disconnect(0).waitForCompletion(patienceMillis);
            }
        } catch (MqttException e) {
            // The connection went down while we took our leave.
        }
        abandon();
        free();
    }

    private synchronized void free() {
        line.incrementAndGet();
        try {
            client.close(true);
        } catch (MqttException e) {
            // It frees what the client holds, which is not much.
        }
    }
}
