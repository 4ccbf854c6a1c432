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
        try {
            client.setTimeToWait(BrokerUnavailableException.PATIENCE_SECONDS * 1000);
            MqttConnectOptions o = new MqttConnectOptions();
            o.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
            o.setConnectionTimeout(BrokerUnavailableException.PATIENCE_SECONDS);
            client.connect(o);
        } catch (Exception e) {
            try {
                client.disconnectForcibly(0, 0, false);
            } catch (MqttException e2) {
                // nothing to disconnect
            }
            throw new BrokerUnavailableException("cannot connect: " + e.getMessage(), e);
        }
    }

    static void close(MqttClient client) {
        if (!client.isConnected()) {
            return;
        }
        try {
            client.disconnect(500);
            client.close();
        } catch (MqttException e) {
            e.printStackTrace();
        }
    }
}
