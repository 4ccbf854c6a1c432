package mqttlab.lab01;

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
    private Reader reader = news -> { };
    private Runnable connectionLost = () -> { };
    private final ExecutorService hilos = Executors.newFixedThreadPool(4); // para no bloquear a Paho

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
            client.subscribe(topicFilter);
        } catch (MqttException e) {
            throw new BrokerUnavailableException("no se ha suscrito", e);
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        String[] niveles = topic.split("/");
        String[] partes = message.toString().split("\n");
        hilos.execute(() -> reader.read(new News(niveles[1], niveles[2], partes[0], partes[1])));
    }

    @Override
    public void connectionLost(Throwable cause) {
        System.out.println("conexión perdida: " + cause);
        connectionLost.run();
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
        // Only publishers have something to be delivered.
    }

    @Override
    public void close() {
        hilos.shutdown();
        Connection.close(client);
    }
}
