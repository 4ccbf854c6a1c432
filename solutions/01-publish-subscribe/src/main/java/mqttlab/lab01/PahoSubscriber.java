package mqttlab.lab01;

import static java.nio.charset.StandardCharsets.UTF_8;

// lab:hide
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
// lab:end
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.news.News;
import mqttlab.contracts.news.Subscriber;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;

/** A reader's agent on Paho's synchronous client. Paho calls it back on a thread of its own. */
public final class PahoSubscriber implements Subscriber, MqttCallback {

    private MqttClient client;
    private volatile Reader reader = news -> { };
    private Runnable connectionLost = () -> { };
    // lab:hide
    /** Here the reader may take its time. One thread keeps the order; its queue has no bound, since no news may be lost. */
    private final ExecutorService reading = Executors.newSingleThreadExecutor();
    // lab:end

    @Override
    public void onConnectionLost(Runnable listener) {
        connectionLost = listener;
    }

    @Override
    public void connect(String brokerUri, String clientId) throws BrokerUnavailableException {
        client = Connection.client(brokerUri, clientId);
        client.setCallback(this);
        Connection.open(client);
    }

    @Override
    public void subscribe(String topicFilter, Reader reader) throws BrokerUnavailableException {
        // lab:task 3 Remember the reader, and subscribe with QoS 1
        this.reader = reader;
        try {
            client.subscribe(topicFilter, 1);
        } catch (MqttException e) {
            throw new BrokerUnavailableException("the broker did not confirm the subscription to " + topicFilter, e);
        }
        // lab:end
    }

    /** Called by Paho for each message. To wait here stops the connection, and an exception that leaves this method ends it. */
    @Override
    public void messageArrived(String topic, MqttMessage message) {
        // lab:task 4 quietly Hand over topic and payload as news, on a thread of your own; pass over what is not news; survive the reader
        if (!topic.matches("news/[^/]+/[^/]+")) {
            return;
        }
        String[] levels = topic.split("/");
        String[] lines = new String(message.getPayload(), UTF_8).split("\n", 2);
        News news = new News(levels[1], levels[2], lines[0], lines.length == 2 ? lines[1] : "");
        reading.execute(() -> handOver(news));
        // lab:end
    }

    // lab:hide
    private void handOver(News news) {
        try {
            reader.read(news);
        } catch (RuntimeException | Error e) {
            System.err.println("The reader could not read \"" + news.headline() + "\": " + e);
        }
    }
    // lab:end

    @Override
    public void connectionLost(Throwable cause) {
        // lab:task 4 quietly Tell the listener
        connectionLost.run();
        // lab:end
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
        // Only publishers have something to be delivered.
    }

    @Override
    public void close() {
        if (client != null) {
            Connection.close(client);
        }
        // lab:hide
        reading.shutdown();
        // lab:end
    }
}
