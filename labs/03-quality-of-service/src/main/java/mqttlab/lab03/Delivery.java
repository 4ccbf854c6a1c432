package mqttlab.lab03;

import mqttlab.contracts.news.BrokerUnavailableException;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;

/** One message on its way. Paho says what becomes of it, on a thread that must not be held up. */
final class Delivery implements IMqttActionListener {

    /** The PUBACK has come, or the PUBCOMP; at QoS 0, the message has been written to the socket. */
    @Override
    public void onSuccess(IMqttToken token) {
        // TODO task 2: Let go whoever waits for this message
    }

    /** Called when the connection is lost. Later, onSuccess may still be called for the same message. */
    @Override
    public void onFailure(IMqttToken token, Throwable why) {
        // TODO task 3: Who still has the message now? Is there anything to do?
    }

    /** Waits until the message is complete. */
    void await(Deadline deadline) throws BrokerUnavailableException {
        // TODO task 2: Wait for onSuccess; if the deadline comes first, say so
        throw new UnsupportedOperationException("Task 2 is still to be written: Wait for onSuccess; if the deadline "
                + "comes first, say so");
    }
}
