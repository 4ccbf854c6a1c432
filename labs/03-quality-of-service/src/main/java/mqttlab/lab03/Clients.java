package mqttlab.lab03;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttClientPersistence;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttPersistenceException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * Paho clients, one after the other, each for one connection. The threads of Paho may be late, and what they bring from one
 * connection must not go out on the next. What is under way is kept for the next client.
 *
 * <p>Hold the lock of this object while you hand something to the current client: then that is not replaced meanwhile.
 */
final class Clients {

    private final MqttClientPersistence store = new InFlightStore();
    private final String brokerUri;
    private final String clientId;
    private final int patienceMillis;
    /** Null if there is neither a connection nor an attempt. */
    private MqttAsyncClient current;

    Clients(String brokerUri, String clientId, int patienceMillis) {
        this.brokerUri = brokerUri;
        this.clientId = clientId;
        this.patienceMillis = patienceMillis;
    }

    /** Ends the current client, and makes another one, which is not connected. */
    MqttAsyncClient next() {
        end();
        try {
            MqttAsyncClient next = new MqttAsyncClient(brokerUri, clientId, store);
            // Left to itself, Paho acknowledges a message as soon as messageArrived has returned.
            next.setManualAcks(true);
            replace(next);
            return next;
        } catch (MqttException e) {
            throw new IllegalStateException("Paho cannot read the store", e);
        }
    }

    private synchronized MqttAsyncClient replace(MqttAsyncClient next) {
        MqttAsyncClient last = current;
        current = next;
        return last;
    }

    /** @throws MqttException if there is none */
    synchronized MqttAsyncClient current() throws MqttException {
        if (current == null) {
            throw new MqttException(MqttException.REASON_CODE_CLIENT_NOT_CONNECTED);
        }
        return current;
    }

    synchronized boolean isCurrent(MqttAsyncClient client) {
        return client == current;
    }

    /** Whether there is a connection. */
    synchronized boolean isUp() {
        return current != null && current.isConnected();
    }

    /** Ends the current client, with a DISCONNECT if it is connected. */
    void leave() {
        MqttAsyncClient last = replace(null);
        try {
            if (last != null && last.isConnected()) {
                last.disconnect(0).waitForCompletion(patienceMillis);
            }
        } catch (MqttException e) {
            // The connection went down while we took our leave.
        }
        end(last);
    }

    /** Ends the current client without a DISCONNECT. */
    void end() {
        end(replace(null));
    }

    private void end(MqttAsyncClient last) {
        if (last == null) {
            return;
        }
        try {
            last.disconnectForcibly(0, 0, false);
            // A thread of Paho may be at it already. Only when that is done, the next client may look at what is under way.
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMillis);
            while (isEnding(last) && !Thread.currentThread().isInterrupted() && System.nanoTime() - deadline < 0) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            last.close(true);
        } catch (MqttException e) {
            // There was nothing left of it.
        }
    }

    private static boolean isEnding(MqttAsyncClient last) {
        try {
            last.disconnect(0);
            return true;
        } catch (MqttException e) {
            return e.getReasonCode() == MqttException.REASON_CODE_CLIENT_DISCONNECTING;
        }
    }

    /** Paho's own forgets everything when a client opens or closes it. */
    private static final class InFlightStore extends MemoryPersistence {

        private boolean isOpen;

        @Override
        public synchronized void open(String clientId, String brokerUri) throws MqttPersistenceException {
            if (!isOpen) {
                isOpen = true;
                super.open(clientId, brokerUri);
            }
        }

        @Override
        public void close() {
            // The next client needs it.
        }
    }
}
