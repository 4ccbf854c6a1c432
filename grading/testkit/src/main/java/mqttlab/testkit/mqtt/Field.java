package mqttlab.testkit.mqtt;

/**
 * One field of a packet: its bytes, and what they mean.
 *
 * @param name  what it is called in the standard
 * @param value in words, safe to print
 */
public record Field(Section section, Name name, Payload bytes, String value) {

    /** The three parts of a packet, in their order (section 2 of the standard). */
    public enum Section {
        FIXED_HEADER, VARIABLE_HEADER, PAYLOAD
    }

    /** What fields there are in MQTT 3.1.1. */
    public enum Name {
        PACKET_TYPE, REMAINING_LENGTH, STRING_LENGTH, PROTOCOL_NAME, PROTOCOL_LEVEL, CONNECT_FLAGS, KEEP_ALIVE, CLIENT_IDENTIFIER,
        WILL_TOPIC, WILL_MESSAGE, USER_NAME, PASSWORD, CONNECT_ACKNOWLEDGE_FLAGS, CONNECT_RETURN_CODE, TOPIC_NAME,
        PACKET_IDENTIFIER, APPLICATION_MESSAGE, TOPIC_FILTER, REQUESTED_QOS, RETURN_CODE;

        /** With hyphens, for attributes and files: {@code remaining-length}. */
        public String key() {
            return toString().replace(' ', '-');
        }

        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        }
    }
}
