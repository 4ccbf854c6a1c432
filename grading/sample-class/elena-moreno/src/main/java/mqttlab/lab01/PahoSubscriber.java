package mqttlab.lab01;

import java.nio.charset.StandardCharsets;
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
    private Reader reader;
    private Runnable connectionLost;

    @Override
    public void onConnectionLost(Runnable listener) {
        connectionLost = listener;
    }

    @Override
    public void connect(String brokerUri, String clientId) {
        client = Connection.client(brokerUri, clientId);
        client.setCallback(this);
        Connection.open(client);
    }

    @Override
    public void subscribe(String topicFilter, Reader reader) {
        this.reader = reader;
        try {
            client.subscribe(topicFilter, 1);
        } catch (MqttException e) {
            Connection.fatal("suscribir", e);
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        String[] t = topic.split("/");
        String[] p = new String(message.getPayload(), StandardCharsets.UTF_8).split("\n", 2);
        try {
            reader.read(new News(t[1], t[2], p[0], p.length > 1 ? p[1] : ""));
        } catch (RuntimeException e) {
            Connection.fatal("leer la noticia", e);
        }
    }

    @Override
    public void connectionLost(Throwable cause) {
        if (connectionLost != null) {
            connectionLost.run();
        }
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
        // nada
    }

    @Override
    public void close() {
        Connection.close(client);
    }
}
