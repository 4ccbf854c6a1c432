package mqttlab.lab01;

import mqttlab.contracts.lab01.BrokerUnavailableException;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** How publisher and subscriber come to a broker, and how they leave it. */
final class Connection {

    private Connection() {
    }

    /** A client that is ready to connect. Its in-flight messages stay in memory; Paho would otherwise write them to files. */
    static MqttClient client(String brokerUri, String clientId) throws BrokerUnavailableException {
        try {
            return new MqttClient(brokerUri, clientId, new MemoryPersistence());
        } catch (MqttException e) {
            throw new BrokerUnavailableException("no client for " + brokerUri, e);
        }
    }

    /** Connects, and returns when the broker has accepted. */
    static void open(MqttClient client) throws BrokerUnavailableException {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(true);
        options.setConnectionTimeout(BrokerUnavailableException.PATIENCE_SECONDS);
        client.setTimeToWait(BrokerUnavailableException.PATIENCE_SECONDS);
        try {
            client.connect(options);
        } catch (MqttException e) {
            throw new BrokerUnavailableException("no broker answers at " + client.getServerURI(), e);
        }
    }

    /** Says DISCONNECT if there still is a connection, and frees what the client holds. */
    static void close(MqttClient client) {
        try {
            if (client.isConnected()) {
                client.disconnect();
            }
            client.close();
        } catch (MqttException e) {
            // The connection went down while we took our leave. There is nobody left to tell.
        }
    }
}
