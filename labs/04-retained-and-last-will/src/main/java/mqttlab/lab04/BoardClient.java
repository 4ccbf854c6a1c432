package mqttlab.lab04;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.presence.Board;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;

/** Shows who is here. Its connection is given; what a message means, and what becomes of it, is decided here. */
public final class BoardClient implements Board {

    private final Connection connection = new Connection(this::arrived, this::lost);
    /** By site. */
    private final Map<String, Screen> screens = new ConcurrentHashMap<>();

    @Override
    public void connect(String brokerUri, String clientId) throws BrokerUnavailableException {
        connection.open(brokerUri, clientId, new MqttConnectOptions());
    }

    @Override
    public void watch(String site, Screen screen) throws BrokerUnavailableException {
        // TODO task 4: Remember the screen, and subscribe to all that is said of the site
        throw new UnsupportedOperationException("Task 4 is still to be written: Remember the screen, and subscribe to "
                + "all that is said of the site");
    }

    /** Called for each message, one at a time. No exception may leave it: nothing would be handed over any more. */
    private void arrived(Connection.Arrival arrival) {
        // TODO task 4: Take topic and payload apart, note what is new, and tell the screen
    }

    /** Called after the last message, by the same thread, when the connection is lost. */
    private void lost() {
        // TODO task 5: Of whom can we still say that they are here?
    }

    @Override
    public void close() {
        connection.close();
    }
}
