package mqttlab.lab01;

import mqttlab.contracts.news.BrokerUnavailableException;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** How publisher and subscriber come to a broker, and how they leave it. */
final class Connection {

    private static final int SECONDS = BrokerUnavailableException.PATIENCE_SECONDS;

    private Connection() {
    }

    static MqttClient client(String brokerUri, String clientId) throws BrokerUnavailableException {
        try {
            MqttClient client = new MqttClient(brokerUri, clientId, new MemoryPersistence());
            client.setTimeToWait(SECONDS * 1000L);
            return client;
        } catch (MqttException e) {
            throw new BrokerUnavailableException("no client for " + brokerUri, e);
        }
    }

    static void open(MqttClient client) throws BrokerUnavailableException {
        MqttConnectOptions how = new MqttConnectOptions();
        how.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        how.setCleanSession(true);
        how.setConnectionTimeout(SECONDS);
        try {
            client.connect(how);
        } catch (MqttException e) {
            giveUp(client);
            throw new BrokerUnavailableException("could not connect to " + client.getServerURI(), e);
        }
    }

    /** Si no, Paho sigue esperando con la conexión abierta. */
    private static void giveUp(MqttClient client) {
        try {
            client.disconnectForcibly(0, 0, false);
        } catch (MqttException e) {
            System.err.println("while giving up: " + e);
        }
    }

    static void close(MqttClient client) {
        try {
            if (client.isConnected()) {
                client.disconnect(1000);
            }
        } catch (MqttException e) {
            System.err.println("while disconnecting: " + e);
        }
        try {
            client.close();
        } catch (MqttException e) {
            System.err.println("while closing: " + e);
        }
    }
}
