package mqttlab.testkit.mqtt;

/** What came out of a byte stream: a packet, or bytes that are not one. */
public sealed interface Decoded permits Packet, Malformed {

    /** The bytes as they were on the wire; a copy. */
    byte[] raw();

    /** How many bytes that is, without copying them. */
    int size();
}
