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

/** A reader's agent. Cada suscripción tiene su lector; un hilo llama a uno detrás de otro, y Paho no espera. */
public final class PahoSubscriber implements Subscriber, MqttCallback {

    private final ExecutorService lectura = Executors.newSingleThreadExecutor();
    private MqttClient client;
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
        try {
            client.subscribe(topicFilter, 1, (topic, message) ->
                    Topics.news(topic, message.getPayload()).ifPresent(
                            news -> lectura.execute(() -> handOver(news, reader))));
        } catch (MqttException e) {
            throw new BrokerUnavailableException("not subscribed to " + topicFilter, e);
        }
    }

    private static void handOver(News news, Reader reader) {
        try {
            reader.read(news);
        } catch (RuntimeException e) {
            // con los errores se queda el hilo; el ejecutor pone otro en su lugar
            System.err.println("el lector ha fallado con \"" + news.headline() + "\": " + e);
        }
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
        // all messages go to the listener of their subscription
    }

    @Override
    public void connectionLost(Throwable cause) {
        connectionLost.run();
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
        // publish has waited for it already
    }

    @Override
    public void close() {
        if (client != null) {
            Connection.close(client);
        }
        lectura.shutdown();
    }
}
