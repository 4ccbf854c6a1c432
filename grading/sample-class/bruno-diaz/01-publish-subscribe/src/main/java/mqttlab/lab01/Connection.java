package mqttlab.lab01;

import mqttlab.contracts.news.BrokerUnavailableException;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** How publisher and subscriber come to a broker, and how they leave it. */
final class Connection {

    private Connection() {
    }

    static MqttClient client(String brokerUri, String clientId) throws BrokerUnavailableException {
        try {
            return new MqttClient(brokerUri, clientId, new MemoryPersistence());
        } catch (MqttException e) {
            throw new BrokerUnavailableException("no client for " + brokerUri, e);
        }
    }

    static void open(MqttClient client) throws BrokerUnavailableException {
        MqttConnectOptions opciones = new MqttConnectOptions();
        opciones.setCleanSession(true);
        opciones.setMqttVersion(4);
        opciones.setConnectionTimeout(2); // segundos
        try {
            client.setTimeToWait(2000);
            client.connect(opciones);
        } catch (MqttException e) {
            throw new BrokerUnavailableException("no hay broker", e);
        }
    }

    static void close(MqttClient client) {
        try {
            client.disconnectForcibly(0, 0, false);
            client.close(true);
        } catch (MqttException e) {
            // ya estaba cerrado
        }
    }
}
