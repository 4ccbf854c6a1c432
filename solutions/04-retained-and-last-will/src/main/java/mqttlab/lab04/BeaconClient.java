package mqttlab.lab04;

// lab:hide
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
// lab:end
import mqttlab.contracts.news.BrokerUnavailableException;
import mqttlab.contracts.presence.Badge;
import mqttlab.contracts.presence.Beacon;
// lab:hide
import mqttlab.contracts.presence.Status;
// lab:end
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;

/** Says that somebody is here. Its connection is given; what is said, retained and left to the will is decided here. */
public final class BeaconClient implements Beacon {

    private final Connection connection = new Connection(this::heard, () -> { });
    private Badge badge;
    // lab:hide
    /** Whether it is still up to us to say something of our presence. Guarded by this object. */
    private boolean inCharge;
    // lab:end

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
        // lab:task 1 quietly Set the keep alive, and the will: what the broker is to say in our place
        options.setKeepAliveInterval(keepAliveSeconds);
        options.setWill(topic().topicName(), new Presence(Status.LOST, badge.visit()).payload(), 1, true);
        // lab:end
        return options;
    }

    private void sayHere() throws BrokerUnavailableException {
        // lab:task 1 Publish our presence: HERE, with the number of our visit. Those who come later find it
        enter();
        // lab:end
    }

    // lab:hide
    private synchronized void enter() throws BrokerUnavailableException {
        inCharge = true;
        say(Status.HERE);
    }

    private Topic topic() {
        return Topic.presence(badge.site(), badge.name());
    }

    private void say(Status status) throws BrokerUnavailableException {
        connection.publish(topic().topicName(), new Presence(status, badge.visit()).payload(), true);
    }
    // lab:end

    private void listen() throws BrokerUnavailableException {
        // lab:task 6 quietly Subscribe to what is said of our own presence
        connection.subscribe(topic().topicName());
        // lab:end
    }

    /** Called for each message, one at a time. No exception may leave it: nothing would be handed over any more. */
    private void heard(Connection.Arrival arrival) {
        // lab:task 6 quietly Whose word is it? Say HERE again, or leave it to a later visit, or do nothing
        Optional<Presence> said = Presence.of(arrival.payload());
        try {
            answer(said.orElse(new Presence(Status.UNKNOWN, 0)));
        } catch (BrokerUnavailableException e) {
            // Then it is up to the will.
        }
        // lab:end
    }

    // lab:hide
    /** While we answer nobody can take our leave, and then nobody answers: our last word is the last. */
    private synchronized void answer(Presence said) throws BrokerUnavailableException {
        if (said.visit() > badge.visit()) {
            inCharge = false;
        } else if (inCharge && !said.equals(new Presence(Status.HERE, badge.visit()))) {
            say(Status.HERE);
        }
    }
    // lab:end

    @Override
    public void report(String quantity, String value) throws BrokerUnavailableException {
        // lab:task 3 Publish the value so that it is found later, too. An empty one would be something else
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("a value is not empty: that would clear the one before");
        }
        connection.publish(known(quantity), value.getBytes(UTF_8), true);
        // lab:end
    }

    @Override
    public void forget(String quantity) throws BrokerUnavailableException {
        // lab:task 3 Clear what is retained
        connection.publish(known(quantity), new byte[0], true);
        // lab:end
    }

    // lab:hide
    private String known(String quantity) throws BrokerUnavailableException {
        Badge whose = arrived();
        return Topic.known(whose.site(), whose.name(), quantity).topicName();
    }

    private Badge arrived() throws BrokerUnavailableException {
        if (badge == null) {
            throw new BrokerUnavailableException("there is no connection before arrive");
        }
        return badge;
    }
    // lab:end

    @Override
    public void call(String text) throws BrokerUnavailableException {
        // lab:task 3 Publish the call, for those who are looking now
        Topic topic = Topic.call(arrived().site(), arrived().name());
        connection.publish(topic.topicName(), text.getBytes(UTF_8), false);
        // lab:end
    }

    @Override
    public void close() {
        // lab:task 2 Say LEFT, and disconnect; if the broker does not hear us, leave it to the will
        // lab:starter connection.close();
        try {
            leave();
            connection.close();
        } catch (BrokerUnavailableException notHeard) {
            connection.abandon();
        }
        // lab:end
    }

    // lab:hide
    private synchronized void leave() throws BrokerUnavailableException {
        if (inCharge) {
            inCharge = false;
            say(Status.LEFT);
        }
    }
    // lab:end
}
