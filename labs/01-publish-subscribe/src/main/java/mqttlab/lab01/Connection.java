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
        // TODO task 1: Connect with MQTT 3.1.1 and a clean session; give up after PATIENCE_SECONDS; report every
        // failure as a BrokerUnavailableException, and leave nothing of it behind
        throw new UnsupportedOperationException("Task 1 is still to be written: Connect with MQTT 3.1.1 and a clean "
                + "session; give up after PATIENCE_SECONDS; report every failure as a BrokerUnavailableException, and "
                + "leave nothing of it behind");
    }

    /** Paho would go on waiting for the broker after we have given up, with its threads and an open connection. */
    private static void abandon(MqttClient client) {
        try {
            client.disconnectForcibly(0, 0, false);
        } catch (MqttException e) {
            // There was nothing to end.
        }
    }

    /** Says DISCONNECT if there still is a connection, and frees what the client holds. */
    static void close(MqttClient client) {
        // TODO task 5: Disconnect if connected, then close the client; closing twice does no harm
    }
}
