package mqttlab.broker.access;

/**
 * What one client may do, found out once for all its messages. The answers never change, and any thread may ask.
 *
 * <p>There is no right to subscribe. As in Mosquitto, anybody may subscribe to anything, and {@link #mayReceive} decides
 * about each message: a filter such as {@code #} then gives a client what it may have, and no more.
 */
public interface Rights {

    Rights ALL = new Rights() {
        @Override
        public boolean mayPublish(String topicName) {
            return true;
        }

        @Override
        public boolean mayReceive(String topicName) {
            return true;
        }
    };

    /** For each PUBLISH, and for a will when it is published. If not, the message is acknowledged and dropped [MQTT-3.3.5-2]. */
    boolean mayPublish(String topicName);

    /** For each message that is about to be sent to this client or stored for it, retained ones too. */
    boolean mayReceive(String topicName);
}
