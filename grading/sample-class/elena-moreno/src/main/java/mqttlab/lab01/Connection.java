package mqttlab.lab01;

import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** How publisher and subscriber come to a broker, and how they leave it. */
final class Connection {

    private Connection() {
    }

    static MqttClient client(String brokerUri, String clientId) {
        try {
            return new MqttClient(brokerUri, clientId, new MemoryPersistence());
        } catch (MqttException e) {
            return fatal("crear el cliente", e);
        }
    }

    static void open(MqttClient client) {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setCleanSession(true);
        options.setConnectionTimeout(2);
        client.setTimeToWait(2000);
        try {
            client.connect(options);
        } catch (MqttException e) {
            fatal("conectar", e);
        }
    }

    /** Sin broker no hay nada que hacer: se acaba el programa. */
    static <T> T fatal(String what, Exception e) {
        System.err.println("ERROR al " + what + ": " + e.getMessage());
        System.exit(1);
        return null;
    }

    static void close(MqttClient client) {
        try {
            client.disconnect();
            client.close();
        } catch (MqttException e) {
            fatal("desconectar", e);
        }
    }
}
