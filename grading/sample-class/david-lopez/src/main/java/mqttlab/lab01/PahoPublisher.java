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
        String text = news.text();
        // only one empty line in a row
        while (text.contains("\n\n")) {
            text.replace("\n\n", "\n");
        }
        try {
            client.publish("news/" + news.city() + "/" + news.section(),
                    (news.headline() + "\n" + text).getBytes(UTF_8), 1, false);
        } catch (MqttException e) {
            throw new BrokerUnavailableException("publish failed", e);
        }
    }

    @Override
    public void close() {
        if (client != null) {
            Connection.close(client);
        }
    }
}
