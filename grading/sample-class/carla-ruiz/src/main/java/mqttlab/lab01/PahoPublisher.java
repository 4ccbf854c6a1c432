package mqttlab.lab01;

import static java.nio.charset.StandardCharsets.UTF_8;

import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.news.News;
import mqttlab.contracts.news.Publisher;
import org.eclipse.paho.client.mqttv3.MqttClient;

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
        String topic = "news/" + news.city() + "/" + news.section();
        MqttMessage message = new MqttMessage((news.headline() + "\n" + news.text()).getBytes(UTF_8));
        message.setQos(1);
        client.publish(topic, message);
    }

    @Override
    public void close() {
        Connection.close(client);
    }
}
