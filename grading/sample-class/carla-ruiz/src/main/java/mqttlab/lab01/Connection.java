package mqttlab.lab01;

import mqttlab.contracts.news.BrokerUnavailableException;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

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
        var options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setConnectionTimeout(2);
        try {
            client.connect(options);
        } catch (MqttException e) {
            throw new BrokerUnavailableException(e);
        }
    }

    static void close(MqttClient client) throws MqttException {
        client.disconnect();
        client.close();
    }
}
