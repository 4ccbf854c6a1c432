package mqttlab.broker.codec;

/** A CONNECT of another version of MQTT: all that can be read of it is its protocol level. */
public final class UnsupportedVersion extends MalformedPacket {

    private static final long serialVersionUID = 1;

    UnsupportedVersion(int level) {
        super("[MQTT-3.1.2-2] the protocol level must be 4, and was %d", level);
    }
}
