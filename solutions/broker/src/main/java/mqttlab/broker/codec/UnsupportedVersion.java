package mqttlab.broker.codec;

/** A CONNECT of another version of MQTT: all that can be read of it is its version. */
public final class UnsupportedVersion extends MalformedPacket {

    private static final long serialVersionUID = 1;

    /** Of MQTT 3.1, where the protocol had another name. */
    UnsupportedVersion(String protocol) {
        super("[MQTT-3.1.2-1] the protocol name must be MQTT, and was %s", protocol);
    }

    UnsupportedVersion(int level) {
        super("[MQTT-3.1.2-2] the protocol level must be 4, and was %d", level);
    }
}
