package mqttlab.lab04;

import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.presence.Badge;
import mqttlab.contracts.presence.Beacon;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;

/** Says that somebody is here. Its connection is given; what is said, retained and left to the will is decided here. */
public final class BeaconClient implements Beacon {

    private final Connection connection = new Connection(this::heard, () -> { });
    private Badge badge;

    @Override
    public void arrive(String brokerUri, String clientId, Badge badge, int keepAliveSeconds) throws BrokerUnavailableException {
        this.badge = badge;
        connection.open(brokerUri, clientId, options(keepAliveSeconds));
        try {
            sayHere();
            listen();
        } catch (BrokerUnavailableException e) {
            connection.abandon();
            throw e;
        }
    }

    private MqttConnectOptions options(int keepAliveSeconds) {
        MqttConnectOptions options = new MqttConnectOptions();
        // TODO task 1: Set the keep alive, and the will: what the broker is to say in our place
        return options;
    }

    private void sayHere() throws BrokerUnavailableException {
        // TODO task 1: Publish our presence: HERE, with the number of our visit. Those who come later find it
        throw new UnsupportedOperationException("Task 1 is still to be written: Publish our presence: HERE, with the "
                + "number of our visit. Those who come later find it");
    }

    private void listen() throws BrokerUnavailableException {
        // TODO task 6: Subscribe to what is said of our own presence
    }

    /** Called for each message, one at a time. No exception may leave it: nothing would be handed over any more. */
    private void heard(Connection.Arrival arrival) {
        // TODO task 6: Whose word is it? Say HERE again, or leave it to a later visit, or do nothing
    }

    @Override
    public void report(String quantity, String value) throws BrokerUnavailableException {
        // TODO task 3: Publish the value so that it is found later, too. An empty one would be something else
        throw new UnsupportedOperationException("Task 3 is still to be written: Publish the value so that it is found "
                + "later, too. An empty one would be something else");
    }

    @Override
    public void forget(String quantity) throws BrokerUnavailableException {
        // TODO task 3: Clear what is retained
        throw new UnsupportedOperationException("Task 3 is still to be written: Clear what is retained");
    }

    @Override
    public void call(String text) throws BrokerUnavailableException {
        // TODO task 3: Publish the call, for those who are looking now
        throw new UnsupportedOperationException("Task 3 is still to be written: Publish the call, for those who are "
                + "looking now");
    }

    @Override
    public void close() {
        // TODO task 2: Say LEFT, and disconnect; if the broker does not hear us, leave it to the will
        connection.close();
    }
}
