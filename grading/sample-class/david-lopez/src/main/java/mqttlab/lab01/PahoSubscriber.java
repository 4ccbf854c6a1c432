package mqttlab.lab01;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
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
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private Reader reader = news -> { };
    private Runnable connectionLost = () -> { };

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
        this.reader = reader;
        try {
            client.subscribe(topicFilter, 1);
        } catch (MqttException e) {
            throw new BrokerUnavailableException("subscribe failed", e);
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        thread.submit(() -> {
            String[] parts = topic.split("/", -1);
            if (parts.length != 3 || !parts[0].equals("news") || parts[1].equals("") || parts[2].equals("")) {
                return;
            }
            String payload = new String(message.getPayload(), UTF_8);
            int end = payload.indexOf("\n");
            String headline = end == -1 ? payload : payload.substring(0, end);
            String text = end == -1 ? "" : payload.substring(end + 1);
            reader.read(new News(parts[1], parts[2], headline, text));
        });
    }

    @Override
    public void connectionLost(Throwable cause) {
        connectionLost.run();
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
    }

    @Override
    public void close() {
        if (client != null) {
            Connection.close(client);
        }
        thread.shutdown();
    }
}
