package mqttlab.broker.codec;

/** Bytes that are not a packet of MQTT 3.1.1. Whoever sent them is disconnected [MQTT-4.8.0-1]. */
public class MalformedPacket extends RuntimeException {

    private static final long serialVersionUID = 1;

    public MalformedPacket(String message, Object... details) {
        // Without a stack trace: it is the client's mistake, and a hostile one can make millions.
        super(message.formatted(details), null, false, false);
    }

    static void require(boolean kept, String rule) {
        if (!kept) {
            throw new MalformedPacket("%s", rule);
        }
    }
}
