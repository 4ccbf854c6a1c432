package mqttlab.lab05;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mqttlab.contracts.news.BrokerUnavailableException;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;

/**
 * One connection after the other: each is made by {@link #connect}, and nothing connects by itself. Only {@link #publish} may be
 * called by a thread of Paho.
 *
 * <p>What arrives is handed over by one thread of its own, in order. That thread ends if an exception comes back to it.
 */
final class Connection {

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
    /** What to run when a message is acknowledged: by packet identifier, of the last message that has had it. */
    private final Map<Integer, Runnable> published = new HashMap<>();
    private final Consumer<Arrival> receiver;
    private final Runnable lost;
    private int patienceMillis;
    private Clients clients;
    private volatile boolean closed;

    /**
     * @param receiver is handed each message
     * @param lost     is run when a connection is lost other than by us, on a thread that Paho needs for other things
     */
    Connection(Consumer<Arrival> receiver, Runnable lost) {
        this.receiver = receiver;
        this.lost = lost;
    }

    /** Says where to connect. There is no connection yet. */
    void prepare(String brokerUri, String clientId, int patienceMillis) {
        clients = new Clients(brokerUri, clientId, patienceMillis);
        this.patienceMillis = patienceMillis;
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setConnectionTimeout((int) TimeUnit.MILLISECONDS.toSeconds(patienceMillis) + 1);
        // As many as there are packet identifiers: Paho's own limit is 10, and one more throws.
        options.setMaxInflight(65_535);
        Thread.ofPlatform().name("handing over").start(this::handOverAll);
    }

    // ---- connecting: each of these waits for the broker

    /** Makes one attempt. Gives whether the broker has a session for us. */
    boolean connect() throws BrokerUnavailableException {
        MqttAsyncClient client = clients.next();
        chooseSession(client);
        return await("accept a connection", () -> client.connect(options)).getSessionPresent();
    }

    private void chooseSession(MqttAsyncClient client) {
        // TODO task 1: Paho's default is a clean session. And messages may come as soon as there is a connection: to
        // whom?
    }

    /** With QoS 1, on the connection that has just been made. */
    void subscribe(String topicFilter) throws BrokerUnavailableException {
        IMqttToken answer = await("confirm a subscription", () -> clients.current().subscribe(topicFilter, 1));
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
        return clients.isUp();
    }

    /** Ends what there is of a connection, without a DISCONNECT. */
    void abandon() {
        clients.end();
    }

    // ---- publishing

    /**
     * Hands a message to Paho, with QoS 1 and not retained. From then on Paho has it, and sends it again if its connection is
     * lost.
     *
     * @param acknowledged is run when the broker has it, on a thread that Paho needs for other things
     * @return false if there is no connection: then Paho does not have it
     */
    boolean publish(String topic, byte[] payload, Runnable acknowledged) {
        synchronized (clients) {
            try {
                IMqttDeliveryToken token = clients.current().publish(topic, payload, 1, false, acknowledged, null);
                published.put(token.getMessageId(), acknowledged);
                return true;
            } catch (MqttException e) {
                return false;
            }
        }
    }

    private Runnable published(int packetId) {
        synchronized (clients) {
            return published.getOrDefault(packetId, () -> { });
        }
    }

    // ---- what Paho tells us

    /** Of one connection. Some of it may come late, when the next one is being made already. */
    private final class Callback implements MqttCallback {

        private final MqttAsyncClient mine;

        Callback(MqttAsyncClient mine) {
            this.mine = mine;
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            arrivals.add(Optional.of(new Arrival(topic, message.getPayload(), () -> acknowledge(message))));
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
            Runnable acknowledged = (Runnable) token.getUserContext();
            // Of a message that an earlier client has published, this one knows nothing but what is in the store, and the PUBACK.
            (acknowledged != null ? acknowledged : published(token.getResponse().getMessageId())).run();
        }

        @Override
        public void connectionLost(Throwable cause) {
            lost.run();
        }
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
        if (clients == null || closed) {
            return;
        }
        closed = true;
        arrivals.add(Optional.empty());
        clients.leave();
    }
}
