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
        // trim: que no se cuelen espacios de más
        String mensaje = news.headline().trim() + "\n" + news.text().trim();
        MqttMessage m = new MqttMessage(mensaje.getBytes());
        m.setQos(1);
        m.setRetained(true); // así el que se suscribe después también la recibe
        try {
            client.publish("news/" + news.city() + "/" + news.section(), m);
        } catch (MqttException e) {
            throw new BrokerUnavailableException("no se ha publicado", e);
        }
    }

    @Override
    public void close() {
        Connection.close(client);
    }
}
