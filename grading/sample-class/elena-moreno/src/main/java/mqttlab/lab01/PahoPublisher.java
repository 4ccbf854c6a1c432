package mqttlab.lab01;

import java.nio.charset.StandardCharsets;
import mqttlab.contracts.news.News;
import mqttlab.contracts.news.Publisher;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;

/** A newsroom on Paho's synchronous client. */
public final class PahoPublisher implements Publisher {

    private MqttClient client;

    @Override
    public void connect(String brokerUri, String clientId) {
        client = Connection.client(brokerUri, clientId);
        Connection.open(client);
    }

    @Override
    public void publish(News news) {
        StringBuilder sb = new StringBuilder();
        sb.append(news.headline()).append("\n").append(news.text());
        MqttMessage msg = new MqttMessage(sb.toString().getBytes(StandardCharsets.UTF_8));
        msg.setQos(1);
        try {
            client.publish(String.format("news/%s/%s", news.city(), news.section()), msg);
        } catch (MqttException e) {
            Connection.fatal("publicar", e);
        }
    }

    @Override
    public void close() {
        Connection.close(client);
    }
}
