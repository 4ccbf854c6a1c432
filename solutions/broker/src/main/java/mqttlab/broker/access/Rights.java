package mqttlab.broker.access;

/**
 * What one client may do. Any thread may ask, for each message: the answers change when the access list does.
 *
 * <p>A client may subscribe to any filter that matches something it may have, and {@link #mayReceive} decides about each message:
 * {@code #} then gives it what it may have, and no more.
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

        @Override
        public boolean maySubscribe(String filter) {
            return true;
        }
    };

    /** For each PUBLISH, and for a will when it is published. If not, the message is acknowledged and dropped [MQTT-3.3.5-2]. */
    boolean mayPublish(String topicName);

    /** For each message that is about to be sent to this client or stored for it, retained ones too. */
    boolean mayReceive(String topicName);

    /** Whether there may be messages for this filter. If not, the client is told so: the answer for it is 0x80 [MQTT-3.8.4-5]. */
    boolean maySubscribe(String filter);
}
