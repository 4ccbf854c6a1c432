package mqttlab.lab01;

import static java.nio.charset.StandardCharsets.UTF_8;

import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.news.News;
import mqttlab.contracts.news.Publisher;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;

/** A newsroom on Paho's synchronous client. */
public final class PahoPublisher implements Publisher {

    private MqttClient client;

    @Override
    public void connect(String brokerUri, String clientId) throws BrokerUnavailableException {
        client = Connection.client(brokerUri, clientId);
        Connection.open(client);
    }

    @Override
    public void publish(News news) throws BrokerUnavailableException {
        // TODO task 2: Publish headline and text on the topic of the news, with QoS 1, not retained
        throw new UnsupportedOperationException("Task 2 is still to be written: Publish headline and text on the "
                + "topic of the news, with QoS 1, not retained");
    }

    @Override
    public void close() {
        if (client != null) {
            Connection.close(client);
        }
    }
}
