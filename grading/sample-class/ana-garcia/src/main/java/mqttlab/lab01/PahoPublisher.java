package mqttlab.lab01;

import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.news.News;
import mqttlab.contracts.news.Publisher;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;

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
        MqttMessage message = new MqttMessage(Topics.payload(news));
        message.setQos(1);
        message.setRetained(false);
        try {
            client.publish(Topics.of(news), message); // vuelve cuando llega el PUBACK
        } catch (MqttException e) {
            throw new BrokerUnavailableException("not acknowledged: " + news.headline(), e);
        }
    }

    @Override
    public void close() {
        if (client != null) {
            Connection.close(client);
        }
    }
}
