package mqttlab.lab01;

import static java.nio.charset.StandardCharsets.UTF_8;

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
        // TODO task 3: Remember the reader, and subscribe with QoS 1
        throw new UnsupportedOperationException("Task 3 is still to be written: Remember the reader, and subscribe "
                + "with QoS 1");
    }

    /** Called by Paho for each message. To wait here stops the connection, and an exception that leaves this method ends it. */
    @Override
    public void messageArrived(String topic, MqttMessage message) {
        // TODO task 4: Hand over topic and payload as news, on a thread of your own; pass over what is not news;
        // survive the reader
    }

    @Override
    public void connectionLost(Throwable cause) {
        // TODO task 4: Tell the listener
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
    }
}
