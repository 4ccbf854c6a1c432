package mqttlab.lab03;

// lab:hide
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
// lab:end
import mqttlab.contracts.news.BrokerUnavailableException;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;

/** One message on its way. Paho says what becomes of it, on a thread that must not be held up. */
final class Delivery implements IMqttActionListener {

    // lab:hide
    private final CountDownLatch complete = new CountDownLatch(1);
    // lab:end

    /** The PUBACK has come, or the PUBCOMP; at QoS 0, the message has been written to the socket. */
    @Override
    public void onSuccess(IMqttToken token) {
        // lab:task 2 quietly Let go whoever waits for this message
        complete.countDown();
        // lab:end
    }

    /** Called when the connection is lost. Later, onSuccess may still be called for the same message. */
    @Override
    public void onFailure(IMqttToken token, Throwable why) {
        // lab:task 3 quietly Who still has the message now? Is there anything to do?
        // Nothing: the message is in Paho's store, and goes on with the next connection. Whoever waits goes on waiting.
        // lab:end
    }

    /** Waits until the message is complete. */
    void await(Deadline deadline) throws BrokerUnavailableException {
        // lab:task 2 Wait for onSuccess; if the deadline comes first, say so
        try {
            if (complete.await(deadline.millisLeft(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new BrokerUnavailableException("in doubt: the broker has not taken the message over in time");
        // lab:end
    }
}
